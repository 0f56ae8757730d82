package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Remembered positions of a ledger in the newest PostgreSQL. */
class PostgresPositionCacheTest extends PositionCacheContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

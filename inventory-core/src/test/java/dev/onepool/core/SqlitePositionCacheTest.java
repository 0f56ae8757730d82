package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Remembered positions of a ledger in SQLite. */
class SqlitePositionCacheTest extends PositionCacheContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

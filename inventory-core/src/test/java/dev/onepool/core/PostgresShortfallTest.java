package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Shortfalls in the newest PostgreSQL. */
class PostgresShortfallTest extends ShortfallContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Shortfalls in an SQLite file. */
class SqliteShortfallTest extends ShortfallContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Events in SQLite. */
class SqliteEventTest extends EventContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

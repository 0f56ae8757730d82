package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Events in the newest PostgreSQL. */
class PostgresEventTest extends EventContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

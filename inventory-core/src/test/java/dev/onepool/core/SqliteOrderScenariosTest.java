package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The scenarios of a channel's orders, in an SQLite file. */
class SqliteOrderScenariosTest extends OrderScenarios {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The scenarios of a channel's orders, in the newest PostgreSQL. */
class PostgresOrderScenariosTest extends OrderScenarios {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

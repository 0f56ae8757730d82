package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The scenarios of a channel's orders, in memory. */
class MemoryOrderScenariosTest extends OrderScenarios {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

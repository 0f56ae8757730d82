package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported channels in memory. */
class MemoryChannelScenariosTest extends ChannelScenarios {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Events in memory. */
class MemoryEventTest extends EventContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

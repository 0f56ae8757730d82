package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Shortfalls in memory. */
class MemoryShortfallTest extends ShortfallContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What a hostile caller may do in memory. */
class MemoryHardCasesTest extends HardCasesContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

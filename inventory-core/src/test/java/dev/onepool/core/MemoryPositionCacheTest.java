package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Remembered positions of a ledger in memory. */
class MemoryPositionCacheTest extends PositionCacheContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Closed periods of a ledger in memory. */
class MemoryPeriodTest extends PeriodContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

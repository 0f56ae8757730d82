package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What channels and the host report in memory. */
class MemoryOrderReportTest extends OrderReportContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

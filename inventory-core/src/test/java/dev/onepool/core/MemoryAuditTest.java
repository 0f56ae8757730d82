package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Audits in memory. */
class MemoryAuditTest extends AuditContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

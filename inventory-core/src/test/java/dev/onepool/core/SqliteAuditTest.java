package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Audits in SQLite. */
class SqliteAuditTest extends AuditContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Audits in the newest PostgreSQL. */
class PostgresAuditTest extends AuditContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What channels and the host report in the newest PostgreSQL. */
class PostgresOrderReportTest extends OrderReportContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

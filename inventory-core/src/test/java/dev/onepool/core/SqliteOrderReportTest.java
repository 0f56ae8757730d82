package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What channels and the host report in an SQLite file. */
class SqliteOrderReportTest extends OrderReportContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

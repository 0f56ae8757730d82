package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Closed periods of a ledger in SQLite. */
class SqlitePeriodTest extends PeriodContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

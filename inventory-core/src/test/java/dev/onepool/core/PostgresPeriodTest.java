package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Closed periods of a ledger in the newest PostgreSQL. */
class PostgresPeriodTest extends PeriodContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

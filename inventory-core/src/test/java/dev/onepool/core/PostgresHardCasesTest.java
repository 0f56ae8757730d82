package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What a hostile caller may do in the newest PostgreSQL. */
class PostgresHardCasesTest extends HardCasesContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

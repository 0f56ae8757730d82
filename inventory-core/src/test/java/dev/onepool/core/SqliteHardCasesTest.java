package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What a hostile caller may do in an SQLite file. */
class SqliteHardCasesTest extends HardCasesContract {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

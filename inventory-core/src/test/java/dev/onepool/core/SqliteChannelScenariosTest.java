package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported channels in an SQLite file. */
class SqliteChannelScenariosTest extends ChannelScenarios {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.sqlite();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

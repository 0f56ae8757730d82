package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported channels in the newest PostgreSQL. */
class PostgresChannelScenariosTest extends ChannelScenarios {

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.postgres();

  @Override
  RoomExtension room() {
    return ROOM;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported races in the newest PostgreSQL. */
class PostgresRaceScenariosTest extends RaceScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported holds in the newest PostgreSQL. */
class PostgresHoldScenariosTest extends HoldScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

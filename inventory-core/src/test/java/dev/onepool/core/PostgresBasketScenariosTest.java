package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported baskets in the newest PostgreSQL. */
class PostgresBasketScenariosTest extends BasketScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

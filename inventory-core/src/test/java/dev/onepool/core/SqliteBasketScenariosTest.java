package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported baskets in an SQLite file. */
class SqliteBasketScenariosTest extends BasketScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

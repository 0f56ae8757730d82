package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported baskets in memory. */
class MemoryBasketScenariosTest extends BasketScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported holds in memory. */
class MemoryHoldScenariosTest extends HoldScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

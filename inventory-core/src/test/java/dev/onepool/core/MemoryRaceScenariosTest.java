package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported races in memory. */
class MemoryRaceScenariosTest extends RaceScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

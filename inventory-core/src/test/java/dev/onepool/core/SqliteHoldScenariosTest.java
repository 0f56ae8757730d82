package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported holds in an SQLite file. */
class SqliteHoldScenariosTest extends HoldScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

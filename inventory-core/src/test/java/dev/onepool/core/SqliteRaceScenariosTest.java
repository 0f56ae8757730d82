package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported races in an SQLite file. */
class SqliteRaceScenariosTest extends RaceScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

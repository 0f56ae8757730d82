package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Two desks in an SQLite file. */
class SqliteDeskScenariosTest extends DeskScenarios {

  @RegisterExtension
  static final TwoDesks DESKS = TwoDesks.sqlite();

  @Override
  TwoDesks desks() {
    return DESKS;
  }
}

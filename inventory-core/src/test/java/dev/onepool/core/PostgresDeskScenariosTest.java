package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Two desks in the newest PostgreSQL. */
class PostgresDeskScenariosTest extends DeskScenarios {

  @RegisterExtension
  static final TwoDesks DESKS = TwoDesks.postgres();

  @Override
  TwoDesks desks() {
    return DESKS;
  }
}

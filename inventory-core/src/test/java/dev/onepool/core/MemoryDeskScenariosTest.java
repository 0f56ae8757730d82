package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Two desks in memory. */
class MemoryDeskScenariosTest extends DeskScenarios {

  @RegisterExtension
  static final TwoDesks DESKS = TwoDesks.memory();

  @Override
  TwoDesks desks() {
    return DESKS;
  }
}

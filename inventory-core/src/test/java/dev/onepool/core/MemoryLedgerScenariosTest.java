package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The scenarios of the ledger's own commands, in memory. */
class MemoryLedgerScenariosTest extends LedgerScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The scenarios of the ledger's own commands, in an SQLite file. */
class SqliteLedgerScenariosTest extends LedgerScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The scenarios of the ledger's own commands, in the newest PostgreSQL. */
class PostgresLedgerScenariosTest extends LedgerScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

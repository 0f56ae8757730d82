package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading a ledger in the newest PostgreSQL. */
class PostgresLedgerReadingTest extends LedgerReadingContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger, called again and again, in the newest PostgreSQL. */
class PostgresRepeatableLedgerTest extends RepeatableLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in the oldest PostgreSQL. */
class OldestPostgresStockLedgerTest extends StockLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.OLDEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

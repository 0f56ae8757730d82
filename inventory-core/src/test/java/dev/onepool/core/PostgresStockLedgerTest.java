package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in the newest PostgreSQL. */
class PostgresStockLedgerTest extends StockLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in an SQLite file. */
class SqliteStockLedgerTest extends StockLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

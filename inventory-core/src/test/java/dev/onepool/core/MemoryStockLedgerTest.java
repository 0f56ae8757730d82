package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in memory. */
class MemoryStockLedgerTest extends StockLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

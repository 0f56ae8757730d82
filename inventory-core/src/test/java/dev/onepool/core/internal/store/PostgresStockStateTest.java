package dev.onepool.core.internal.store;

import dev.onepool.core.PostgresServer;

/** What the store in PostgreSQL keeps of counts, transfers, kits, shortfalls and holds. */
class PostgresStockStateTest extends StockStateContract {

  @Override
  LedgerStore open() {
    return JdbiStore.postgres(PostgresServer.NEWEST.newOptions());
  }
}

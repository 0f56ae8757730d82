package dev.onepool.core.internal.store;

import dev.onepool.core.PostgresServer;

/** The store in PostgreSQL. */
class PostgresStoreTest extends LedgerStoreContract {

  @Override
  LedgerStore open() {
    return JdbiStore.postgres(PostgresServer.NEWEST.newOptions());
  }
}

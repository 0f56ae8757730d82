package dev.onepool.core.internal.store;

import dev.onepool.core.PostgresServer;

/** The store in PostgreSQL. */
class PostgresControlsTest extends ControlsContract {

  @Override
  LedgerStore open() {
    return JdbiStore.postgres(PostgresServer.NEWEST.newOptions());
  }
}

package dev.onepool.core.internal.store;

import dev.onepool.core.PostgresServer;

/** A damaged PostgreSQL database. */
class PostgresDamagedBooksTest extends DamagedBooksContract {

  private PostgresOptions options;

  @Override
  LedgerStore open() {
    options = PostgresServer.NEWEST.newOptions();
    return JdbiStore.postgres(options);
  }

  @Override
  String url() {
    return options.url();
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds and payments in the newest PostgreSQL. */
class PostgresHoldTest extends HoldContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

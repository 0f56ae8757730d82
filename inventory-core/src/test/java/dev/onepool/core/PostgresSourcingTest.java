package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations without a location in the newest PostgreSQL. */
class PostgresSourcingTest extends SourcingContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Sales and what becomes of them, in the newest PostgreSQL. */
class PostgresOrderLineTest extends OrderLineContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Sales and what becomes of them, in the oldest PostgreSQL. */
class OldestPostgresOrderLineTest extends OrderLineContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.OLDEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts and warehouse snapshots in the newest PostgreSQL. */
class PostgresCountTest extends CountContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

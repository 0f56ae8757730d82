package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Erasing sellers in the newest PostgreSQL. */
class PostgresErasureTest extends ErasureContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Kits in the newest PostgreSQL. */
class PostgresKitTest extends KitContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

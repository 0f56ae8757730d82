package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported books in the newest PostgreSQL. */
class PostgresBooksScenariosTest extends BooksScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

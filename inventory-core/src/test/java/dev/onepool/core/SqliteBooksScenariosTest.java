package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported books in an SQLite file. */
class SqliteBooksScenariosTest extends BooksScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

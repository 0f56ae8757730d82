package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reported books in memory. */
class MemoryBooksScenariosTest extends BooksScenarios {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

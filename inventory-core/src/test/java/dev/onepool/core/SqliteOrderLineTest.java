package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Sales and what becomes of them, in an SQLite file. */
class SqliteOrderLineTest extends OrderLineContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Erasing sellers in SQLite. */
class SqliteErasureTest extends ErasureContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

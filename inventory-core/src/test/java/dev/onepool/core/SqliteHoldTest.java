package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds and payments in an SQLite file. */
class SqliteHoldTest extends HoldContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

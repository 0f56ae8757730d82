package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts and warehouse snapshots in an SQLite file. */
class SqliteCountTest extends CountContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Kits in an SQLite file. */
class SqliteKitTest extends KitContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations without a location in an SQLite file. */
class SqliteSourcingTest extends SourcingContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

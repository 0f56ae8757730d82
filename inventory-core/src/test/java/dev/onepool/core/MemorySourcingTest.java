package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations without a location in memory. */
class MemorySourcingTest extends SourcingContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

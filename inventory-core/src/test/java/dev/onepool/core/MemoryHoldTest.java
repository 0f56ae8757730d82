package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds and payments in memory. */
class MemoryHoldTest extends HoldContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

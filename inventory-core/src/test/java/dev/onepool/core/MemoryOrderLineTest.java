package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Sales and what becomes of them, in memory. */
class MemoryOrderLineTest extends OrderLineContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

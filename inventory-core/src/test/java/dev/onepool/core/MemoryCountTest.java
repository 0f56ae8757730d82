package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts and warehouse snapshots in memory. */
class MemoryCountTest extends CountContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

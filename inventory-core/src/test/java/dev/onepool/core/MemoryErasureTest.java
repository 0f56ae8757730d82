package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Erasing sellers in memory. */
class MemoryErasureTest extends ErasureContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Kits in memory. */
class MemoryKitTest extends KitContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

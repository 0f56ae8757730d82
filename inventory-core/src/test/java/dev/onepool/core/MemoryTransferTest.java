package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Transfers that take their time in memory. */
class MemoryTransferTest extends TransferContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

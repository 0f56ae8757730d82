package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading a ledger in memory. */
class MemoryLedgerReadingTest extends LedgerReadingContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

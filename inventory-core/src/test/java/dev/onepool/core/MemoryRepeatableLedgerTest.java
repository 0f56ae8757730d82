package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger, called again and again, in memory. */
class MemoryRepeatableLedgerTest extends RepeatableLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

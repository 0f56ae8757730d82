package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading a ledger in an SQLite file. */
class SqliteLedgerReadingTest extends LedgerReadingContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger, called again and again, in an SQLite file. */
class SqliteRepeatableLedgerTest extends RepeatableLedgerContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

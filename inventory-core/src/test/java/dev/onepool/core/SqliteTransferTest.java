package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Transfers that take their time in an SQLite file. */
class SqliteTransferTest extends TransferContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

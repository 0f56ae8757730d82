package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Transfers that take their time in the newest PostgreSQL. */
class PostgresTransferTest extends TransferContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

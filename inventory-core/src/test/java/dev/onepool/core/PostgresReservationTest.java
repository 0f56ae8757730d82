package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations in the newest PostgreSQL. */
class PostgresReservationTest extends ReservationContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.postgres(PostgresServer.NEWEST);

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

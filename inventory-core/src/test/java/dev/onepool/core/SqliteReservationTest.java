package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations in an SQLite file. */
class SqliteReservationTest extends ReservationContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.sqlite();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

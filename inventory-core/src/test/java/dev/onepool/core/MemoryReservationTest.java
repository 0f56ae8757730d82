package dev.onepool.core;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations in memory. */
class MemoryReservationTest extends ReservationContract {

  @RegisterExtension
  static final EngineExtension ENGINE = EngineExtension.memory();

  @Override
  EngineExtension engine() {
    return ENGINE;
  }
}

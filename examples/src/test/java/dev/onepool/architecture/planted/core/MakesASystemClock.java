package dev.onepool.architecture.planted.core;

import java.time.Clock;

/** Planted: asks the system for the time. */
final class MakesASystemClock {

  private MakesASystemClock() {}

  static Object time() {
    return Clock.systemDefaultZone();
  }
}

package dev.onepool.architecture.planted.core;

import java.time.Clock;
import java.time.ZoneOffset;

/** Planted: asks the system for the time. */
final class MakesATickingClock {

  private MakesATickingClock() {}

  static Object time() {
    return Clock.tickSeconds(ZoneOffset.UTC);
  }
}

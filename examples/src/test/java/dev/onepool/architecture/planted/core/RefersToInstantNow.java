package dev.onepool.architecture.planted.core;

import java.time.Instant;
import java.util.function.Supplier;

/** Planted: asks the system for the time. */
final class RefersToInstantNow {

  private RefersToInstantNow() {}

  static Supplier<Instant> time() {
    return Instant::now;
  }
}

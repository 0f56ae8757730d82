package dev.onepool.architecture.planted.core;

import java.time.Instant;

/** Planted: asks the system for the time. */
final class CallsInstantNow {

  private CallsInstantNow() {}

  static Object time() {
    return Instant.now();
  }
}

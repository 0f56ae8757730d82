package dev.onepool.architecture.planted.core;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Planted: asks the system for the time. */
final class CallsZonedNow {

  private CallsZonedNow() {}

  static Object time() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }
}

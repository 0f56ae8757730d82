package dev.onepool.architecture.planted.core;

import java.time.LocalDateTime;

/** Planted: asks the system for the time. */
final class CallsLocalDateTimeNow {

  private CallsLocalDateTimeNow() {}

  static Object time() {
    return LocalDateTime.now();
  }
}

package dev.onepool.architecture.planted.core;

import java.util.Date;
import java.util.function.Supplier;

/** Planted: asks the system for the time. */
final class RefersToNewDate {

  private RefersToNewDate() {}

  static Supplier<Date> time() {
    return Date::new;
  }
}

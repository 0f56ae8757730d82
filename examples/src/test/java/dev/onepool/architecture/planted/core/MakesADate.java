package dev.onepool.architecture.planted.core;

import java.util.Date;

/** Planted: asks the system for the time. */
final class MakesADate {

  private MakesADate() {}

  static Object time() {
    return new Date();
  }
}

package dev.onepool.architecture.planted.core;

/** Planted: measures time past the injected clock. */
final class UsesAStopwatch {

  private UsesAStopwatch() {}

  static long reading() {
    return System.nanoTime();
  }
}

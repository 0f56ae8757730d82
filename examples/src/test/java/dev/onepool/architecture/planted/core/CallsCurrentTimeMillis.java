package dev.onepool.architecture.planted.core;

/** Planted: asks the system for the time. */
final class CallsCurrentTimeMillis {

  private CallsCurrentTimeMillis() {}

  static long time() {
    return System.currentTimeMillis();
  }
}

package dev.onepool.core.internal.calls;

import java.util.function.BooleanSupplier;

/** Waits for a condition, as long as its test's time limit allows. */
final class Waiting {

  private Waiting() {}

  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting for a condition");
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  /** Returns how many threads are inside this method. */
  static long threadsIn(Class<?> type, String method) {
    return Thread.getAllStackTraces().values().stream()
        .filter(trace -> java.util.Arrays.stream(trace).anyMatch(frame ->
            frame.getClassName().equals(type.getName()) && frame.getMethodName().equals(method)))
        .count();
  }
}

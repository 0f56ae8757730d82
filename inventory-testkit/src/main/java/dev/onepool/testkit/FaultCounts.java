package dev.onepool.testkit;

/** How often each fault struck. */
final class FaultCounts {

  /** By the fault's ordinal. */
  private final long[] counts = new long[Fault.values().length];

  void add(Fault fault) {
    counts[fault.ordinal()]++;
  }

  long of(Fault fault) {
    return counts[fault.ordinal()];
  }
}

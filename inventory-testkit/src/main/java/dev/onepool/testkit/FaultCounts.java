package dev.onepool.testkit;

/** How often each fault struck, and how often it did so while supply was short. */
final class FaultCounts {

  /** By the fault's ordinal. */
  private final long[] counts = new long[Fault.values().length];
  private final long[] whileShort = new long[Fault.values().length];
  private boolean supplyShort;

  /** Says whether supply is short from now on; it is not at first. */
  void supplyShort(boolean isShort) {
    supplyShort = isShort;
  }

  void add(Fault fault) {
    counts[fault.ordinal()]++;
    if (supplyShort) {
      whileShort[fault.ordinal()]++;
    }
  }

  long of(Fault fault) {
    return counts[fault.ordinal()];
  }

  long whileShort(Fault fault) {
    return whileShort[fault.ordinal()];
  }
}

package dev.onepool.examples.demo;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The truth about a stock and what became of it: what is physically left, and what was asked, delivered, oversold and
 * refused. Every contender is counted by this, and none can see into it but perfect knowledge.
 */
final class Tally {

  private final Workload workload;
  private final long[] physical;
  private final BitSet ordersToCancel = new BitSet();
  private long unitsAsked;
  private long unitsDelivered;
  private long unitsOversold;
  private long unitsRefusedWithStockLeft;
  private long linesRefused;

  Tally(Workload workload) {
    this.workload = workload;
    physical = new long[workload.skus()];
    Arrays.setAll(physical, workload::initialStock);
  }

  /** Returns the units that are really on the shelf. */
  long physical(int sku) {
    return physical[sku];
  }

  /** Counts a line that a channel sold: it takes what is left, and the rest of its units are oversold. */
  void sold(int line) {
    int sku = workload.sku(line);
    long quantity = workload.quantity(line);
    long delivered = Math.min(quantity, physical[sku]);
    unitsAsked += quantity;
    physical[sku] -= delivered;
    unitsDelivered += delivered;
    if (delivered < quantity) {
      unitsOversold += quantity - delivered;
      ordersToCancel.set(workload.order(line));
    }
  }

  /** Counts a line that a channel refused. */
  void refused(int line) {
    long quantity = workload.quantity(line);
    unitsAsked += quantity;
    linesRefused++;
    unitsRefusedWithStockLeft += physical[workload.sku(line)] >= quantity ? quantity : 0;
  }

  /** Returns what it has come to, for a contender that keeps no ledger. */
  Outcome outcome(long writes) {
    return new Outcome(workload.orders(), unitsAsked, unitsDelivered, unitsOversold, ordersToCancel.cardinality(),
        unitsRefusedWithStockLeft, writes, null, linesRefused, null);
  }
}

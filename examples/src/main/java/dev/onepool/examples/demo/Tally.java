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
  private final BitSet skusOversold = new BitSet();
  private final long[] refusedByChannel;
  private long unitsAsked;
  private long unitsDelivered;
  private long unitsOversold;
  private long unitsRefusedWithStockLeft;
  private long linesRefused;

  Tally(Workload workload) {
    this.workload = workload;
    physical = new long[workload.skus()];
    refusedByChannel = new long[workload.channels()];
    Arrays.setAll(physical, workload::initialStock);
  }

  /** Returns the units that are really on the shelf. */
  long physical(int sku) {
    return physical[sku];
  }

  /** Counts a line that a channel sold. */
  void sold(int line) {
    sold(line, workload.quantity(line));
  }

  /** Counts units of a line that a channel sold: they are taken from what is left, and the rest of them is oversold. */
  void sold(int line, long quantity) {
    int sku = workload.sku(line);
    long delivered = Math.min(quantity, physical[sku]);
    unitsAsked += quantity;
    physical[sku] -= delivered;
    unitsDelivered += delivered;
    if (delivered < quantity) {
      unitsOversold += quantity - delivered;
      ordersToCancel.set(workload.order(line));
      skusOversold.set(sku);
    }
  }

  /** Counts a line that a channel refused. */
  void refused(int line) {
    refused(line, workload.quantity(line), physical[workload.sku(line)] >= workload.quantity(line) ? workload.quantity(line) : 0);
  }

  /** Counts units of a line that a channel did not sell, and those of them that were there. */
  void refused(int line, long quantity, long there) {
    unitsAsked += quantity;
    linesRefused++;
    unitsRefusedWithStockLeft += there;
    refusedByChannel[workload.channel(line)] += there;
  }

  /** Returns how many SKUs were oversold. */
  int skusOversold() {
    return skusOversold.cardinality();
  }

  /** Returns the units that a channel refused although they were there. */
  long refusedWithStockLeft(int channel) {
    return refusedByChannel[channel];
  }

  /** Returns the units that are left at the end. */
  long unitsLeft() {
    return Arrays.stream(physical).sum();
  }

  /** Returns what it has come to, for a contender that keeps no ledger. */
  Outcome outcome(long writes) {
    return new Outcome(workload.orders(), unitsAsked, unitsDelivered, unitsOversold, ordersToCancel.cardinality(),
        unitsRefusedWithStockLeft, writes, null, linesRefused, null);
  }
}

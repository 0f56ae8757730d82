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
  private final long[] askedByChannel;
  private final long[] deliveredByChannel;
  private final double[] paidByChannel;
  private long unitsAsked;
  private long unitsDelivered;
  private long unitsOversold;
  private long unitsRefusedWithStockLeft;
  private long linesRefused;

  Tally(Workload workload) {
    this.workload = workload;
    physical = new long[workload.skus()];
    refusedByChannel = new long[workload.channels()];
    askedByChannel = new long[workload.channels()];
    deliveredByChannel = new long[workload.channels()];
    paidByChannel = new double[workload.channels()];
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
    int channel = workload.channel(line);
    long delivered = Math.min(quantity, physical[sku]);
    unitsAsked += quantity;
    askedByChannel[channel] += quantity;
    deliveredByChannel[channel] += delivered;
    paidByChannel[channel] += delivered * workload.unitPrice(line);
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
    askedByChannel[workload.channel(line)] += quantity;
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

  /** Returns the units that buyers asked a channel for and did not get: refused, or sold and not there. */
  long lost(int channel) {
    return askedByChannel[channel] - deliveredByChannel[channel];
  }

  /** Returns what buyers paid a channel for units that were there. */
  double paid(int channel) {
    return paidByChannel[channel];
  }

  /** Returns the units asked for so far. */
  long asked() {
    return unitsAsked;
  }

  /** Returns the units delivered so far. */
  long delivered() {
    return unitsDelivered;
  }

  /** Returns the units that are left. */
  long unitsLeft() {
    return Arrays.stream(physical).sum();
  }

  /** Returns what it has come to, for a contender that keeps no ledger. */
  Outcome outcome(long writes) {
    return new Outcome(workload.orders(), unitsAsked, unitsDelivered, unitsOversold, ordersToCancel.cardinality(),
        unitsRefusedWithStockLeft, writes, null, linesRefused, null);
  }
}

package dev.onepool.examples.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Five channels that sell one stock, and the truth about that stock. One contender's own copy of the world.
 *
 * <p>The rules are the same for everybody. Every line is all or nothing: the channel sells it if and only if the number
 * it shows for the SKU is at least the quantity, and then lowers its own number at once. A quantity that is sent
 * replaces the channel's number when the write lag has passed. Before its first write a channel shows 0.
 *
 * <p>A line that was sold takes what is physically left; the units that are not there are oversold, and the order must
 * be cancelled. Nobody is told: contenders see only {@link #soldLine sold lines}, and should look at them no sooner
 * than {@link Workload#visibleAt}.
 *
 * <p>Thread-safe.
 */
final class Market {

  private final Workload workload;
  private final long[][] shown;
  private final Tally tally;
  private final int[][] soldLines;
  private final int[] soldCounts;
  private final PriorityQueue<PendingWrite> pending =
      new PriorityQueue<>(Comparator.comparingLong(PendingWrite::appliesAt).thenComparingLong(PendingWrite::number));
  private long writes;

  Market(Workload workload) {
    this.workload = workload;
    shown = new long[workload.channels()][workload.skus()];
    tally = new Tally(workload);
    soldLines = new int[workload.channels()][16];
    soldCounts = new int[workload.channels()];
  }

  /** Returns the number that a channel shows now. */
  synchronized long shown(int channel, int sku) {
    return shown[channel][sku];
  }

  /** Returns the units that are really on the shelf. Only perfect knowledge may ask. */
  synchronized long physical(int sku) {
    return tally.physical(sku);
  }

  /** Returns how many lines a channel has sold. */
  synchronized int soldCount(int channel) {
    return soldCounts[channel];
  }

  /** Returns a line that a channel has sold, in the order of the sales; the lines of one order stand together. */
  synchronized int soldLine(int channel, int index) {
    if (index < 0 || index >= soldCounts[channel]) {
      throw new IndexOutOfBoundsException("channel " + channel + " has sold " + soldCounts[channel] + " lines, not "
          + index);
    }
    return soldLines[channel][index];
  }

  /**
   * Sends a quantity, which the channel shows after the write lag. Counted as one write.
   *
   * @param quantity 0 or more
   * @param sentAt in seconds since 1970 UTC
   */
  synchronized void send(int channel, int sku, long quantity, long sentAt) {
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity to send must not be negative: " + quantity);
    }
    long appliesAt = sentAt + workload.assumptions().writeLag().toSeconds();
    pending.add(new PendingWrite(appliesAt, writes, channel, sku, quantity));
    writes++;
  }

  /** Shows a quantity without lag and without counting a write. Only perfect knowledge can. */
  synchronized void showAtOnce(int channel, int sku, long quantity) {
    shown[channel][sku] = quantity;
  }

  /** Lets the channels show what is due by then, the oldest first. */
  synchronized void applyWrites(long now) {
    PendingWrite next = pending.peek();
    while (next != null && next.appliesAt() <= now) {
      shown[next.channel()][next.sku()] = next.quantity();
      pending.remove();
      next = pending.peek();
    }
  }

  /** Sells a line at the time it is placed, or refuses it. Returns whether it was sold. */
  synchronized boolean sell(int line) {
    applyWrites(workload.placedAt(line));
    int channel = workload.channel(line);
    int sku = workload.sku(line);
    int quantity = workload.quantity(line);
    if (shown[channel][sku] < quantity) {
      tally.refused(line);
      return false;
    }
    shown[channel][sku] -= quantity;
    remember(channel, line);
    tally.sold(line);
    return true;
  }

  /** Returns what this market has come to, for a contender that keeps no ledger. */
  synchronized Outcome outcome() {
    return tally.outcome(writes);
  }

  private void remember(int channel, int line) {
    if (soldCounts[channel] == soldLines[channel].length) {
      soldLines[channel] = Arrays.copyOf(soldLines[channel], soldCounts[channel] * 2);
    }
    soldLines[channel][soldCounts[channel]++] = line;
  }

  private record PendingWrite(long appliesAt, long number, int channel, int sku, long quantity) {}
}

package dev.onepool;

/** Divides whole units without creating or losing one. */
final class Shares {

  private Shares() {}

  /**
   * Adds units to the shares in proportion to the weights, by largest remainder; equal remainders go to the earlier.
   * The sum added is exactly {@code units}, unless all weights are 0: then nothing is added.
   */
  static void addByWeight(long[] shares, long units, double[] weights) {
    double largest = 0;
    for (double weight : weights) {
      largest = Math.max(largest, weight);
    }
    // Measured against the largest, so that the sum of very large weights stays a number.
    double total = 0;
    for (double weight : weights) {
      total += weight / largest;
    }
    if (!(total > 0) || units <= 0) {
      return;
    }
    double[] remainders = new double[shares.length];
    long left = units;
    for (int i = 0; i < shares.length; i++) {
      double exact = units * (weights[i] / largest / total);
      long whole = Math.min((long) exact, left);
      remainders[i] = weights[i] > 0 ? exact - whole : -1;
      shares[i] = Math.addExact(shares[i], whole);
      left -= whole;
    }
    int[] order = largestFirst(remainders);
    for (int i = 0; left > 0; i = (i + 1) % order.length) {
      // Rounding leaves fewer units than listings; the loop wraps only where weights are extreme.
      if (weights[order[i]] > 0) {
        shares[order[i]]++;
        left--;
      }
    }
  }

  /** Returns the indices by falling value, equal ones in their order. Requests have few listings, so insertion is fastest. */
  static int[] largestFirst(double[] values) {
    int[] order = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      while (at > 0 && values[order[at - 1]] < values[i]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  /** Raises shares up to their limits, in order, until the units are used; returns what could not be placed. */
  static long fill(long[] shares, long[] limits, long units, double[] weights) {
    long left = units;
    boolean placed = true;
    while (left > 0 && placed) {
      long[] extra = new long[shares.length];
      double[] open = new double[shares.length];
      for (int i = 0; i < shares.length; i++) {
        open[i] = shares[i] < limits[i] ? Math.max(weights[i], 1e-9) : 0;
      }
      addByWeight(extra, left, open);
      placed = false;
      for (int i = 0; i < shares.length; i++) {
        long taken = Math.min(extra[i], limits[i] - shares[i]);
        shares[i] += taken;
        left -= taken;
        placed |= taken > 0;
      }
    }
    return left;
  }
}

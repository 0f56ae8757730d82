package dev.onepool;

import dev.onepool.AllocationRequest.Candidate;

/**
 * The arithmetic of nested limits (EMSR-b). Listings with the same margin are one class, because neither has to wait for
 * the other.
 */
final class ProtectionLevels {

  /** What each listing's class may take at most; nothing where it earns nothing. */
  final long[] limits;
  final long[] shares;
  /** What a unit is expected to earn with the classes above, if a listing does not take it; in currency. */
  final double[] bidPrice;

  private final AllocationRequest request;
  private final double[] margin;
  private final double[] demand;
  private final double[] spread;
  private final int[] order;

  /** All classes so far, together. */
  private double mean;
  private double variance;
  private double earned;

  ProtectionLevels(AllocationRequest request, double[] margin, double days) {
    int size = margin.length;
    this.request = request;
    this.margin = margin;
    limits = new long[size];
    shares = new long[size];
    bidPrice = new double[size];
    demand = new double[size];
    spread = new double[size];
    for (int i = 0; i < size; i++) {
      Candidate listing = request.listings().get(i);
      demand[i] = Math.min(1e15, listing.unitsPerDay() * days);
      spread[i] = Math.min(1e30, listing.variancePerDay() * days);
    }
    order = Shares.largestFirst(margin);
    limit();
    share();
  }

  private void limit() {
    long limit = request.units();
    for (int from = 0; from < order.length; from = end(from)) {
      double next = margin[order[from]];
      limit = Math.min(limit, request.units() - protectedFrom(next));
      double bid = bid();
      for (int at = from; at < end(from); at++) {
        limits[order[at]] = limit;
        bidPrice[order[at]] = bid;
        mean += demand[order[at]];
        variance += spread[order[at]];
        earned += demand[order[at]] * next;
      }
    }
  }

  /** Returns how many units the classes so far keep from one that earns this much: all, if that is nothing. */
  private long protectedFrom(double next) {
    if (mean == 0 || earned <= 0) {
      return next > 0 ? 0 : request.units();
    }
    double rare = 1 - next / (earned / mean);
    if (rare <= 0) {
      return 0;
    }
    double level = rare >= 1
        ? Double.POSITIVE_INFINITY
        : Math.max(0, mean + Math.sqrt(variance) * Distributions.normalQuantile(rare));
    return level >= request.units() ? request.units() : (long) Math.ceil(level);
  }

  private double bid() {
    if (mean == 0 || earned <= 0) {
      return 0;
    }
    double beyond = variance == 0
        ? mean > request.units() ? 1 : 0
        : 1 - Distributions.normal((request.units() - mean) / Math.sqrt(variance));
    return earned / mean * beyond;
  }

  /** Gives each class what is protected for it alone, and then divides what is left by demand. */
  private void share() {
    long left = request.units();
    for (int from = 0; from < order.length; from = end(from)) {
      int end = end(from);
      long own = limits[order[from]] - (end < order.length ? limits[order[end]] : 0);
      if (end == order.length || limits[order[end]] == 0) {
        // Nobody below gets any, so this is no longer a difference between two levels of protection.
        own = Math.min(own, needed(from, end));
      }
      double[] weights = new double[order.length];
      for (int at = from; at < end; at++) {
        weights[order[at]] = Math.max(demand[order[at]], 1e-9);
      }
      long[] ofClass = new long[order.length];
      Shares.addByWeight(ofClass, own, weights);
      for (int at = from; at < end; at++) {
        shares[order[at]] += ofClass[order[at]];
      }
      left -= own;
    }
    double[] weights = new double[order.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = limits[i] > 0 ? Math.max(demand[i], 1e-9) : 0;
    }
    Shares.fill(shares, limits, left, weights);
  }

  private long needed(int from, int end) {
    double sum = 0;
    for (int at = from; at < end; at++) {
      sum += demand[order[at]];
    }
    return (long) Math.ceil(sum);
  }

  /** Returns where the class that begins here ends. */
  private int end(int from) {
    int end = from + 1;
    while (end < order.length && margin[order[end]] == margin[order[from]]) {
      end++;
    }
    return end;
  }
}

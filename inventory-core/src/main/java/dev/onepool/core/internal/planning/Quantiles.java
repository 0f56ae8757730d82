package dev.onepool.core.internal.planning;

import java.util.Arrays;

/** Order statistics of a sample. */
final class Quantiles {

  private Quantiles() {}

  /** Returns the smallest value that at least this share of the sorted sample does not exceed. */
  static double of(double[] sorted, double share) {
    return sorted[size(sorted, share) - 1];
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Returns how far a chart must reach to show the values; a few that are far beyond all others are cut off. */
  static double most(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Math.min(sorted[sorted.length - 1], 2 * of(sorted, 0.95) + 1);
  }

  /** Returns where the narrowest run of the sorted sample begins that holds at least this share of it. */
  static int narrowest(double[] sorted, double share) {
    int size = size(sorted, share);
    int best = 0;
    for (int i = 1; i + size <= sorted.length; i++) {
      if (sorted[i + size - 1] - sorted[i] < sorted[best + size - 1] - sorted[best] - 1e-12) {
        best = i;
      }
    }
    return best;
  }

  /** Returns how many values hold at least this share. */
  static int size(double[] sorted, double share) {
    return Math.max(1, Math.min(sorted.length, (int) Math.ceil(share * sorted.length - 1e-9)));
  }
}

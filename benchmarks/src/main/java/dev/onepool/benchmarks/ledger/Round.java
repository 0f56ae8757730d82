package dev.onepool.benchmarks.ledger;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one round came to. */
record Round(double perSecond, double p50Millis, double p99Millis) {

  /** Returns the median of each figure. */
  static Round median(List<Round> rounds) {
    return new Round(median(rounds, Round::perSecond), median(rounds, Round::p50Millis), median(rounds, Round::p99Millis));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("no rounds");
    }
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package dev.onepool.examples.demo;

import java.util.Arrays;

/**
 * A distribution as a short table of its quantiles. Immutable.
 *
 * <p>Between two entries of a {@link #linear} table the value runs in a straight line; in a {@link #steps} table it is
 * the next entry's, which keeps the pack sizes that people really order.
 */
final class Quantiles {

  private final double[] ranks;
  private final double[] values;
  private final boolean steps;

  private Quantiles(double[] ranks, double[] values, boolean steps) {
    if (ranks.length != values.length || ranks.length < 2) {
      throw new IllegalArgumentException(ranks.length + " ranks do not fit " + values.length + " values");
    }
    this.ranks = ranks.clone();
    this.values = values.clone();
    this.steps = steps;
  }

  /** Returns a table of values at ranks that rise from 0 to 1. */
  static Quantiles linear(double[] ranks, double... values) {
    return new Quantiles(ranks, values, false);
  }

  /** Returns a table where {@code perMille[i]} thousandths are at most {@code values[i]}; the last is 1,000. */
  static Quantiles steps(double[] values, double... perMille) {
    return new Quantiles(Arrays.stream(perMille).map(thousandths -> thousandths / 1000).toArray(), values, true);
  }

  /** Returns the value at a rank from 0 to 1. */
  double at(double rank) {
    int found = Arrays.binarySearch(ranks, rank);
    int next = Math.min(found >= 0 ? found : -found - 1, ranks.length - 1);
    if (steps || next == 0) {
      return values[next];
    }
    double part = (rank - ranks[next - 1]) / (ranks[next] - ranks[next - 1]);
    return values[next - 1] + part * (values[next] - values[next - 1]);
  }
}

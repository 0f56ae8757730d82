package dev.onepool.core.internal.planning;

import java.time.LocalDate;

/**
 * A method on a series from which the year was taken out, and put back in afterwards. What a time of the year is, is learned from
 * the days before the backtest only.
 */
final class Yearly implements Method {

  /** The days from which a year can be told from a trend: nearly two years, because a backtest takes its part of two. */
  static final int LEAST_DAYS = 660;

  private static final int YEAR = 365;
  private static final int HALF_WINDOW = 14;
  private static final double LEAST_FACTOR = 0.1;
  private static final double MOST_FACTOR = 10;

  private final Method inner;
  private final double[] factors;
  private final int offset;

  /** @param factors by day of the year, mean 1 */
  Yearly(Method inner, double[] factors, LocalDate firstDay) {
    this.inner = inner;
    this.factors = factors;
    offset = firstDay.getDayOfYear() - 1;
  }

  /** Returns factors by day of the year of the first {@code days} days: 29-day means against the year's mean. */
  static double[] factors(TotalDemand demand, int days) {
    double[] sums = new double[YEAR];
    double[] counts = new double[YEAR];
    int offset = demand.firstDay().getDayOfYear() - 1;
    for (int day = 0; day < days; day++) {
      if (demand.known()[day]) {
        sums[(offset + day) % YEAR] += demand.units()[day];
        counts[(offset + day) % YEAR]++;
      }
    }
    double[] factors = new double[YEAR];
    double total = 0;
    for (int day = 0; day < YEAR; day++) {
      double sum = 0;
      double count = 0;
      for (int near = day - HALF_WINDOW; near <= day + HALF_WINDOW; near++) {
        sum += sums[Math.floorMod(near, YEAR)];
        count += counts[Math.floorMod(near, YEAR)];
      }
      factors[day] = count > 0 ? sum / count : 0;
      total += factors[day];
    }
    for (int day = 0; day < YEAR; day++) {
      factors[day] = total > 0 ? Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, factors[day] * YEAR / total)) : 1;
    }
    return factors;
  }

  private double factor(int day) {
    return factors[(offset + day) % YEAR];
  }

  @Override
  public String name() {
    return "year, " + inner.name();
  }

  @Override
  public double levelNews() {
    return inner.levelNews();
  }

  @Override
  public void learn(double units, boolean known, int day) {
    inner.learn(units / factor(day), known, day);
  }

  @Override
  public double mean(int day, int ahead) {
    return inner.mean(day, ahead) * factor(day);
  }
}

package dev.onepool.core.internal.planning;

import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.Forecast;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Many possible futures of a forecast, one after another: every day its mean times a ratio at random, and the whole future times
 * a level at random. The same forecast always has the same futures.
 */
final class Paths {

  /** How many futures are looked at: a probability near 95 % is then known to about 0.7 %. */
  static final int COUNT = 1_000;

  private final Forecast forecast;
  private final double[] ratios;
  private final SplittableRandom random;
  private final double logDeviation;
  private double level = 1;

  /** @param stream tells different uses of one forecast apart */
  Paths(Forecast forecast, long stream) {
    this.forecast = forecast;
    DemandSpread spread = forecast.spread();
    this.ratios = spread.ratios();
    // A log-normal factor of mean 1.
    this.logDeviation = Math.sqrt(Math.log1p(spread.levelDeviation() * spread.levelDeviation()));
    this.random = new SplittableRandom(31L * forecast.sku().value().hashCode() + stream);
  }

  /** Returns the demand of the first days in every future, units, unsorted; a part of a day counts in part. */
  double[] sums(double days) {
    double[] sums = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      next();
      sums[i] = sum(0, days);
    }
    return sums;
  }

  /** Goes on to the next future. */
  void next() {
    level = logDeviation == 0 ? 1 : Math.exp(logDeviation * random.nextGaussian() - logDeviation * logDeviation / 2);
  }

  /** Returns the demand from one time to another in this future, units. */
  double sum(double from, double to) {
    double sum = 0;
    for (int day = (int) from; day < to; day++) {
      double part = Math.min(day + 1, to) - Math.max(day, from);
      sum += part * day(day);
    }
    return sum;
  }

  /** Returns one day's demand in this future, units. */
  double day(int day) {
    double mean = level * forecast.mean(day);
    if (mean <= 0) {
      return 0;
    }
    return ratios.length > 0 ? mean * ratios[random.nextInt(ratios.length)] : poisson(mean);
  }

  private double poisson(double mean) {
    return PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
  }

  /** Returns a normal number at random, at least 0. */
  double normal(double mean, double deviation) {
    return deviation == 0 ? mean : Math.max(0, mean + deviation * random.nextGaussian());
  }

  /** Returns which part of the values is at most this. */
  static double shareUpTo(double[] values, double most) {
    return (double) Arrays.stream(values).filter(value -> value <= most + 1e-9).count() / values.length;
  }
}

package dev.onepool.core.internal.planning;

import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.Forecast;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Many possible futures of a forecast, one after another: every day its mean times a ratio at random. The same forecast always has
 * the same futures. Two things make the days of one future alike, so that their sum differs by more than independent days would:
 *
 * <ul>
 * <li>The level moves with what comes, by the share with which the method follows it: the simulation of future paths from the
 *     innovations state space model with multiplicative errors, ETS(M,N,M) (Hyndman, Koehler, Ord and Snyder 2008, "Forecasting with
 *     Exponential Smoothing", Springer, chapters 4 and 6). With additive errors of deviation {@code sigma} the demand of L days has
 *     the variance {@code sigma^2 * L * (1 + alpha (L - 1) + alpha^2 (L - 1)(2 L - 1) / 6)} instead of {@code sigma^2 * L}.
 * <li>The seen ratios are a sample of n days, not the truth: the Bayesian bootstrap (Rubin 1981, Annals of Statistics 9), drawn by the
 *     urn of Blackwell and MacQueen (1973, Annals of Statistics 1): after i draws of one future, the next is one of those again with
 *     probability {@code i / (n + i)}.
 * </ul>
 *
 * <p>Rejected: one factor for the level of a whole future, as uncertain as the mean of the days that the level rests on. It says nothing
 * of where the level goes, and too many real fortnights were above what was set aside for them.
 */
final class Paths {

  /** How many futures are looked at: a probability near 95 % is then known to about 0.7 %. */
  static final int COUNT = 1_000;

  private static final int WEEK = 7;

  private final double[] ratios;
  private final double[] means;
  private final double[] shares;
  private final SplittableRandom random;
  private double level = 1;
  private double[] drawn = new double[32];
  private int draws;

  /** @param stream tells different uses of one forecast apart */
  Paths(Forecast forecast, long stream) {
    DemandSpread spread = forecast.spread();
    ratios = spread.ratios();
    means = forecast.days().stream().mapToDouble(Forecast.Day::mean).toArray();
    double perDay = forecast.perDay();
    // A day of the week with little business moves the level little, as it does in Winters.
    shares = Arrays.stream(means).map(mean -> perDay > 0 ? 1 - Math.pow(1 - spread.levelNews(), mean / perDay) : 0).toArray();
    random = new SplittableRandom(31L * forecast.sku().value().hashCode() + stream);
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
    level = 1;
    draws = 0;
  }

  /** Returns the demand from one time to another in this future, units; times must not go back within one future. */
  double sum(double from, double to) {
    double sum = 0;
    for (int day = (int) from; day < to; day++) {
      sum += units(day, Math.min(day + 1, to) - Math.max(day, from));
    }
    return sum;
  }

  /** Returns one day's demand in this future, units. */
  double day(int day) {
    return units(day, 1);
  }

  private double units(int day, double part) {
    int at = at(day);
    double mean = level * means[at];
    if (mean <= 0) {
      return 0;
    }
    double ratio = ratios.length > 0 ? ratio() : poisson(mean) / mean;
    level *= 1 + part * shares[at] * (ratio - 1);
    return part * mean * ratio;
  }

  /** The last seven days repeat after the end of the forecast, as in {@link Forecast#mean}. */
  private int at(int day) {
    int week = Math.min(WEEK, means.length);
    return day < means.length ? day : means.length - week + (day - means.length) % week;
  }

  private double ratio() {
    int at = random.nextInt(ratios.length + draws);
    double ratio = at < ratios.length ? ratios[at] : drawn[at - ratios.length];
    if (draws == drawn.length) {
      drawn = Arrays.copyOf(drawn, 2 * draws);
    }
    drawn[draws++] = ratio;
    return ratio;
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

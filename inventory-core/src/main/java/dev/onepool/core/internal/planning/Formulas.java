package dev.onepool.core.internal.planning;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/** The formulas that others have published or this project derived, each with where it is from. Units: days, units/day, money. */
final class Formulas {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Formulas() {}

  /** Returns the standard normal quantile; 1.65 for 95 %. */
  static double z(double share) {
    return STANDARD.inverseCumulativeProbability(share);
  }

  /**
   * Returns safety stock, units: {@code Z * sqrt(L * sigma_D^2 + D^2 * sigma_L^2)}. Source:
   * https://opexsociety.org/body-of-knowledge/safety-stock-calculations-risky-demand-lead-time-service-level/ . With a certain
   * lead time this is {@code Z * sigma * sqrt(L)}; source: https://calculator-factory.com/academy/reference/safety-stock-guide .
   *
   * @param service probability of a cycle without a stock-out
   * @param days lead time and review time, days
   * @param demandDeviation standard deviation of a day's demand, units/day
   * @param demand mean demand, units/day
   * @param leadTimeDeviation standard deviation of the lead time, days
   */
  static double safetyStock(double service, double days, double demandDeviation, double demand, double leadTimeDeviation) {
    return z(service) * Math.sqrt(days * demandDeviation * demandDeviation
        + demand * demand * leadTimeDeviation * leadTimeDeviation);
  }

  /** Returns the standard deviation of a sum of independent demands, units/day. Pooling: it is less than the deviations' sum. */
  static double pooledDeviation(double... deviations) {
    return Math.sqrt(Arrays.stream(deviations).map(deviation -> deviation * deviation).sum());
  }

  /** Returns the standard deviation of values. */
  static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0));
  }

  /**
   * Returns the most units that are oversold at a stock-out in the mean, {@code E[O] <= sum over k >= b of P(Poisson(lambda L) >
   * k)}. This project's own derivation, checked by simulation.
   *
   * @param arrivals mean arrivals within the slowest loop, units
   * @param buffer units held back
   */
  static double oversold(double arrivals, int buffer) {
    if (arrivals <= 0) {
      return 0;
    }
    PoissonDistribution poisson = PoissonDistribution.of(arrivals);
    double sum = 0;
    // Beyond twelve deviations nothing is left that a double could tell.
    int most = (int) Math.ceil(buffer + arrivals + 12 * Math.sqrt(arrivals) + 30);
    for (int k = buffer; k < most; k++) {
      sum += poisson.survivalProbability(k);
    }
    return sum;
  }

  /**
   * Returns the probability that demand over some days is at most this many units; demand as a gamma distribution, which is never
   * negative and as skewed as sales are.
   *
   * @param mean of the demand over these days, units
   * @param deviation of the demand over these days, units
   */
  static double lasts(double units, double mean, double deviation) {
    if (mean <= 0 || units <= 0) {
      return mean <= 0 ? 1 : 0;
    }
    return gamma(mean, deviation).cumulativeProbability(units);
  }

  /** Returns which share of such a demand this many units serve in the mean, 0 to 1. */
  static double fill(double units, double mean, double deviation) {
    if (mean <= 0 || units <= 0) {
      return mean <= 0 ? 1 : 0;
    }
    // E[min(D, x)] = mean * P(D' <= x) + x * P(D > x), where D' is the gamma distribution of one more degree.
    double shape = shape(mean, deviation);
    double scale = mean / shape;
    double below = mean * GammaDistribution.of(shape + 1, scale).cumulativeProbability(units);
    return (below + units * GammaDistribution.of(shape, scale).survivalProbability(units)) / mean;
  }

  private static GammaDistribution gamma(double mean, double deviation) {
    double shape = shape(mean, deviation);
    return GammaDistribution.of(shape, mean / shape);
  }

  /** A demand that does not vary is one that varies very little. */
  private static double shape(double mean, double deviation) {
    double relative = Math.max(1e-4, deviation / mean);
    return 1 / (relative * relative);
  }
}

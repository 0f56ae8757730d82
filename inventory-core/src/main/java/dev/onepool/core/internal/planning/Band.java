package dev.onepool.core.internal.planning;

import dev.onepool.planning.DemandSpread;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/** The distribution of one day, by its mean and the spread. */
final class Band {

  private final boolean poisson;
  private final double[] ratios;
  private double lastMean = -1;
  private double lastShare = -1;
  private double lastQuantile;

  Band(DemandSpread spread) {
    poisson = spread.poisson();
    ratios = spread.ratios();
  }

  /** Returns the units that a day of this mean does not exceed with this probability. */
  double quantile(double mean, double share) {
    if (!poisson) {
      return mean * Quantiles.of(ratios, share);
    }
    if (mean <= 0) {
      return 0;
    }
    if (mean != lastMean || share != lastShare) {
      lastMean = mean;
      lastShare = share;
      lastQuantile = PoissonDistribution.of(mean).inverseCumulativeProbability(share);
    }
    return lastQuantile;
  }

  /** Returns the narrowest interval of whole units that holds a day of this mean with this probability. */
  double[] interval(double mean, double confidence) {
    if (mean <= 0) {
      return new double[] {0, 0};
    }
    if (poisson) {
      return poissonInterval(mean, confidence);
    }
    int from = Quantiles.narrowest(ratios, confidence);
    int to = from + Quantiles.size(ratios, confidence) - 1;
    return new double[] {Math.floor(mean * ratios[from]), Math.ceil(mean * ratios[to])};
  }

  private static double[] poissonInterval(double mean, double confidence) {
    PoissonDistribution day = PoissonDistribution.of(mean);
    int low = (int) mean;
    int high = low;
    double held = day.probability(low);
    // Whichever neighbour is likelier comes in, until enough is in; bounded by ten deviations to either side.
    int most = (int) Math.ceil(mean + 10 * Math.sqrt(mean) + 10);
    while (held < confidence && (low > 0 || high < most)) {
      double below = low > 0 ? day.probability(low - 1) : -1;
      double above = high < most ? day.probability(high + 1) : -1;
      if (below >= above) {
        low--;
        held += below;
      } else {
        high++;
        held += above;
      }
    }
    return new double[] {low, high};
  }
}

package dev.onepool;

/** The little of probability that policies need. */
final class Distributions {

  /** Above this mean a count is as good as normal, and the exponentials below would vanish. */
  private static final double MOST_COUNTED = 500;

  private static final int MOST_STEPS = 10_000;

  private Distributions() {}

  /**
   * Returns the smallest count that a random number of units stays within with at least this probability: Poisson, or
   * negative binomial where the variance is above the mean, because real demand comes in clusters.
   */
  static long smallestCovering(double mean, double variance, double probability) {
    if (mean == 0) {
      return 0;
    }
    double spread = Math.max(variance, mean);
    if (mean > MOST_COUNTED) {
      return (long) Math.ceil(mean + Math.sqrt(spread) * normalQuantile(probability));
    }
    boolean clustered = spread > mean * 1.000_001;
    double size = clustered ? mean * mean / (spread - mean) : 0;
    double part = clustered ? (spread - mean) / spread : 0;
    double term = clustered ? Math.exp(size * Math.log(mean / spread)) : Math.exp(-mean);
    double sum = term;
    for (int count = 0; count < MOST_STEPS; count++) {
      if (sum >= probability) {
        return count;
      }
      term *= clustered ? (count + size) / (count + 1) * part : mean / (count + 1);
      sum += term;
    }
    // Cantelli's inequality: enough whatever the distribution, where its tail is too long to be counted.
    return (long) Math.ceil(mean + Math.sqrt(spread * probability / (1 - probability)));
  }

  /** Returns the probability that a standard normal number is at most {@code x} (Hart's rational approximation). */
  static double normal(double x) {
    double size = Math.abs(x);
    double tail = size > 37 ? 0 : Math.exp(-size * size / 2) * tailFactor(size);
    return x > 0 ? 1 - tail : tail;
  }

  private static double tailFactor(double size) {
    if (size >= 7.071_067_811_865_47) {
      return 1 / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / 2.506_628_274_631;
    }
    double above = polynomial(size, 3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383,
        112.079291497871, 221.213596169931, 220.206867912376);
    double below = polynomial(size, 8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461,
        296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752);
    return above / below;
  }

  /** Returns the number that a standard normal one stays below with this probability, between 0 and 1 (Acklam). */
  static double normalQuantile(double probability) {
    if (probability < 0.02425) {
      return tailQuantile(Math.sqrt(-2 * Math.log(probability)));
    }
    if (probability > 1 - 0.02425) {
      return -tailQuantile(Math.sqrt(-2 * Math.log(1 - probability)));
    }
    double middle = probability - 0.5;
    double square = middle * middle;
    return middle
        * polynomial(square, -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
            1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00)
        / polynomial(square, -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
            6.680131188771972e+01, -1.328068155288572e+01, 1);
  }

  private static double tailQuantile(double root) {
    return polynomial(root, -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
            -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00)
        / polynomial(root, 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
            3.754408661907416e+00, 1);
  }

  private static double polynomial(double x, double... coefficients) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}

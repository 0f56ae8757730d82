package dev.onepool.core.internal.planning;

/** The mean pinball loss of distributions: {@code share * miss} above a quantile, {@code (1 - share) * -miss} below it. */
final class Pinball {

  /** The quantiles that are judged. */
  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

  private final Band band;
  private double sum;
  private int count;

  Pinball(Band band) {
    this.band = band;
  }

  void add(double mean, double actual) {
    for (double share : SHARES) {
      double miss = actual - band.quantile(mean, share);
      sum += miss >= 0 ? share * miss : (share - 1) * miss;
    }
    count += SHARES.length;
  }

  /** Returns the mean loss, units/day; 0 if nothing was judged. */
  double mean() {
    return count == 0 ? 0 : sum / count;
  }
}

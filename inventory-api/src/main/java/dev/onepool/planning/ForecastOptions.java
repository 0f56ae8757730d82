package dev.onepool.planning;

/**
 * How to forecast. Change what differs from {@link #DEFAULTS} with the methods that begin with {@code with}.
 *
 * @param horizonDays how many days to forecast; 28 by default, 1 to 730
 * @param confidence the probability that a day's interval is meant to hold; 0.90 by default, strictly between 0 and 1
 * @param capOutliers whether days that look like wholesale are lowered to the most that is usual before anything is learned from
 *     them; false by default. They are reported either way
 * @param week how the week falls on its days for the seller as a whole, see {@link Planning#weeklyPattern}. What a single
 *     SKU's week looks like starts from it; {@link WeeklyPattern#FLAT} by default
 */
public record ForecastOptions(int horizonDays, double confidence, boolean capOutliers, WeeklyPattern week) {

  /** The defaults. */
  public static final ForecastOptions DEFAULTS = new ForecastOptions(28, 0.90, false, WeeklyPattern.FLAT);

  /** Returns the same with another horizon, in days. */
  public ForecastOptions withHorizonDays(int days) {
    return new ForecastOptions(days, confidence, capOutliers, week);
  }

  /** Returns the same with another probability for intervals. */
  public ForecastOptions withConfidence(double probability) {
    return new ForecastOptions(horizonDays, probability, capOutliers, week);
  }

  /** Returns the same, with outliers capped or not. */
  public ForecastOptions withCapOutliers(boolean cap) {
    return new ForecastOptions(horizonDays, confidence, cap, week);
  }

  /** Returns the same with another week to start from. */
  public ForecastOptions withWeek(WeeklyPattern pattern) {
    return new ForecastOptions(horizonDays, confidence, capOutliers, pattern);
  }
}

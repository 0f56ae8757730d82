package dev.onepool.planning;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How days differ from their forecast: what past days came to, as multiples of what was forecast for them one day before, of mean
 * 1. A future day is its forecast times one of these at random; and since the level moves with what comes, a day above its
 * forecast raises those after it. Where history is too short to see how days differ, they are taken as Poisson. Immutable.
 */
public final class DemandSpread {

  /** Days are Poisson around their forecast. */
  public static final DemandSpread POISSON = new DemandSpread(new double[0], 0);

  private final double[] ratios;
  private final double levelNews;

  private DemandSpread(double[] ratios, double levelNews) {
    this.ratios = ratios;
    this.levelNews = levelNews;
  }

  /**
   * Returns the spread by these multiples. They are a sample: the fewer there are, the more futures differ.
   *
   * @param ratios at least one, finite, 0 or more, not all 0; they are scaled to mean 1
   */
  public static DemandSpread of(double... ratios) {
    double mean = DoubleStream.of(ratios).average().orElse(0);
    if (!(mean > 0 && mean < Double.POSITIVE_INFINITY) || DoubleStream.of(ratios).anyMatch(ratio -> ratio < 0)) {
      throw new IllegalArgumentException("a spread needs finite ratios of 0 or more, not all 0");
    }
    double[] sorted = DoubleStream.of(ratios).map(ratio -> ratio / mean).sorted().toArray();
    return new DemandSpread(sorted, 0);
  }

  /**
   * Returns the same with another share of a day's news that goes into the level. It is the alpha of exponential smoothing: whoever
   * forecasts with it says that the level moves by it, and so it moves in the days to come.
   *
   * @param share 0 to 1; 0 for a level that stays
   */
  public DemandSpread withLevelNews(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the share of news that goes into the level must be 0 to 1, was " + share);
    }
    return new DemandSpread(ratios, share);
  }

  /** Returns the share of a mean day's news that goes into the level, 0 to 1; 0 unless said otherwise. */
  public double levelNews() {
    return levelNews;
  }

  /** Returns whether days are taken as Poisson. */
  public boolean poisson() {
    return ratios.length == 0;
  }

  /** Returns the multiples of the forecast, smallest first, of mean 1; empty for Poisson. */
  public double[] ratios() {
    return ratios.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DemandSpread spread && Arrays.equals(ratios, spread.ratios)
        && levelNews == spread.levelNews;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ratios) + Double.hashCode(levelNews);
  }

  @Override
  public String toString() {
    return poisson() ? "DemandSpread[Poisson]" : "DemandSpread[" + ratios.length + " ratios up to " + ratios[ratios.length - 1] + "]";
  }
}

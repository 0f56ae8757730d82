package dev.onepool.planning;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How days differ from their forecast: what past days came to, as multiples of what was forecast for them one day before, of mean
 * 1. A future day is its forecast times one of these at random; and since the level of a forecast is an estimate, all days of one
 * future together may lie above or below it. Where history is too short to see any of that, days are taken as Poisson. Immutable.
 */
public final class DemandSpread {

  /** Days are Poisson around their forecast. */
  public static final DemandSpread POISSON = new DemandSpread(new double[0], 0);

  private final double[] ratios;
  private final double levelDeviation;

  private DemandSpread(double[] ratios, double levelDeviation) {
    this.ratios = ratios;
    this.levelDeviation = levelDeviation;
  }

  /**
   * Returns the spread by these multiples.
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
   * Returns the same with another uncertainty of the level.
   *
   * @param relative standard deviation of the level, as a part of it; finite, 0 or more
   */
  public DemandSpread withLevelDeviation(double relative) {
    if (!(relative >= 0 && relative < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the level's deviation must be a number of 0 or more, was " + relative);
    }
    return new DemandSpread(ratios, relative);
  }

  /** Returns the standard deviation of the forecast's level, as a part of it; 0 unless said otherwise. */
  public double levelDeviation() {
    return levelDeviation;
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
        && levelDeviation == spread.levelDeviation;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ratios) + Double.hashCode(levelDeviation);
  }

  @Override
  public String toString() {
    return poisson() ? "DemandSpread[Poisson]" : "DemandSpread[" + ratios.length + " ratios up to " + ratios[ratios.length - 1] + "]";
  }
}

package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.forecast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.onepool.planning.DemandSpread;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Variances over 1,000 futures are known to about 4.5 %. */
class PathsTest {

  private static final int DAYS = 14;

  /** Half of the days below their forecast by a part, half above. */
  private static DemandSpread spread(int ratios, double part) {
    return DemandSpread.of(IntStream.range(0, ratios).mapToDouble(i -> i % 2 == 0 ? 1 - part : 1 + part).toArray());
  }

  /** Returns the variance of the demand of fourteen days, as a multiple of that of fourteen independent ones. */
  private static double inflation(DemandSpread spread, double part) {
    double[] sums = new Paths(forecast(1, spread), 1).sums(DAYS);
    double deviation = Formulas.deviation(sums);
    return deviation * deviation / (DAYS * part * part);
  }

  @Test
  void sums_ofALevelThatStays_differAsIndependentDays() {
    assertThat(inflation(spread(10_000, 0.05), 0.05)).isCloseTo(1, withinPercentage(15));
  }

  @Test
  void sums_ofALevelThatMoves_differByTheStateSpaceFormula() {
    // 1 + alpha (L - 1) + alpha^2 (L - 1)(2 L - 1) / 6 with alpha 0.2 and L 14: Hyndman et al. 2008, chapter 6
    assertThat(inflation(spread(10_000, 0.05).withLevelNews(0.2), 0.05)).isCloseTo(1 + 0.2 * 13 + 0.04 * 13 * 27 / 6, withinPercentage(15));
  }

  @Test
  void sums_ofFewSeenDays_differByWhatTheyDoNotTell() {
    // Two draws of the urn have the correlation 1 / (n + 1).
    assertThat(inflation(spread(26, 0.5), 0.5)).isCloseTo(1 + 13.0 / 27, withinPercentage(15));
  }

  @Test
  void sums_ofAnyLevel_haveTheMeanOfTheForecast() {
    double[] sums = new Paths(forecast(1, spread(40, 0.9).withLevelNews(0.1)), 1).sums(DAYS);
    assertThat(Arrays.stream(sums).average().orElseThrow()).isCloseTo(DAYS, withinPercentage(6));
  }

  @Test
  void sums_afterTheForecast_repeatItsLastWeek() {
    assertThat(new Paths(forecast(3, DemandSpread.of(1)), 1).sums(100)).containsOnly(300);
  }
}

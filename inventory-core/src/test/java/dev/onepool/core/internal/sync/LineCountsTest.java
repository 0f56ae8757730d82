package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of how many lines came in after sales. */
class LineCountsTest {

  private final LineCounts counts = new LineCounts();

  private void counted(int times, double expected, int lines) {
    for (int i = 0; i < times; i++) {
      counts.counted(expected, lines, false);
    }
  }

  @Test
  void law_nothingSeen_isWhatARealShopShowed() {
    assertThat(1 - counts.law(0.01).chance(0)).isCloseTo(0.065, within(1e-9));
  }

  @Test
  void law_nothingExpected_stillReckonsWithALine() {
    assertThat(1 - counts.law(0).chance(0)).isCloseTo(0.02, within(1e-9));
  }

  @Test
  void law_manyExpectedAndNothingSeen_reckonsWithManyMore() {
    assertThat(counts.law(20).lines(0.5)).isGreaterThan(40);
  }

  @Test
  void law_manySeen_isTheirs() {
    counted(9_000, 1.5, 1);
    counted(1_000, 1.5, 7);
    assertThat(counts.law(1.5).lines(0.2)).isEqualTo(1);
    assertThat(counts.law(1.5).lines(0.05)).isEqualTo(7);
  }

  @Test
  void law_isOneOfChances() {
    counted(500, 1.5, 3);
    counted(300, 0.9, 2);
    counts.counted(1.1, 1, true);
    double sum = counts.law(1.1).pair() + IntStream.rangeClosed(0, LineLaw.MOST_LINES).mapToDouble(counts.law(1.1)::chance).sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @Test
  void law_betweenWhatWasSeen_isBetween() {
    counted(10_000, 1, 1);
    counted(10_000, Math.sqrt(2), 5);
    double nearer = counts.law(1.1).chance(5);
    double further = counts.law(1.3).chance(5);
    assertThat(nearer).isGreaterThan(0.1).isLessThan(further);
    assertThat(further).isLessThan(0.9);
  }

  @Test
  void law_pairs_areToldApart() {
    for (int i = 0; i < 10_000; i++) {
      counts.counted(0.1, i % 10 == 0 ? 1 : 0, i % 10 == 0);
    }
    assertThat(counts.law(0.1).pair()).isCloseTo(0.1, within(0.005));
    assertThat(counts.law(0.1).chance(1)).isLessThan(0.005);
  }

  @Test
  void law_ofOtherRates_isNotTouched() {
    counted(10_000, 1.5, 7);
    assertThat(counts.law(0.05).chance(7)).isLessThan(0.01);
  }

  @Test
  void law_whatWasSeenLately_outweighsWhatWasLongAgo() {
    counted(20_000, 1.5, 7);
    counted(60_000, 1.5, 1);
    assertThat(counts.law(1.5).chance(7)).isLessThan(0.15);
  }

  @Test
  void law_moreLinesThanAreToldApart_areNotForgotten() {
    counted(10_000, 1_000, 1_000_000);
    assertThat(counts.law(1_000).lines(0.01)).isEqualTo(-1);
  }

  @Test
  void law_absurdRates_haveALaw() {
    counted(10, 1e12, 3);
    assertThat(counts.law(1e12).chance(0)).isBetween(0.0, 0.01);
    assertThat(counts.law(Double.MIN_VALUE).chance(0)).isBetween(0.97, 0.99);
  }
}

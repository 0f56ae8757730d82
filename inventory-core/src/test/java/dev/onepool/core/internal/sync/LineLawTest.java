package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How many units some lines come to. */
class LineLawTest {

  /** A shop where half of the lines are for one, and few for many. */
  private static final List<Long> MIXED = List.of(1L, 1L, 1L, 1L, 1L, 6L, 6L, 12L, 12L, 48L);

  private static LineLaw poisson(double mean, int most) {
    double[] chances = new double[most + 1];
    chances[0] = Math.exp(-mean);
    for (int i = 1; i <= most; i++) {
      chances[i] = chances[i - 1] * mean / i;
    }
    return new LineLaw(chances);
  }

  private static LineLaw exactly(int lines) {
    double[] chances = new double[lines + 1];
    chances[lines] = 1;
    return new LineLaw(chances);
  }

  @Test
  void units_whereALineIsNoLikelierThanTheChance_areNone() {
    assertThat(new LineLaw(new double[] {0.995, 0.005}).units(0.01, List.of(12L))).isZero();
  }

  @Test
  void units_whereALineIsJustLikelier_areThatLine() {
    assertThat(new LineLaw(new double[] {0.985, 0.015}).units(0.01, List.of(12L))).isEqualTo(12);
  }

  @Test
  void units_ofPoissonLinesForOne_areItsQuantile() {
    assertThat(poisson(1.45, 40).units(0.2, List.of())).isEqualTo(2);
    assertThat(poisson(1.45, 40).units(0.05, List.of())).isEqualTo(4);
    assertThat(poisson(1.45, 40).units(0.01, List.of())).isEqualTo(5);
  }

  @Test
  void units_ofLinesOfManySizes_areAsDrawn() {
    SplittableRandom random = new SplittableRandom(7);
    List<Long> drawn = new ArrayList<>();
    LineLaw law = poisson(1.45, 40);
    for (int i = 0; i < 200_000; i++) {
      double part = random.nextDouble();
      long sum = 0;
      for (int lines = 0; part >= law.chance(lines); lines++) {
        part -= law.chance(lines);
        sum += MIXED.get(random.nextInt(MIXED.size()));
      }
      drawn.add(sum);
    }
    Collections.sort(drawn);
    assertThat(poisson(1.45, 40).units(0.01, MIXED)).isBetween(drawn.get(197_700), drawn.get(198_300));
  }

  @Test
  void units_rareLargeLine_countsOnlyWhereItIsLikelierThanTheChance() {
    List<Long> lines = new ArrayList<>(Collections.nCopies(19, 1L));
    lines.add(100_000L);
    assertThat(exactly(1).units(0.06, lines)).isEqualTo(1);
    assertThat(exactly(1).units(0.04, lines)).isBetween(100_000L, 101_000L);
  }

  @Test
  void units_ofPairs_mustBeExceededByBothLines() {
    List<Long> lines = List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 10L);
    // One pair of a hundred are two lines of ten, which oversell from 10 - b levels of 1.9 units each.
    assertThat(new LineLaw(new double[] {0}, 1).units(0.02, lines)).isEqualTo(7);
    assertThat(new LineLaw(new double[] {0}, 1).units(0.05, lines)).isEqualTo(1);
    assertThat(exactly(1).units(0.05, lines)).isEqualTo(10);
  }

  @Test
  void meanAndVariance_ofPoisson_areItsMean() {
    assertThat(poisson(3, 60).mean()).isCloseTo(3, within(1e-9));
    assertThat(poisson(3, 60).variance()).isCloseTo(3, within(1e-9));
  }

  @Test
  void meanAndVariance_countPairsAsOneLine_andWhatIsMissingAsOneMoreThanAll() {
    // None half the time, a pair in a quarter, and in another quarter more than the one that was told apart.
    LineLaw law = new LineLaw(new double[] {0.5, 0}, 0.25);
    assertThat(law.mean()).isCloseTo(0.25 + 0.25 * 2, within(1e-9));
    assertThat(law.variance()).isCloseTo(0.25 + 0.25 * 4 - 0.75 * 0.75, within(1e-9));
  }

  @Test
  void units_ofPairsOfSingleUnits_areOne() {
    assertThat(new LineLaw(new double[] {0.95}, 0.05).units(0.01, List.of(1L))).isEqualTo(1);
    assertThat(new LineLaw(new double[] {0.95}, 0.05).units(0.06, List.of(1L))).isZero();
  }

  @Test
  void units_hundredsOfLines_areNeitherFewerNorManyMore() {
    assertThat(exactly(700).units(0.01, List.of(1L))).isBetween(700L, 720L);
  }

  @Test
  void units_hundredsOfLargeLines_areNeitherFewerNorManyMore() {
    assertThat(exactly(100).units(0.01, List.of(500L))).isBetween(50_000L, 56_000L);
  }

  @Test
  void units_moreLinesThanAreToldApart_cannotBeSaid() {
    assertThat(exactly(LineLaw.MOST_LINES + 1).units(0.01, List.of(1L))).isEqualTo(Long.MAX_VALUE);
    assertThat(exactly(LineLaw.MOST_LINES).units(0.01, List.of(1L))).isLessThan(1_100);
  }

  @Test
  void units_whatIsMissingToOne_countsAsMoreThanAll() {
    assertThat(new LineLaw(new double[] {0.5, 0.3}).units(0.1, List.of(1L))).isEqualTo(Long.MAX_VALUE);
  }
}

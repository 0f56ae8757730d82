package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistributionsTest {

  /** The true number: found by adding up the terms until they come to 0.9999. */
  private static final long FOUND_BY_COUNTING = 44_166;

  @Test
  void normal_knownPoints_areMet() {
    assertThat(Distributions.normal(0)).isEqualTo(0.5, within(1e-12));
    assertThat(Distributions.normal(1)).isEqualTo(0.841344746068543, within(1e-12));
    assertThat(Distributions.normal(-1.959963984540054)).isEqualTo(0.025, within(1e-12));
    assertThat(Distributions.normal(-8)).isEqualTo(6.220960574271786e-16, within(1e-23));
  }

  @Property
  void normalQuantile_isTheInverse(@ForAll @IntRange(min = 1, max = 999_999) int millionths) {
    double probability = millionths / 1e6;
    assertThat(Distributions.normal(Distributions.normalQuantile(probability)))
        .isEqualTo(probability, within(2e-9 + probability * 1e-8));
  }

  @Test
  void smallestCovering_poisson_isTheTables() {
    // The cumulative probabilities of 5 and 6 at mean 2.08 are 0.9806 and 0.9943.
    assertThat(Distributions.smallestCovering(2.08, 2.08, 0.980)).isEqualTo(5);
    assertThat(Distributions.smallestCovering(2.08, 2.08, 0.981)).isEqualTo(6);
  }

  @Test
  void smallestCovering_negativeBinomial_isTheTables() {
    // Mean 3 and variance 6 are failures before the third success at even odds: 1/8, 3/16, 3/16, 5/32, …
    assertThat(Distributions.smallestCovering(3, 6, 0.4999)).isEqualTo(2);
    assertThat(Distributions.smallestCovering(3, 6, 0.5001)).isEqualTo(3);
    assertThat(Distributions.smallestCovering(3, 6, 0.6563)).isEqualTo(4);
  }

  @Test
  void smallestCovering_largeMean_isNormal() {
    assertThat(Distributions.smallestCovering(10_000, 10_000, 0.975)).isBetween(10_195L, 10_197L);
  }

  @Test
  void smallestCovering_noDemand_isNothing() {
    assertThat(Distributions.smallestCovering(0, 0, 0.999)).isZero();
  }

  @Test
  void smallestCovering_tailTooLongToCount_isSafe() {
    assertThat(Distributions.smallestCovering(400, 4e6, 0.9999)).isGreaterThan(FOUND_BY_COUNTING);
  }
}

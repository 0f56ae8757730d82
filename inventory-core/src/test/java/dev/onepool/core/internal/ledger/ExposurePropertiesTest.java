package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.core.internal.ledger.Rules.Weakening;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bound itself, against a channel of which everything is known. */
class ExposurePropertiesTest {

  private static final int STEPS = 300;

  /** So many seeds, because a reading deceives only where a write waits while the same number is on display. */
  private static final int MOST_TRIES = 5_000;

  @Property(tries = 1_500, shrinking = ShrinkingMode.OFF)
  void exposure_isNeverBelowWhatTheChannelCanStillSellAndSoldUnseen(@ForAll long seed) {
    assertThat(new ExposureSimulation(Rules.SOUND, seed).run(STEPS)).as("seed %d", seed).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"SALES_COUNT_FROM_SENT", "NEWER_CLEARS_OLDER", "EVERY_SALE_COUNTS", "READBACK_BY_VALUE"})
  void exposure_withoutOneRule_isTooLow(Weakening weakening) {
    String found = null;
    for (long seed = 0; seed < MOST_TRIES && found == null; seed++) {
      found = new ExposureSimulation(Rules.without(weakening), seed).run(STEPS);
    }
    assertThat(found).as("counterexample without %s", weakening).isNotNull();
  }
}

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

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void exposure_isNeverBelowWhatTheChannelCanStillSellAndSoldUnseen(@ForAll long seed) {
    assertThat(new ExposureSimulation(Rules.SOUND, seed, false).run(STEPS)).as("seed %d", seed).isNull();
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void exposure_whereCancelsAreShownAgain_lacksNoMoreThanTheUnseenCancels(@ForAll long seed) {
    assertThat(new ExposureSimulation(Rules.SOUND, seed, true).run(STEPS)).as("seed %d", seed).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"SALES_COUNT_FROM_SENT", "NEWER_CLEARS_OLDER", "EVERY_SALE_COUNTS", "READBACK_BY_VALUE"})
  void exposure_withoutOneRule_isTooLow(Weakening weakening) {
    String found = null;
    for (long seed = 0; seed < 100 && found == null; seed++) {
      found = new ExposureSimulation(Rules.without(weakening), seed, false).run(STEPS);
    }
    assertThat(found).as("counterexample without %s in seeds 0 to 99", weakening).isNotNull();
  }
}

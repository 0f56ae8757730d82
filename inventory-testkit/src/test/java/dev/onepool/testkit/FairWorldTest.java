package dev.onepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Guarantee;
import org.junit.jupiter.api.Test;

/** A promised chance is kept where its assumptions hold; {@link HostileSimulationTest} shows that breaking it would be noticed. */
class FairWorldTest {

  private static final int WORLDS = 3;

  /** Only the hours of the outage count. */
  private static final int WORLDS_WITH_OUTAGE = 9;

  private static FairWorld.Outcome worlds(Guarantee guarantee, boolean outage) {
    FairWorld.Outcome all = new FairWorld.Outcome(0, 0);
    for (long seed = 1; seed <= (outage ? WORLDS_WITH_OUTAGE : WORLDS); seed++) {
      all = all.plus(new FairWorld(seed, Setting.SOUND, guarantee, outage).run());
    }
    return all;
  }

  private static void keepsEpsilon(FairWorld.Outcome outcome) {
    assertThat(outcome.stockouts()).isGreaterThan(100);
    assertThat(outcome).matches(counted -> !counted.breaks(FairWorld.EPSILON), "keeps " + FairWorld.EPSILON);
  }

  @Test
  void buffered_fairWorld_keepsEpsilon() {
    keepsEpsilon(worlds(Guarantee.buffered(FairWorld.EPSILON), false));
  }

  @Test
  void auto_fairWorld_keepsEpsilon() {
    keepsEpsilon(worlds(Guarantee.auto(FairWorld.EPSILON), false));
  }

  @Test
  void buffered_ordersUnreadableForHours_keepsEpsilon() {
    keepsEpsilon(worlds(Guarantee.buffered(FairWorld.EPSILON), true));
  }

  @Test
  void auto_ordersUnreadableForHours_keepsEpsilon() {
    keepsEpsilon(worlds(Guarantee.auto(FairWorld.EPSILON), true));
  }

  @Test
  void breaks_aFewMoreThanPromised_isChance() {
    assertThat(new FairWorld.Outcome(1_000, 60).breaks(0.05)).isFalse();
    assertThat(new FairWorld.Outcome(1_000, 80).breaks(0.05)).isTrue();
  }
}

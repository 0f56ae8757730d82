package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AllocationPolicies;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a promise is said to hold where listings show the same units. */
class StandingTest {

  private static final Guarantee AUTO = Guarantee.auto(0.05);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final Views views = new Views();

  private Standing standing(Guarantee guarantee) {
    PlanView view = views.view();
    return Standing.of(Views.sku("A"), view, new Targets(view, AllocationPolicies.sharedPool(), guarantee), guarantee);
  }

  private void live(long shown) {
    views.listing("live").shows(shown).of("A", 1).loop(QUARTER).add();
  }

  private void frozen(ChannelMode mode, long shown) {
    views.listing("frozen").mode(mode).shows(shown).of("A", 1).loop(QUARTER).add();
  }

  @ParameterizedTest
  @EnumSource(value = ChannelMode.class, names = {"OBSERVE", "PAUSED_FROZEN", "PAUSED_AT_ZERO"})
  void notPlanned_showsMoreThanThereIs_isRestoring(ChannelMode mode) {
    views.pool("A", 0);
    live(0);
    frozen(mode, 1);
    assertThat(standing(AUTO)).isEqualTo(new Standing(State.RESTORING, 1));
    assertThat(standing(Guarantee.buffered(0.05))).isEqualTo(new Standing(State.RESTORING, 1));
  }

  @Test
  void allNotPlanned_showMoreThanThereIs_isRestoring() {
    views.pool("A", 35);
    frozen(ChannelMode.PAUSED_FROZEN, 53);
    assertThat(standing(AUTO)).isEqualTo(new Standing(State.RESTORING, 18));
  }

  @Test
  void notPlanned_showsNoMoreThanThereIs_holds() {
    views.pool("A", 1);
    live(0);
    frozen(ChannelMode.PAUSED_FROZEN, 1);
    assertThat(standing(AUTO)).isEqualTo(new Standing(State.HOLDS, 0));
  }

  @Test
  void planned_showsMoreThanThereIs_isRestoring() {
    views.pool("A", 0);
    live(1);
    assertThat(standing(AUTO)).isEqualTo(new Standing(State.RESTORING, 1));
  }

  @Test
  void ordersElsewhereHidden_showsWhatMayBeSoldThere_isRestoring() {
    views.pool("A", 10);
    live(10);
    views.listing("blind").shows(10).of("A", 1).demand(AutoPlanTest.sold(40, 1)).hidden(Duration.ofDays(3)).loop(QUARTER).add();
    assertThat(standing(AUTO)).isEqualTo(new Standing(State.RESTORING, 10));
  }

  @Test
  void ordersHidden_showsMoreThanThereIs_isRestoring() {
    views.pool("A", 1);
    views.listing("blind").shows(2).of("A", 1).demand(AutoPlanTest.sold(40, 1)).hidden(Duration.ofDays(3)).loop(QUARTER).add();
    assertThat(standing(AUTO)).isEqualTo(new Standing(State.RESTORING, 1));
  }
}

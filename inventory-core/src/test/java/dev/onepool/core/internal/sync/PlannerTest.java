package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.onepool.AllocationPolicies;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.QuantityOverride;
import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Plans, from views made by hand. */
class PlannerTest {

  private static final LocationId SECOND = LocationId.of("second");

  private final Views views = new Views();

  private Planner.Plan plan() {
    return plan(Guarantee.rights());
  }

  private Planner.Plan plan(Guarantee guarantee) {
    return new Planner(AllocationPolicies.sharedPool(), guarantee).plan(views.view());
  }

  @Test
  void plan_idleStock_raisesAnEmptyListing() {
    views.pool("A", 10).listing("one").shows(0).of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).matches(value -> value > 0);
  }

  @Test
  void plan_nothingChanges_writesNothing() {
    views.pool("A", 10).listing("one").shows(6).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_listingThatRunsLow_isToppedUp() {
    views.pool("A", 10).listing("one").shows(2).of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).matches(value -> value > 2);
  }

  @Test
  void plan_lastWriteUnsettled_isLeftAlone() {
    views.pool("A", 10).listing("one").shows(1).writing(1, State.ACCEPTED).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_anotherListingUnknown_raisesNothing() {
    views.pool("A", 10).listing("one").shows(0).of("A", 1).add();
    views.listing("two").unknown().of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_ordersStale_raisesNothing() {
    views.pool("A", 10).listing("one").shows(0).stale().of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_ordersStale_isToBePlannedAgain() {
    views.pool("A", 10).listing("one").shows(0).stale().of("A", 1).add();
    assertThat(plan().waiting()).containsExactly(Views.sku("A"));
  }

  @Test
  void plan_channelThatMustWait_isToBePlannedAgain() {
    views.pool("A", 10).listing("one").shows(0).mustWait().of("A", 1).add();
    assertThat(plan().waiting()).containsExactly(Views.sku("A"));
  }

  @Test
  void plan_moreShownThanThereIs_isLowered() {
    views.pool("A", 4).listing("one").shows(10).of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).matches(value -> value <= 4);
  }

  @Test
  void plan_moreShownThanThereIs_goesToZero() {
    // The number shown may be far below what the listing may take: any other number could raise it.
    views.pool("A", 4).listing("one").shows(10).of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).isEqualTo(0L);
  }

  @Test
  void plan_moreShownThanThereIs_takesNoMoreThanNeeded() {
    views.pool("A", 9).listing("one").shows(6).of("A", 1).add();
    views.listing("two").shows(5).of("A", 1).add();
    assertThat(plan().writes()).hasSize(1);
  }

  @Test
  void plan_zeroUnderWay_isNotRepeated() {
    views.pool("A", 4).listing("one").shows(10).writing(0, State.ACCEPTED).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_zeroUnderWayElsewhere_isEnough() {
    views.pool("A", 9).listing("one").shows(6).writing(0, State.ACCEPTED).of("A", 1).add();
    views.listing("two").shows(5).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_zeroWithoutEffect_isWrittenAgain() {
    views.pool("A", 4).listing("one").shows(10).writing(0, State.LAPSED).of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).isEqualTo(0L);
  }

  @Test
  void plan_zeroInDoubtWhereLookingEndsIt_waitsForTheLook() {
    views.pool("A", 4).listing("one").shows(10).writing(0, State.LAPSED).looks().of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_zeroSeenWithoutEffect_isWrittenAgain() {
    views.pool("A", 4).listing("one").shows(10).writing(0, State.LAPSED).writing(10, State.SEEN).looks().of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).isEqualTo(0L);
  }

  @Test
  void plan_doubtWhereLookingEndsIt_isNotWrittenAgain() {
    views.pool("A", 20).listing("one").shows(3).writing(5, State.LAPSED).looks().of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_oneStarvedAndOneIdle_takesBackFromTheIdle() {
    views.pool("A", 10).listing("idle").shows(10).of("A", 1).add();
    views.listing("starved").shows(0).of("A", 1).add();
    assertThat(plan().writes()).extracting(write -> write.account().key().listing().value()).containsExactly("idle");
  }

  @Test
  void plan_oneStarved_takesBackAllThatItShouldHave() {
    views.pool("A", 100).listing("starved").shows(0).demand(lineOf(10)).of("A", 1).add();
    views.listing("idle").shows(50).of("A", 1).add();
    views.listing("other").shows(50).of("A", 1).add();
    assertThat(plan().writes()).extracting(write -> write.account().key().listing().value())
        .containsExactlyInAnyOrder("idle", "other");
  }

  @Test
  void plan_fixedNumberBesideADryListing_isServedFirstAndNotThroughZero() {
    views.pool("A", 100).listing("dry").shows(0).of("A", 1).add();
    views.listing("said").shows(10).of("A", 1).add();
    views.override("said", "A", QuantityOverride.Kind.FIXED, 40);
    assertThat(plan().writes()).extracting(write -> write.account().key().listing().value(), PlannedWrite::value)
        .containsExactly(tuple("said", 40L), tuple("dry", 50L));
  }

  private static Demand lineOf(long units) {
    return Demand.NONE.with(units, Instant.parse("2026-02-27T08:00:00Z"));
  }

  @Test
  void plan_pausedAtZero_writesZero() {
    views.pool("A", 10).listing("one").shows(5).mode(ChannelMode.PAUSED_AT_ZERO).of("A", 1).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).isEqualTo(0L);
  }

  @Test
  void plan_pausedAtZeroAndEmpty_writesNothing() {
    views.pool("A", 10).listing("one").shows(0).mode(ChannelMode.PAUSED_AT_ZERO).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_frozen_writesNothing() {
    views.pool("A", 1).listing("one").shows(5).mode(ChannelMode.PAUSED_FROZEN).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_observed_writesNothing() {
    views.pool("A", 10).listing("one").shows(0).mode(ChannelMode.OBSERVE).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_zeroesAndDecreases_goFirst() {
    views.pool("A", 10).listing("raised").shows(0).of("A", 1).add();
    views.pool("B", 3).listing("lowered").shows(9).of("B", 1).add();
    views.pool("C", 9).listing("zeroed").shows(4).mode(ChannelMode.PAUSED_AT_ZERO).of("C", 1).add();
    assertThat(plan().writes()).extracting(write -> write.account().key().listing().value())
        .containsExactly("zeroed", "lowered", "raised");
  }

  @Test
  void plan_kit_getsWhatTheScarcestComponentAllows() {
    views.pool("A", 100).pool("B", 7).listing("kit").shows(0).of("A", 1).of("B", 3).add();
    assertThat(plan().writes()).singleElement().extracting(PlannedWrite::value).isEqualTo(2L);
  }

  @Test
  void plan_unitsElsewhere_areNotOffered() {
    views.pool("A", 0).listing("one").shows(0).of("A", 1).add();
    views.pool(new PoolKey(Views.sku("A"), SECOND), 50);
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_lapsedWrite_isWrittenAgain() {
    views.pool("A", 20).listing("one").shows(4).writing(4, State.LAPSED).of("A", 1).add();
    assertThat(plan().writes()).hasSize(1);
  }

  @Test
  void plan_doubtThatAWriteNowCouldNotEnd_waits() {
    views.pool("A", 20).listing("one").shows(4).writing(4, State.LAPSED).earliest(-120).of("A", 1).add();
    assertThat(plan().writes()).isEmpty();
  }

  @Test
  void plan_mirror_showsThePoolLessTheBuffer() {
    views.pool("A", 10).listing("one").shows(0).of("A", 1).add();
    assertThat(plan(Guarantee.mirror(2)).writes()).singleElement().extracting(PlannedWrite::value).isEqualTo(8L);
  }

  @Test
  void plan_mirror_showsTheSameEverywhere() {
    views.pool("A", 10).listing("one").shows(0).of("A", 1).add();
    views.listing("two").shows(0).of("A", 1).add();
    assertThat(plan(Guarantee.mirror(0)).writes()).extracting(PlannedWrite::value).containsExactly(10L, 10L);
  }
}

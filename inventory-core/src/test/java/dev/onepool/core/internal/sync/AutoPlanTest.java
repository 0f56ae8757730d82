package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AllocationPolicies;
import dev.onepool.Guarantee;
import dev.onepool.core.internal.ledger.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How widely units are shown under AUTO and BUFFERED. */
class AutoPlanTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Instant LATELY = Instant.parse("2026-03-01T07:00:00Z");

  private final Views views = new Views();

  /** Three listings of one SKU that show nothing yet. */
  private void three(long units, Demand demand, Duration loop) {
    views.pool("A", units);
    for (String id : List.of("one", "two", "three")) {
      Views.Builder builder = views.listing(id).shows(0).of("A", 1).demand(demand);
      (loop == null ? builder : builder.loop(loop)).add();
    }
  }

  private List<Long> written(Guarantee guarantee) {
    return new Planner(AllocationPolicies.sharedPool(), guarantee).plan(views.view()).writes().stream()
        .map(PlannedWrite::value).toList();
  }

  static Demand sold(int lines, long units) {
    Demand demand = Demand.NONE;
    for (int i = 0; i < lines; i++) {
      demand = demand.with(units, LATELY);
    }
    return demand;
  }

  @Test
  void auto_loopUnknown_dividesTheUnits() {
    three(30, sold(1, 2), null);
    assertThat(written(Guarantee.auto(0.01)).stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(30);
  }

  @Test
  void auto_slowSkuAndGenerousChance_showsEverythingEverywhere() {
    three(30, sold(1, 2), QUARTER);
    assertThat(written(Guarantee.auto(0.2))).containsExactly(30L, 30L, 30L);
  }

  @Test
  void auto_strictChance_leavesRoomForASecondBuyer() {
    three(30, sold(1, 20), QUARTER);
    List<Long> written = written(Guarantee.auto(0.01));
    long[] shown = written.stream().mapToLong(Long::longValue).toArray();
    assertThat(Sharing.atOnce(shown, 2)).isLessThanOrEqualTo(30);
    assertThat(Sharing.atOnce(shown, 3)).isGreaterThan(20);
  }

  @Test
  void auto_muchThere_showsNearlyAllEverywhere() {
    three(10_000, sold(4, 12), QUARTER);
    assertThat(written(Guarantee.auto(0.01))).allMatch(value -> value > 9_000);
  }

  @Test
  void auto_channelStuckForDays_dividesWhatOthersShow() {
    three(60, sold(40, 2), Duration.ofDays(3));
    assertThat(written(Guarantee.auto(0.01)).stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(60);
  }

  @Test
  void auto_whatIsShownDoesNoHarm_writesNothing() {
    views.pool("A", 10_000);
    for (String id : List.of("one", "two", "three")) {
      views.listing(id).shows(9_700).of("A", 1).demand(sold(4, 12)).loop(QUARTER).add();
    }
    assertThat(written(Guarantee.auto(0.01))).isEmpty();
  }

  @Test
  void auto_moreOnShowThanThereIs_isLowered() {
    views.pool("A", 10);
    for (String id : List.of("one", "two", "three")) {
      views.listing(id).shows(40).of("A", 1).demand(sold(4, 12)).loop(QUARTER).add();
    }
    assertThat(written(Guarantee.auto(0.01))).hasSize(3).allMatch(value -> value <= 10);
  }

  @Test
  void buffered_showsThePoolLessWhatComesInUnseen() {
    three(100, sold(4, 12), QUARTER);
    assertThat(written(Guarantee.buffered(0.01))).containsExactly(76L, 76L, 76L);
  }

  @Test
  void buffered_fewerThanTheBuffer_showsNothing() {
    three(10, sold(4, 12), QUARTER);
    assertThat(written(Guarantee.buffered(0.01))).isEmpty();
  }

  /** Returns what is held back of 1,000 units of three channels with these loops. */
  private static long heldBack(Duration... loops) {
    Views views = new Views().pool("A", 1_000);
    for (int i = 0; i < loops.length; i++) {
      views.listing("l" + i).shows(0).of("A", 1).demand(sold(40, 1)).loop(loops[i]).add();
    }
    return 1_000 - new Planner(AllocationPolicies.sharedPool(), Guarantee.buffered(0.01)).plan(views.view()).writes().get(0).value();
  }

  @Test
  void buffered_oneChannelStuck_countsItsOwnDemandOnly() {
    Duration stuck = Duration.ofHours(3);
    long one = heldBack(QUARTER, QUARTER, stuck);
    assertThat(one).isGreaterThan(heldBack(QUARTER, QUARTER, QUARTER));
    assertThat(one).isLessThan(heldBack(stuck, stuck, stuck) * 2 / 3);
  }

  @Test
  void buffered_stricter_holdsMoreBack() {
    three(100, sold(4, 12), QUARTER);
    assertThat(written(Guarantee.buffered(0.0005))).allMatch(value -> value < 76);
  }

  /** Two listings that show everything, and one that shows most and whose orders cannot be read. Returns what is written to each. */
  private Map<String, Long> writtenWhileBlind(Guarantee guarantee, Duration hidden) {
    views.pool("A", 100);
    for (String id : List.of("one", "two")) {
      views.listing(id).shows(100).of("A", 1).demand(sold(10, 1)).loop(QUARTER).add();
    }
    views.listing("blind").shows(90).of("A", 1).demand(sold(10, 1)).loop(QUARTER).stale().hidden(hidden).add();
    return new Planner(AllocationPolicies.sharedPool(), guarantee).plan(views.view()).writes().stream()
        .collect(Collectors.toMap(write -> write.account().key().listing().value(), PlannedWrite::value));
  }

  @Test
  void auto_ordersHiddenForHours_lowersOnlyTheOthersByWhatMayHaveSold() {
    Map<String, Long> written = writtenWhileBlind(Guarantee.auto(0.2), Duration.ofHours(3));
    assertThat(written).containsOnlyKeys("one", "two").allSatisfy((id, value) -> assertThat(value).isBetween(60L, 95L));
  }

  @Test
  void auto_ordersHiddenForDays_leavesTheOthersNothingThatMayBeSold() {
    Map<String, Long> written = writtenWhileBlind(Guarantee.auto(0.2), Duration.ofDays(20));
    assertThat(written).containsOnlyKeys("one", "two").allSatisfy((id, value) -> assertThat(value).isBetween(1L, 10L));
  }

  @Test
  void auto_ordersInSight_lowersNothing() {
    assertThat(writtenWhileBlind(Guarantee.auto(0.2), Duration.ZERO)).isEmpty();
  }

  @Test
  void buffered_ordersHiddenForHours_lowersTheOthersFurther() {
    Map<String, Long> written = writtenWhileBlind(Guarantee.buffered(0.2), Duration.ofHours(3));
    long inSight = 100 - heldBackInSight();
    assertThat(written.get("one")).isLessThan(inSight - 4).isPositive();
    assertThat(written.get("two")).isEqualTo(written.get("one"));
  }

  private static long heldBackInSight() {
    Views views = new Views().pool("A", 100);
    for (String id : List.of("one", "two", "three")) {
      views.listing(id).shows(0).of("A", 1).demand(sold(10, 1)).loop(QUARTER).add();
    }
    return 100 - new Planner(AllocationPolicies.sharedPool(), Guarantee.buffered(0.2)).plan(views.view()).writes().get(0).value();
  }
}

package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LocationId;
import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may have sold where orders cannot be read. */
class HiddenTest {

  private static final PoolKey A = new PoolKey(Views.sku("A"), LocationId.MAIN);
  private static final Instant START = Instant.parse("2026-02-09T08:00:00Z");
  private static final Duration HOURS = Duration.ofHours(6);
  private static final double CHANCE = 0.01;

  private final Views views = new Views().pool("A", 1_000);

  /** A line for one unit every four hours for twenty days. */
  private static Demand steady() {
    Demand demand = Demand.NONE;
    for (int i = 0; i < 120; i++) {
      demand = demand.with(1, START.plus(Duration.ofHours(4L * i)));
    }
    return demand;
  }

  private Views.Builder listing(long shown, Duration unread) {
    return views.listing("l").shows(shown).of("A", 1).demand(steady()).hidden(unread);
  }

  private Hidden hidden(double chance) {
    PlanView view = views.view();
    return Hidden.of(view, A, view.offers(), List.of(1L), chance);
  }

  private long afterHours(long hours) {
    Views one = new Views().pool("A", 1_000);
    one.listing("l").shows(900).of("A", 1).demand(steady()).hidden(Duration.ofHours(hours)).add();
    PlanView view = one.view();
    return Hidden.of(view, A, view.offers(), List.of(1L), CHANCE).sum();
  }

  @Test
  void ordersAreRead_nothingIsHidden() {
    listing(900, Duration.ZERO).add();
    assertThat(hidden(CHANCE).sum()).isZero();
  }

  @Test
  void ordersCannotBeRead_asMuchAsDemandMayBe() {
    listing(900, HOURS).add();
    assertThat(hidden(CHANCE).sum()).isBetween(8L, 60L);
  }

  @Test
  void moreThanTheListingMayTake_isNotHidden() {
    listing(3, Duration.ofDays(2)).add();
    assertThat(hidden(CHANCE)).matches(hidden -> hidden.sum() == 3).matches(hidden -> !hidden.uncertain());
  }

  @Test
  void listingThatShowedNothing_hidesNothing() {
    listing(0, HOURS).add();
    assertThat(hidden(CHANCE).sum()).isZero();
  }

  @Test
  void kit_hidesWhatItConsumes() {
    views.listing("kit").shows(2).of("A", 5).demand(steady()).hidden(Duration.ofDays(2)).add();
    assertThat(hidden(CHANCE).sum()).isEqualTo(10);
  }

  @Test
  void longer_hidesMore() {
    assertThat(afterHours(3)).isGreaterThan(afterHours(1));
    assertThat(afterHours(48)).isGreaterThan(afterHours(3));
  }

  @Test
  void stricter_hidesMore() {
    listing(900, HOURS).add();
    assertThat(hidden(0.0001).sum()).isGreaterThan(hidden(CHANCE).sum());
  }

  @Test
  void largeLines_hideMore() {
    listing(900, HOURS).add();
    PlanView view = views.view();
    assertThat(Hidden.of(view, A, view.offers(), List.of(1L, 12L), CHANCE).sum()).isGreaterThan(hidden(CHANCE).sum());
  }

  @Test
  void severalChannels_shareTheChance() {
    listing(900, HOURS).add();
    long alone = hidden(CHANCE).sum();
    listing(900, HOURS).add();
    assertThat(hidden(CHANCE).units()[0]).isGreaterThan(alone);
  }

  @Test
  void nothingWrittenSince_mayShowAsMuchMoreItself() {
    listing(900, HOURS).add();
    assertThat(hidden(CHANCE).own()[0]).isEqualTo(hidden(CHANCE).units()[0]).isPositive();
  }

  @Test
  void moreHiddenThanThereIs_mayShowNoMoreThanThereIs() {
    listing(3, Duration.ofDays(2)).add();
    assertThat(hidden(CHANCE).within(3).own()).containsExactly(3);
    assertThat(hidden(CHANCE).within(2).own()).containsExactly(2);
    assertThat(hidden(CHANCE).within(0).own()).containsExactly(0);
  }

  @Test
  void writtenSince_mayShowNothingMore() {
    listing(900, HOURS).writing(800, State.APPLIED).add();
    assertThat(hidden(CHANCE).own()[0]).isZero();
    assertThat(hidden(CHANCE).units()[0]).isPositive();
  }
}

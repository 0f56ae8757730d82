package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is measured from what plans are made of. */
class LoopWatchTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final ChannelId ONE = ChannelId.of("one");
  private static final ChannelId TWO = ChannelId.of("two");

  private final LoopWatch watch = new LoopWatch(true);
  private Instant now = START;
  private long onShow = 50;

  private static ListingAccount account(ChannelId channel, Demand demand, Attempt... attempts) {
    return new ListingAccount(new ListingKey(channel, ListingId.of("l")), ListingAccount.Status.MAPPED,
        List.of(new Component(Sku.of("A"), 1)), LocationId.MAIN, true, 9, List.of(attempts), demand);
  }

  private Attempt written(long sequence, Duration lag) {
    return new Attempt(sequence, onShow, onShow, State.APPLIED, now, now, now.plus(lag), null);
  }

  /** One sale of each of these channels after another, each known ten minutes later and followed by a write that takes five. */
  private void sales(int times, Duration between, ChannelId... channels) {
    sales(watch, times, between, channels);
  }

  private void sales(LoopWatch watch, int times, Duration between, ChannelId... channels) {
    List<ListingAccount> accounts = new ArrayList<>(Arrays.stream(channels).map(channel -> account(channel, Demand.NONE)).toList());
    watch.observe(accounts, now);
    for (int i = 1; i <= times; i++) {
      for (int c = 0; c < channels.length; c++) {
        now = now.plus(between);
        Demand demand = accounts.get(c).demand().with(1, now);
        accounts.set(c, account(channels[c], demand, written(i, Duration.ofMinutes(5))));
        watch.observe(accounts, now.plus(Duration.ofMinutes(10)));
      }
    }
  }

  private static OrderSight read(Instant to) {
    return new OrderSight(to, Duration.ZERO);
  }

  private @Nullable Duration loop(ListingAccount account, Duration watermarkAge) {
    return watch.loop(account, now.minus(watermarkAge), now);
  }

  @Test
  void loop_nothingSeen_isUnknown() {
    assertThat(loop(account(ONE, Demand.NONE), Duration.ofMinutes(10))).isNull();
  }

  @Test
  void loop_afterSomeSales_isBothLagsTogether() {
    sales(10, Duration.ofHours(1), ONE);
    assertThat(loop(account(ONE, Demand.NONE), Duration.ofMinutes(10)))
        .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
  }

  @Test
  void loop_neverReadToTheEnd_isUnknown() {
    sales(10, Duration.ofHours(1), ONE);
    assertThat(watch.loop(account(ONE, Demand.NONE), null, now)).isNull();
  }

  @Test
  void loop_ordersNotReadForHours_isAtLeastThat() {
    sales(10, Duration.ofHours(1), ONE);
    assertThat(loop(account(ONE, Demand.NONE), Duration.ofHours(3))).isGreaterThan(Duration.ofHours(3));
  }

  @Test
  void loop_writeThatNeverComes_countsWithItsAge() {
    sales(10, Duration.ofHours(1), ONE);
    Attempt stuck = new Attempt(20, 5, 5, State.ACCEPTED, now.minus(Duration.ofHours(2)), now, now, "t");
    assertThat(loop(account(ONE, Demand.NONE, stuck), Duration.ofMinutes(10))).isGreaterThan(Duration.ofHours(2));
  }

  @Test
  void loop_ofAnotherChannel_isItsOwn() {
    sales(10, Duration.ofHours(1), ONE);
    assertThat(loop(account(TWO, Demand.NONE), Duration.ofMinutes(10))).isNull();
  }

  @Test
  void worst_oneUnknown_isUnknown() {
    assertThat(LoopWatch.worst(Arrays.asList(Duration.ofMinutes(1), null))).isNull();
  }

  @Test
  void worst_allKnown_isTheLongest() {
    assertThat(LoopWatch.worst(List.of(Duration.ofMinutes(1), Duration.ofMinutes(9)))).isEqualTo(Duration.ofMinutes(9));
  }

  @Test
  void clustering_channelsThatSellWithinALoop_isSeen() {
    sales(600, Duration.ofMinutes(12), ONE, TWO);
    double expected = LoopWatch.expected(120, Duration.ofMinutes(16));
    assertThat(watch.clustering().of(expected).another()).isGreaterThan(0.5);
  }

  @Test
  void clustering_channelsThatSellHoursApart_isSeen() {
    sales(600, Duration.ofHours(5), ONE, TWO);
    double expected = LoopWatch.expected(4.8, Duration.ofMinutes(16));
    assertThat(watch.clustering().of(expected).another()).isLessThan(0.1);
  }

  @Test
  void unseen_linesThatFollowEachOther_areCounted() {
    sales(600, Duration.ofMinutes(12), ONE, TWO);
    // Of 120 lines a day the rate that is remembered after ten days is a half, and was a third on the way.
    LineLaw law = watch.clustering().unseen(LoopWatch.expected(40, Duration.ofMinutes(16)));
    // Each makes a pair with the one before: both are alone, and of different channels.
    assertThat(law.chance(1) + law.pair()).isGreaterThan(0.7);
  }

  @Test
  void unseen_linesHoursApart_areSeenToBeAlone() {
    sales(600, Duration.ofHours(5), ONE, TWO);
    LineLaw law = watch.clustering().unseen(LoopWatch.expected(4.8, Duration.ofMinutes(16)));
    assertThat(law.chance(0)).isGreaterThan(0.9);
  }

  @Test
  void unseen_soLittleOnShowThatLinesMayBeRefused_isNotCounted() {
    onShow = 2;
    sales(600, Duration.ofHours(5), ONE, TWO);
    double expected = LoopWatch.expected(4.8, Duration.ofMinutes(16));
    assertThat(watch.clustering().unseen(expected).chance(0)).isEqualTo(new Clustering().unseen(expected).chance(0));
  }

  @Test
  void unseen_nobodyAsks_isNotCounted() {
    LoopWatch other = new LoopWatch(false);
    sales(other, 600, Duration.ofHours(5), ONE, TWO);
    double expected = LoopWatch.expected(4.8, Duration.ofMinutes(16));
    assertThat(other.clustering().unseen(expected).chance(0)).isEqualTo(new Clustering().unseen(expected).chance(0));
  }

  @Test
  void changed_stillUnknown_isNoReason() {
    assertThat(watch.changed(ONE, read(now), now)).isFalse();
  }

  @Test
  void changed_becomesKnown_isOneOnce() {
    sales(10, Duration.ofHours(1), ONE);
    assertThat(watch.changed(ONE, read(now), now)).isTrue();
    assertThat(watch.changed(ONE, read(now), now)).isFalse();
  }

  @Test
  void changed_channelGetsStuck_isOneAgain() {
    sales(10, Duration.ofHours(1), ONE);
    watch.changed(ONE, read(now), now);
    assertThat(watch.changed(ONE, read(now.minus(Duration.ofHours(2))), now)).isTrue();
  }

  @Test
  void changed_hiddenForAStepLonger_isTrueOnce() {
    sales(6, Duration.ofHours(1), ONE);
    OrderSight hidden = new OrderSight(now, Duration.ofHours(1));
    watch.changed(ONE, read(now), now);
    assertThat(watch.changed(ONE, hidden, now)).isTrue();
    assertThat(watch.changed(ONE, hidden, now)).isFalse();
    assertThat(watch.changed(ONE, new OrderSight(now, Duration.ofMinutes(75)), now)).isTrue();
  }

  @Test
  void orderLag_readAfterAnOutage_isWhatItWasBefore() {
    sales(6, Duration.ofHours(1), ONE);
    Duration before = watch.orderLag(ONE);
    watch.changed(ONE, new OrderSight(now, Duration.ofHours(5)), now);
    watch.changed(ONE, read(now), now);
    Demand late = Demand.NONE;
    for (int i = 0; i < 20; i++) {
      late = late.with(1, now.plusSeconds(i + 1));
      watch.observe(List.of(account(ONE, late)), now.plus(Duration.ofHours(12)));
    }
    assertThat(watch.orderLag(ONE)).isEqualTo(before);
    watch.changed(ONE, read(now), now);
    watch.observe(List.of(account(ONE, late.with(1, now.plusSeconds(60)))), now.plus(Duration.ofHours(12)));
    assertThat(watch.orderLag(ONE)).isGreaterThan(Duration.ofHours(11));
  }

  @Test
  void clustering_whileAnotherChannelIsHidden_countsNothing() {
    sales(6, Duration.ofHours(1), ONE, TWO);
    watch.changed(TWO, new OrderSight(now, Duration.ofHours(5)), now);
    String before = watch.clustering().toString();
    sales(6, Duration.ofHours(1), ONE, TWO);
    assertThat(watch.clustering().toString()).isEqualTo(before);
    watch.changed(TWO, read(now), now);
    watch.changed(TWO, read(now), now);
    sales(6, Duration.ofHours(1), ONE, TWO);
    assertThat(watch.clustering().toString()).isNotEqualTo(before);
  }
}

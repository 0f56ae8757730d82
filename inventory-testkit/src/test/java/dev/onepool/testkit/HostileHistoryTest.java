package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.START;
import static dev.onepool.testkit.Fixtures.builder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;

/** Random days on a hostile marketplace with every lag, read by an engine that crashes and asks again. */
final class HostileHistoryTest {

  private static final int SEEDS = 100;
  private static final int STEPS = 400;
  private static final Duration ORDER_LAG = Duration.ofMinutes(20);
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(90);
  private static final Duration SKEW = Duration.ofMinutes(2);
  private static final List<ListingId> LISTINGS = List.of(ListingId.of("a"), ListingId.of("b"), ListingId.of("c"));

  @Test
  void history_ofTheSameSeedAndCalls_isTheSame() {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(new Day(seed).run().answers).as("seed %d", seed).isEqualTo(new Day(seed).run().answers);
    }
  }

  @Test
  void history_ofAnotherSeed_isAnother() {
    assertThat(new Day(1).run().answers).isNotEqualTo(new Day(2).run().answers);
  }

  @Test
  void history_ofManyDays_neverBreaksAPromise() {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(new Day(seed).run().broken).as("seed %d", seed).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSEEN_RESEND")
  void history_ofManyDays_holdsEveryFault(Fault fault) {
    long count = 0;
    for (int seed = 0; seed < 10; seed++) {
      count += new Day(seed).run().market.count(fault);
    }
    assertThat(count).isPositive();
  }

  /** One random day: what was answered, and which promises were broken. */
  private static final class Day {
    private final ManualClock clock = new ManualClock(START);
    private final SplittableRandom random;
    private final SimulatedMarketplace market;
    private final ChannelConnector connector;
    private final List<Object> answers = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<ListingId, Long> shownBefore = new HashMap<>();
    private final Map<Long, Instant> written = new HashMap<>();
    private final Map<Long, Instant> changes = new HashMap<>();
    private final Set<Long> delivered = new HashSet<>();
    private final Map<String, OrderSnapshot> newest = new HashMap<>();
    private @Nullable String cursor;
    private Duration offset = Duration.ZERO;
    private Instant notedAt = START;
    private long sequence;

    Day(long seed) {
      random = new SplittableRandom(seed);
      market = builder(clock).seed(seed)
          .orderLag(Duration.ZERO, ORDER_LAG).visibilityDelay(ORDER_LAG)
          .writeLag(Duration.ZERO, Duration.ofMinutes(10)).maxWriteDelay(LONGEST_WRITE)
          .restoresOnCancel(true).pageSize(7).clockSkew(SKEW).faults(Faults.hostile())
          .build();
      connector = market.connector();
      for (ListingId listing : LISTINGS) {
        market.list(listing, null, 20);
      }
    }

    Day run() {
      // With one number on each listing yet, nothing is stale: this shows how far the channel's clock is off.
      Instant channelNow = connector.shown(List.of(LISTINGS.get(0))).get(0).asOf();
      offset = Duration.between(START, channelNow);
      check(offset.abs().compareTo(SKEW) <= 0, "offset", offset);
      for (int step = 0; step < STEPS; step++) {
        noteShown();
        clock.advance(Duration.ofSeconds(random.nextInt(300)));
        checkAppeared();
        act(step);
      }
      clock.advance(LONGEST_WRITE);
      readAll();
      return this;
    }

    private void act(int step) {
      ListingId listing = LISTINGS.get(random.nextInt(LISTINGS.size()));
      switch (random.nextInt(6)) {
        case 0, 1 -> buy("o" + step, listing);
        case 2 -> change();
        case 3 -> write(listing);
        case 4 -> read(listing);
        default -> readOrders();
      }
    }

    private void buy(String order, ListingId listing) {
      long before = market.shown(listing);
      long quantity = 1 + random.nextInt(6);
      boolean sold = market.buy(order, "1", listing, quantity);
      answers.add(sold);
      check(sold == (quantity <= before), "sold", order);
      check(market.shown(listing) == (sold ? before - quantity : before), "decrement", order);
      if (sold) {
        lines.add(order);
        changes.put(++sequence, clock.instant());
      }
    }

    private void change() {
      if (lines.isEmpty()) {
        return;
      }
      String order = lines.get(random.nextInt(lines.size()));
      if (market.open(order, "1") > 0) {
        if (random.nextBoolean()) {
          market.cancel(order, "1", 1);
        } else {
          market.ship(order, "1", 1);
        }
        changes.put(++sequence, clock.instant());
      }
    }

    private void write(ListingId listing) {
      // A number like no other, so that it is known when it appears.
      long quantity = 1_000L * answers.size();
      PublishResult result =
          connector.publish(List.of(new QuantityWrite(listing, quantity, "x")), clock.instant()).get(0);
      answers.add(result);
      boolean mayApply = !(result instanceof PublishResult.Rejected || result instanceof PublishResult.Throttled);
      if (mayApply) {
        written.put(quantity, clock.instant());
      }
    }

    private void read(ListingId listing) {
      ShownQuantity shown = connector.shown(List.of(listing)).get(0);
      answers.add(shown);
      Instant asOf = shown.asOf().minus(offset);
      check(!asOf.isAfter(clock.instant()), "asOf", shown);
    }

    /** Reads a page. An engine that crashes before it has stored the page knows nothing of it and asks again. */
    private void readOrders() {
      OrderPage page = connector.orders(cursor);
      answers.add(page);
      if (random.nextInt(4) == 0) {
        return;
      }
      store(page);
      if (!page.more()) {
        Instant watermark = page.completeThrough().minus(offset).minus(ORDER_LAG);
        changes.forEach((version, at) ->
            check(at.isAfter(watermark) || delivered.contains(version), "complete through", version));
      }
    }

    private void store(OrderPage page) {
      for (OrderSnapshot version : page.orders()) {
        delivered.add(version.sequence());
        newest.merge(version.order().value(), version, (one, two) -> one.sequence() > two.sequence() ? one : two);
      }
      cursor = page.next();
    }

    private void readAll() {
      boolean more = true;
      while (more) {
        OrderPage page = connector.orders(cursor);
        store(page);
        more = page.more();
      }
      check(delivered.equals(changes.keySet()), "delivered", changes.keySet());
      for (OrderSnapshot version : newest.values()) {
        OrderSnapshot.Line line = version.lines().get(0);
        long open = line.ordered() - line.cancelled() - line.shipped();
        check(open == market.open(version.order().value(), "1"), "newest", version);
      }
    }

    /** Notes what is shown before the clock moves. */
    private void noteShown() {
      LISTINGS.forEach(listing -> shownBefore.put(listing, market.shown(listing)));
      notedAt = clock.instant();
    }

    /** A number that appears while the clock moves was written, and not too long before the last note. */
    private void checkAppeared() {
      for (ListingId listing : LISTINGS) {
        long shown = market.shown(listing);
        answers.add(shown);
        Instant writtenAt = written.get(shown);
        if (shown != shownBefore.get(listing) && check(writtenAt != null, "unwritten", shown)) {
          check(notedAt.isBefore(writtenAt.plus(LONGEST_WRITE)), "late", shown);
        }
      }
    }

    private boolean check(boolean kept, String promise, Object what) {
      if (!kept) {
        broken.add(promise + ": " + what + " at " + clock.instant());
      }
      return kept;
    }
  }
}

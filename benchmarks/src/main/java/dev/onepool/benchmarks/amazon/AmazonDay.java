package dev.onepool.benchmarks.amazon;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.ListingImport;
import dev.onepool.LocationId;
import dev.onepool.NotificationAnswer;
import dev.onepool.Position;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.SyncReport;
import dev.onepool.core.Onepool;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One day: a seller goes live on a local Amazon that enforces the documented rates, buyers come, stock is delivered and kept
 * back, and the engine acts twice a minute. The clock is moved by hand, so a day takes as long as its calls.
 */
final class AmazonDay implements AutoCloseable {

  private static final SellerId SELLER = SellerId.of("day");
  private static final ChannelId AMAZON = ChannelId.of("amazon");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_GOING_LIVE = Duration.ofHours(24);

  private final DayPlan plan;
  private final ManualClock clock = new ManualClock(START);
  private final AmazonSandbox amazon = AmazonSandbox.open(clock)
      .orderDelay(DayPlan.ORDER_DELAY).writeDelay(DayPlan.UPDATE_DELAY).feedDelay(DayPlan.FEED_DELAY);
  private final WriteWatch watch = new WriteWatch(amazon, clock);
  private final SplittableRandom random;
  private final Onepool onepool;
  private final Inventory inventory;
  private final Map<String, Long> stock = new HashMap<>();
  private final List<Duration> ages = new ArrayList<>();
  private long rounds;
  private long failures;
  private long placed;
  private long refused;
  private long told;
  private int receipts;
  private Instant measured = START;
  private @Nullable Instant again;

  AmazonDay(DayPlan plan) {
    this.plan = plan;
    random = new SplittableRandom(plan.seed());
    Map<String, String> settings = new HashMap<>(amazon.settings());
    settings.put("visibility-delay", DayPlan.VISIBILITY_DELAY.toString());
    settings.put("max-write-delay", DayPlan.MAX_WRITE_DELAY.toString());
    if (plan.notifications()) {
      settings.put("notifications.application-id", AmazonSandbox.APPLICATION);
    }
    onepool = Onepool.builder().clock(clock).guarantee(Guarantee.rights()).channel(SELLER, AMAZON, "amazon", settings).build();
    inventory = onepool.inventory(SELLER);
  }

  static String sku(int number) {
    return "S" + number;
  }

  DayFigures run() {
    for (int i = 0; i < plan.skus(); i++) {
      // One after another: Amazon pages through 1,000 listings, and then goes on by when they were created.
      clock.advance(SECOND);
      amazon.list(sku(i), 0);
      receive(i, plan.comesLater(i) ? 1 : 5 + random.nextInt(40));
      if (plan.comesLater(i)) {
        keepBack(i, 1);
      }
    }
    Duration wentLive = goLive();
    if (plan.notifications()) {
      amazon.notifications(this::tell);
    }
    Instant opened = clock.instant();
    for (int hour = 0; hour < plan.hours(); hour++) {
      deliver(hour);
      hour(opened, opened.plus(Duration.ofHours(hour)));
    }
    Duration settling = DayPlan.VISIBILITY_DELAY.plus(DayPlan.MAX_WRITE_DELAY);
    for (Instant end = clock.instant().plus(settling); clock.instant().isBefore(end); ) {
      round(end);
    }
    return figures(wentLive);
  }

  private void receive(int number, long units) {
    stock.merge(sku(number), units, Long::sum);
    inventory.ledger().post(new StockCommand.Receive(EffectKey.of("delivery", Integer.toString(++receipts)),
        Sku.of(sku(number)), LocationId.MAIN, Quantity.of(units))).posted();
  }

  private void keepBack(int number, long units) {
    inventory.ledger().safetyStock(Sku.of(sku(number)), LocationId.MAIN, Quantity.of(units));
  }

  private Duration goLive() {
    Instant began = clock.instant();
    ListingImport imported = inventory.channels().importListings(AMAZON);
    for (Instant next = imported.again(); next != null; next = imported.again()) {
      clock.advanceTo(next);
      imported = inventory.channels().importListings(AMAZON);
    }
    if (imported.mapped() != plan.skus()) {
      throw new IllegalStateException("of " + plan.skus() + " listings " + imported.mapped() + " were mapped");
    }
    Instant end = began.plus(LONGEST_GOING_LIVE);
    round(end);
    while (!inventory.channels().mode(AMAZON, ChannelMode.LIVE).isEmpty()) {
      if (!clock.instant().isBefore(end)) {
        throw new IllegalStateException("Amazon is not live after a day: " + inventory.channels().status(AMAZON));
      }
      round(end);
    }
    Duration took = Duration.between(began, clock.instant());
    // The first load goes as a feed; buyers come when it is shown and its writes are settled.
    for (Instant open = clock.instant().plus(Duration.ofHours(2)); clock.instant().isBefore(open); ) {
      round(open);
    }
    return took;
  }

  /** Units come for some SKUs, and at the same moment some others are not to be sold any more. */
  private void deliver(int hour) {
    for (int i = 0; i < plan.skus(); i++) {
      if (plan.comesLater(i) && plan.deliveryOf(i) == hour) {
        keepBack(i, 0);
        receive(i, 20);
        watch.canRaise(sku(i));
      }
    }
    for (int kept = 0; kept < plan.keptBackEachHour(); ) {
      int sku = random.nextInt(plan.skus());
      if (!plan.comesLater(sku) && amazon.shows(sku(sku)) > 0) {
        keepBack(sku, 1_000);
        watch.mustLower(sku(sku));
        kept++;
      }
    }
  }

  private void hour(Instant opened, Instant from) {
    Duration step = Duration.ofHours(1).dividedBy(plan.ordersPerHour());
    for (int order = 1; order <= plan.ordersPerHour(); order++) {
      Instant at = from.plus(step.multipliedBy(order));
      while (clock.instant().isBefore(at)) {
        round(at);
        measure(opened);
      }
      buy();
    }
  }

  /** Does a round if it is time for one, and moves the clock to the next, or to this instant if that is earlier. */
  private void round(Instant latest) {
    Instant now = clock.instant();
    if (again == null || !now.isBefore(again)) {
      SyncReport report = inventory.sync();
      rounds++;
      failures += report.failures().size();
      Instant asked = report.again();
      Instant next = now.plus(DayPlan.LOOP);
      if (asked != null && asked.isBefore(next)) {
        next = asked.isBefore(now.plus(SECOND)) ? now.plus(SECOND) : asked;
      }
      again = next;
    }
    Instant next = again;
    clock.advanceTo(next == null || next.isAfter(latest) ? latest : next);
  }

  private void measure(Instant opened) {
    Instant now = clock.instant();
    if (now.isBefore(opened.plus(plan.warmUp())) || now.isBefore(measured.plusSeconds(60))) {
      return;
    }
    measured = now;
    Instant watermark = inventory.channels().status(AMAZON).watermark();
    ages.add(watermark == null ? Duration.ofDays(365) : Duration.between(watermark, now));
  }

  /** A few SKUs sell much more than the many others. */
  private void buy() {
    double drawn = random.nextDouble();
    int sku = (int) (plan.skus() * drawn * drawn * drawn);
    if (amazon.buy(sku(sku), 1 + random.nextInt(3)) == null) {
      refused++;
    } else {
      placed++;
    }
  }

  private void tell(String body) {
    NotificationAnswer answer = inventory.notification(AMAZON, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    told += answer.status() == 200 ? 1 : 0;
  }

  private DayFigures figures(Duration wentLive) {
    long oversold = 0;
    long differing = 0;
    long unseen = 0;
    Map<String, AmazonSandbox.Units> books = amazon.books();
    for (Map.Entry<String, AmazonSandbox.Units> entry : books.entrySet()) {
      long sold = entry.getValue().sold() - entry.getValue().cancelled();
      oversold += Math.max(0, sold - stock.getOrDefault(entry.getKey(), 0L));
      Position.AtLocation at = inventory.ledger().position(Sku.of(entry.getKey())).locations().get(0);
      long known = at.reserved().units() + at.shortfall().units();
      differing += known == sold && at.shortfall().units() == 0 ? 0 : 1;
      unseen += Math.max(0, sold - known);
    }
    ages.sort(null);
    return new DayFigures(plan, wentLive, rounds, failures, placed, refused, told, List.copyOf(ages), watch.seen(),
        amazon.feeds().size(), amazon.refusals().size(), oversold, differing, unseen,
        inventory.ledger().audit().findings().size(), amazon.operations());
  }

  @Override
  public void close() {
    onepool.close();
    amazon.close();
  }
}

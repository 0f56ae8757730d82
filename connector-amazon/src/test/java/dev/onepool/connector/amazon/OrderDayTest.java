package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.OrderId;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A day of orders, read within Amazon's documented rates; no call is made that the budget does not allow. */
class OrderDayTest {

  private static final int SKUS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a day came to. */
  private record Day(int placed, int pages, List<Duration> ages, int told, List<String> refusals) {

    Duration age(double part) {
      return ages.get((int) Math.min(ages.size() - 1, Math.floor(part * ages.size())));
    }
  }

  @Test
  void sixHundredOrdersAnHour_byPolling_keepTheWatermarkBelowFifteenMinutes() {
    Day day = run(24, 600, Duration.ofMinutes(5), Duration.ZERO);
    assertThat(day.refusals()).as("what Amazon refused").isEmpty();
    assertThat(day.age(0.99)).as("99th percentile of the watermark's age, visibility delay included")
        .isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void sixHundredOrdersAnHour_thatAreShippedTheSameDay_areTwiceAsManyRows() {
    Day day = run(6, 600, Duration.ofMinutes(5), Duration.ofHours(2));
    assertThat(day.refusals()).isEmpty();
    assertThat(day.age(0.99)).isLessThanOrEqualTo(Duration.ofMinutes(40));
  }

  @Test
  void threeThousandOrdersAnHour_cannotBeKeptUpByPolling_butAreAllToldByNotifications() {
    Day day = run(6, 3_000, Duration.ofMinutes(5), Duration.ZERO);
    assertThat(day.refusals()).isEmpty();
    assertThat(day.age(0.99)).as("the pages fall behind").isGreaterThan(Duration.ofHours(1));
    assertThat(day.told()).as("orders known at once, by notification").isEqualTo(day.placed());
  }

  private static Day run(int hours, int perHour, Duration visibilityDelay, Duration shippedAfter) {
    Map<String, String> settings = Map.of("visibility-delay", visibilityDelay.toString(),
        "notifications.application-id", AmazonSandbox.APPLICATION);
    try (Bench bench = new Bench(settings)) {
      Set<OrderId> told = new HashSet<>();
      bench.amazon.notifications(body -> told.addAll(tell(bench, body)));
      for (int i = 0; i < SKUS; i++) {
        bench.amazon.list("S" + i, 1_000);
      }
      return day(bench, hours, perHour, visibilityDelay, shippedAfter, told);
    }
  }

  private static Day day(
      Bench bench, int hours, int perHour, Duration visibilityDelay, Duration shippedAfter, Set<OrderId> told) {
    Instant end = Bench.START.plus(Duration.ofHours(hours));
    Duration step = Duration.ofHours(1).dividedBy(perHour);
    Deque<Map.Entry<Instant, String>> toShip = new ArrayDeque<>();
    List<Duration> ages = new ArrayList<>();
    int placed = 0;
    int pages = 0;
    String cursor = null;
    Instant watermark = null;
    Instant notBefore = Bench.START;
    Instant measured = Bench.START;
    while (bench.clock.instant().isBefore(end)) {
      bench.pass(step);
      Instant now = bench.clock.instant();
      toShip.add(Map.entry(now.plus(shippedAfter), bench.amazon.buy("S" + placed * 7_919 % SKUS, 1)));
      placed++;
      while (!shippedAfter.isZero() && !toShip.isEmpty() && !toShip.peek().getKey().isAfter(now)) {
        bench.amazon.ship(toShip.remove().getValue(), 0, 1);
      }
      if (!now.isBefore(notBefore)) {
        try {
          OrderPage page = bench.connector().orders(cursor);
          pages++;
          cursor = page.next();
          watermark = page.more() ? watermark : page.completeThrough().minus(visibilityDelay);
          // An engine that has read to the end comes again with its next round.
          notBefore = page.more() ? now : now.plus(PATIENCE);
        } catch (ConnectorException throttled) {
          notBefore = throttled.until();
        }
      }
      // The first two hours live on the burst; what lasts is what counts.
      if (watermark != null && now.isAfter(Bench.START.plus(Duration.ofHours(2))) && !now.isBefore(measured.plusSeconds(60))) {
        measured = now;
        ages.add(Duration.between(watermark, now));
      }
    }
    Collections.sort(ages);
    Day day = new Day(placed, pages, ages, told.size(), bench.amazon.refusals());
    System.out.printf(Locale.ROOT, "%d hours of %,d SKUs, %,d orders an hour%s: %d pages of orders; watermark's age p50 %d min,"
            + " p99 %d min (visibility delay %d min included); %,d of %,d orders told by notification%n",
        hours, SKUS, perHour, shippedAfter.isZero() ? "" : ", shipped after " + shippedAfter.toHours() + " h", pages,
        day.age(0.5).toMinutes(), day.age(0.99).toMinutes(), visibilityDelay.toMinutes(), day.told(), placed);
    return day;
  }

  private static List<OrderId> tell(Bench bench, String body) {
    NotificationResult result = bench.connector().notification(
        new Notification(Map.of(), body.getBytes(StandardCharsets.UTF_8), bench.clock.instant()));
    return result instanceof NotificationResult.Changed changed
        ? changed.snapshots().stream().map(snapshot -> snapshot.order()).toList() : List.of();
  }
}

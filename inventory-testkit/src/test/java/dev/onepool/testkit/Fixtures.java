package dev.onepool.testkit;

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
import java.util.List;

/** What the tests of the simulated marketplace share. */
final class Fixtures {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);
  static final ListingId MUG = ListingId.of("mug");

  private Fixtures() {}

  static ManualClock clock() {
    return new ManualClock(START);
  }

  static SimulatedMarketplaceBuilder builder(ManualClock clock) {
    return SimulatedMarketplace.builder("market", clock);
  }

  /** Returns a marketplace that sells this many mugs. */
  static SimulatedMarketplace stocked(SimulatedMarketplaceBuilder builder, long mugs) {
    SimulatedMarketplace market = builder.build();
    market.list(MUG, "MUG", mugs);
    return market;
  }

  static SimulatedMarketplace stocked(ManualClock clock, long mugs) {
    return stocked(builder(clock), mugs);
  }

  /** Returns a marketplace that shows 10 mugs and does this to every write, every version or every read. */
  static SimulatedMarketplace always(ManualClock clock, Fault fault) {
    return stocked(builder(clock).faults(Faults.none().with(fault, 1)), 10);
  }

  static PublishResult write(SimulatedMarketplace market, long mugs) {
    return market.connector().publish(List.of(new QuantityWrite(MUG, mugs, "market/mug/1")), Instant.MAX).get(0);
  }

  static PublishResult poll(SimulatedMarketplace market, String token) {
    return market.connector().poll(List.of(token)).get(0);
  }

  static ShownQuantity read(SimulatedMarketplace market) {
    return market.connector().shown(List.of(MUG)).get(0);
  }

  /** Reads pages from a cursor on until there is no more, and returns them. */
  static List<OrderPage> pages(ChannelConnector connector, String cursor) {
    List<OrderPage> pages = new ArrayList<>();
    String next = cursor;
    do {
      OrderPage page = connector.orders(next);
      pages.add(page);
      next = page.next();
    } while (pages.get(pages.size() - 1).more());
    return pages;
  }

  static List<Long> sequences(OrderPage page) {
    return page.orders().stream().map(OrderSnapshot::sequence).toList();
  }
}

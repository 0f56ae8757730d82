package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Reads orders as the engine does: page after page, and the newest version of an order wins. */
final class Feed {

  static final int MAX_PAGES = 1_000;

  private static final Comparator<OrderSnapshot> BY_VERSION =
      Comparator.comparing(OrderSnapshot::updatedAt).thenComparing(OrderSnapshot::sequence);

  private final Bench bench;
  private final ChannelConnector connector;
  private final Map<OrderId, OrderSnapshot> newest = new HashMap<>();
  private @Nullable String cursor;

  Feed(Bench bench, ChannelConnector connector) {
    this.bench = bench;
    this.connector = connector;
  }

  /** A feed that goes on where another is, with another connector. */
  Feed(Feed other, ChannelConnector connector) {
    this(other.bench, connector);
    cursor = other.cursor;
  }

  /** Lets what has happened become visible, and reads to the end; returns the pages. */
  List<OrderPage> read() {
    bench.clock.advance(bench.remote.orderLag().plusSeconds(1));
    List<OrderPage> pages = new ArrayList<>();
    do {
      Assertions.assertThat(pages.size()).as("pages of orders until the last").isLessThan(MAX_PAGES);
      pages.add(page());
    } while (pages.get(pages.size() - 1).more());
    return pages;
  }

  /** Reads the next page. */
  OrderPage page() {
    OrderPage page = bench.patiently(() -> connector.orders(cursor));
    Assertions.assertThat(page.next()).as("cursor of the next page of orders").isNotNull();
    cursor = page.next();
    page.orders().forEach(order -> newest.merge(order.order(), order, Feed::newer));
    return page;
  }

  static OrderSnapshot newer(OrderSnapshot one, OrderSnapshot other) {
    return BY_VERSION.compare(one, other) > 0 ? one : other;
  }

  static boolean older(OrderSnapshot one, OrderSnapshot other) {
    return BY_VERSION.compare(one, other) < 0;
  }

  @Nullable String cursor() {
    return cursor;
  }

  Map<OrderId, OrderSnapshot> known() {
    return Map.copyOf(newest);
  }

  /** Reads to the end and returns the order. */
  OrderSnapshot order(OrderId order) {
    read();
    OrderSnapshot snapshot = newest.get(order);
    Assertions.assertThat(snapshot).as("order %s in the pages", order).isNotNull();
    return Objects.requireNonNull(snapshot);
  }

  /** Reads to the end and returns the order's only line of this listing. */
  OrderSnapshot.Line line(OrderId order, ListingId listing) {
    return line(order(order), listing);
  }

  static OrderSnapshot.Line line(OrderSnapshot order, ListingId listing) {
    List<OrderSnapshot.Line> lines =
        order.lines().stream().filter(line -> line.listing().equals(listing)).toList();
    Assertions.assertThat(lines).as("lines of listing %s in order %s", listing, order.order()).hasSize(1);
    return lines.get(0);
  }
}

package dev.onepool.connector.ebay;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.core.internal.host.ConnectorHost;
import dev.onepool.sandbox.ebay.EbaySandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox, its clock and a connector to it, with all that the engine gives to connectors. */
final class Bench implements AutoCloseable {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  final ManualClock clock = new ManualClock(START);
  final EbaySandbox ebay = EbaySandbox.open(clock);
  final Map<OrderId, OrderSnapshot> orders = new HashMap<>();
  private final ChannelConnector connector;
  private String cursor;
  private long attempts;

  Bench(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(ebay.settings());
    settings.put("visibility-delay", "PT30M");
    settings.put("notifications.endpoint", EbaySandbox.ADDRESS);
    settings.put("notifications.verification-token", EbaySandbox.verificationToken());
    settings.put("notifications.destination-id", EbaySandbox.DESTINATION);
    settings.putAll(more);
    settings.values().removeIf(String::isEmpty);
    connector = ConnectorHost.of(List.of(new EbayProvider())).connect(ChannelId.of("ebay"), "ebay", settings, clock);
  }

  Bench() {
    this(Map.of());
  }

  ChannelConnector connector() {
    return connector;
  }

  QuantityWrite write(String sku, long units) {
    return new QuantityWrite(ListingId.of(sku), units, "ebay/" + sku + "/" + attempts++);
  }

  List<PublishResult> publish(QuantityWrite... writes) {
    return connector.publish(List.of(writes), deadline());
  }

  PublishResult publish(String sku, long units) {
    return publish(write(sku, units)).get(0);
  }

  /** Returns what is read of the SKU; -1 if it is left out. */
  long reads(String sku) {
    return connector.shown(List.of(ListingId.of(sku))).stream().findFirst().map(ShownQuantity::quantity).orElse(-1L);
  }

  String order(String sku, long units) {
    return ebay.place(clock.instant(), "PAID", List.of(Map.entry(sku, units)));
  }

  /** Lets what happened become visible, and reads orders to the end; the newest version of each is kept. */
  void readOrders() {
    pass(Duration.ofMinutes(3));
    OrderPage page;
    do {
      page = connector.orders(cursor);
      cursor = page.next();
      page.orders().forEach(order -> orders.merge(
          order.order(), order, (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other));
    } while (page.more());
  }

  /** Reads orders, and returns the only line of one. */
  OrderSnapshot.Line line(String order) {
    readOrders();
    return orders.get(OrderId.of(order)).lines().get(0);
  }

  Instant deadline() {
    return clock.instant().plus(Duration.ofMinutes(1));
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  @Override
  public void close() {
    connector.close();
    ebay.close();
  }
}

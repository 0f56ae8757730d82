package dev.onepool.connector.shopify;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.host.ConnectorHost;
import dev.onepool.core.internal.host.Surroundings;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.SecretStore;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sandbox and a connector to it, by a clock that a test moves. */
final class Connected implements AutoCloseable {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  final ManualClock clock = new ManualClock(START);
  final ShopifySandbox sandbox;
  final SecretStore secrets = SecretStore.inMemory();
  final ChannelConnector connector;
  private final ConnectorHost host = ConnectorHost.of(List.of(new ShopifyConnectorProvider()));
  private @Nullable String cursor;
  private int attempts;

  Connected() {
    this(Map.of());
  }

  Connected(Map<String, String> settings) {
    sandbox = ShopifySandbox.open(clock);
    connector = connect(settings);
  }

  Connected(long capacity, double restore) {
    sandbox = ShopifySandbox.open(clock, Duration.ZERO, capacity, restore);
    connector = connect(Map.of());
  }

  /** Returns a connector with the sandbox's settings, changed by these; an empty text takes a setting away. */
  ChannelConnector connect(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(sandbox.settings());
    changed.forEach((key, value) -> {
      if (value.isEmpty()) {
        settings.remove(key);
      } else {
        settings.put(key, value);
      }
    });
    return host.connect(SellerId.of("seller"), ChannelId.of("shop"), "shopify", settings, Surroundings.of(clock, secrets));
  }

  QuantityWrite write(ListingId listing, long units, @Nullable Long expected) {
    attempts++;
    return new QuantityWrite(listing, units, "shop/" + listing + "/" + attempts, expected);
  }

  QuantityWrite write(ListingId listing, long units) {
    return write(listing, units, null);
  }

  List<PublishResult> publish(QuantityWrite... batch) {
    return connector.publish(List.of(batch), deadline());
  }

  Instant deadline() {
    return clock.instant().plusSeconds(60);
  }

  OrderId place(ListingId listing, long units) {
    return sandbox.place(clock.instant(), List.of(Map.entry(listing, units)));
  }

  /** Reads all orders that are new, and returns this one as it came last. */
  OrderSnapshot order(OrderId id) {
    clock.advance(Duration.ofSeconds(1));
    OrderSnapshot found = null;
    OrderPage page;
    do {
      page = connector.orders(cursor);
      cursor = page.next();
      for (OrderSnapshot order : page.orders()) {
        found = order.order().equals(id) ? order : found;
      }
    } while (page.more());
    if (found == null) {
      throw new AssertionError("order " + id + " is in none of the pages");
    }
    return found;
  }

  @Override
  public void close() {
    connector.close();
    sandbox.close();
  }
}

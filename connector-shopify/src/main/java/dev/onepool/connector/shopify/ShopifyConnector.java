package dev.onepool.connector.shopify;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks with one location of one shop. Keeps nothing but its settings, so any number of threads may use it. */
final class ShopifyConnector implements ChannelConnector {

  private final ShopifySettings settings;
  private final QuantityWriter writer;
  private final StockReader stock;
  private final OrderReader orders;
  private final Webhooks webhooks;
  private final ShipmentWriter shipments;
  private volatile boolean closed;

  ShopifyConnector(ConnectorContext context, ShopifySettings settings) {
    this.settings = settings;
    ShopifyCalls calls = new ShopifyCalls(context, settings);
    this.writer = new QuantityWriter(calls, settings, context.clock());
    this.stock = new StockReader(calls, settings, context.clock());
    this.orders = new OrderReader(calls, settings, context.clock());
    this.webhooks = new Webhooks(calls, settings);
    this.shipments = new ShipmentWriter(calls, orders, settings);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Cancelling is not declared: Shopify cancels whole orders only, and refunds the buyer with it, which is not for a
   * library of stock to decide. Nor is acknowledging: Shopify knows no such thing.
   */
  @Override
  public Capabilities capabilities() {
    return open(() -> {
      Capabilities.Builder card = Capabilities.builder()
          .visibilityDelay(settings.visibilityDelay())
          .maxWriteDelay(settings.maxWriteDelay())
          .clockSkew(settings.clockSkew())
          .proof(Capabilities.Proof.RECEIPT)
          .meaning(Capabilities.Meaning.FOR_SALE)
          .restoresOnCancel()
          .comparesAndSets()
          .idempotentWrites()
          .maxBatch(settings.size("batch-size"))
          .maxReads(settings.size("read-size"))
          .does(OrderAction.Ship.class);
      return (settings.webhookSecrets().isEmpty() ? card : card.notifies()).build();
    });
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    if (batch.size() > settings.size("batch-size")) {
      throw new IllegalArgumentException(
          "at most " + settings.size("batch-size") + " quantities are written at once, not " + batch.size());
    }
    if (batch.stream().map(QuantityWrite::listing).distinct().count() < batch.size()) {
      throw new IllegalArgumentException("a batch must write each listing once, and one stands twice in: "
          + batch.stream().map(QuantityWrite::listing).toList());
    }
    return open(() -> writer.publish(batch, deadline));
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    if (listings.size() > settings.size("read-size")) {
      throw new IllegalArgumentException(
          "at most " + settings.size("read-size") + " listings are read at once, not " + listings.size());
    }
    return open(() -> stock.shown(listings));
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    return open(() -> orders.page(cursor));
  }

  @Override
  public List<OrderSnapshot> orders(Set<OrderId> ids) {
    return open(() -> orders.orders(ids));
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    return open(() -> stock.listings(cursor));
  }

  @Override
  public List<ChannelLocation> locations() {
    return open(stock::locations);
  }

  @Override
  public NotificationResult notification(Notification notification) {
    return open(() -> webhooks.understand(notification));
  }

  @Override
  public List<String> maintain() {
    return open(webhooks::maintain);
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    return open(() -> action instanceof OrderAction.Ship ship
        ? shipments.ship(ship, deadline)
        : ChannelConnector.super.act(action, deadline));
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "ShopifyConnector[" + settings.shop() + "]";
  }

  private <T> T open(Supplier<T> call) {
    if (closed) {
      throw new IllegalStateException("the connector to " + settings.shop() + " is closed");
    }
    return call.get();
  }
}

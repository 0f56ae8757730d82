package dev.onepool.connector.tiktok;

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
import dev.onepool.spi.StockPage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks with one shop. Keeps nothing that a restart would miss, so any number of threads may use it. */
final class TikTokConnector implements ChannelConnector {

  private final TikTokSettings settings;
  private final Quantities quantities;
  private final Listings listings;
  private final Orders orders;
  private final Notifications notifications;
  private final Actions actions;
  private volatile boolean closed;

  TikTokConnector(ConnectorContext context, TikTokSettings settings) {
    this.settings = settings;
    Api api = new Api(context, settings);
    this.listings = new Listings(api, settings);
    this.quantities = new Quantities(api, settings, listings);
    this.orders = new Orders(api, settings);
    this.notifications = new Notifications(api, settings);
    this.actions = new Actions(api, settings, orders);
  }

  /**
   * {@inheritDoc}
   *
   * <p>TikTok compares nothing and knows no idempotency key. Acknowledging is not declared, because TikTok knows no such thing.
   */
  @Override
  public Capabilities capabilities() {
    return open(() -> {
      Capabilities.Builder card = Capabilities.builder()
          .visibilityDelay(settings.visibilityDelay())
          .maxWriteDelay(settings.maxWriteDelay())
          .clockSkew(settings.clockSkew())
          .proof(settings.receipts() ? Capabilities.Proof.RECEIPT : Capabilities.Proof.READBACK)
          .meaning(Capabilities.Meaning.FOR_SALE)
          .maxBatch(settings.size("batch-size"))
          .maxReads(settings.size("read-size"))
          .notifies()
          .does(OrderAction.Ship.class);
      if (settings.restoresOnCancel()) {
        card.restoresOnCancel();
      }
      if (!settings.cancelReason(OrderAction.Reason.NO_STOCK).isEmpty()) {
        card.does(OrderAction.Cancel.class);
      }
      return card.build();
    });
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    requireAtMost("batch-size", batch);
    if (batch.stream().map(QuantityWrite::listing).distinct().count() < batch.size()) {
      throw new IllegalArgumentException("a batch must write each listing once, and one stands twice in: "
          + batch.stream().map(QuantityWrite::listing).toList());
    }
    return open(() -> quantities.publish(batch, deadline));
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> wanted) {
    requireAtMost("read-size", wanted);
    return open(() -> listings.shown(wanted));
  }

  private void requireAtMost(String key, Collection<?> items) {
    if (items.size() > settings.size(key)) {
      throw new IllegalArgumentException("at most " + settings.size(key) + " listings go at once, were " + items.size());
    }
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    return open(() -> orders.page(cursor));
  }

  @Override
  public List<OrderSnapshot> ordersById(Set<OrderId> ids) {
    return open(() -> orders.named(ids));
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    return open(() -> listings.page(cursor));
  }

  @Override
  public List<ChannelLocation> locations() {
    return open(listings::locations);
  }

  @Override
  public StockPage stock(@Nullable String cursor) {
    return open(() -> listings.stock(cursor));
  }

  @Override
  public NotificationResult notification(Notification notification) {
    return open(() -> notifications.understood(notification));
  }

  @Override
  public List<String> maintain() {
    return open(notifications::maintain);
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    return open(() -> capabilities().does(action.getClass())
        ? actions.act(action, deadline)
        : ChannelConnector.super.act(action, deadline));
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "TikTokConnector[" + settings.shop() + "]";
  }

  private <T> T open(Supplier<T> call) {
    if (closed) {
      throw new IllegalStateException("the connector to TikTok shop " + settings.shop() + " is closed");
    }
    return call.get();
  }
}

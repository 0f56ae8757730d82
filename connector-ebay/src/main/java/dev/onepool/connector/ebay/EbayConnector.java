package dev.onepool.connector.ebay;

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
import org.jspecify.annotations.Nullable;

/** One seller's account. */
final class EbayConnector implements ChannelConnector {

  private final EbaySettings settings;
  private final Listings listings;
  private final Quantities quantities;
  private final Orders orders;
  private final Notifications notifications;
  private final Shipments shipments;
  private volatile boolean closed;

  EbayConnector(ConnectorContext context, EbaySettings settings) {
    this.settings = settings;
    EbayApi api = new EbayApi(context, settings);
    listings = new Listings(api, settings);
    quantities = new Quantities(api, settings, listings);
    orders = new Orders(api, settings);
    notifications = new Notifications(api, settings);
    shipments = new Shipments(api);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Cancelling is not declared: eBay's call for it has no published answer, and pays the buyer back, which is not for a
   * library of stock to decide. Nor is acknowledging: eBay knows no such thing.
   */
  @Override
  public Capabilities capabilities() {
    checkOpen();
    Capabilities.Builder card = Capabilities.builder()
        .visibilityDelay(settings.duration("visibility-delay"))
        .maxWriteDelay(settings.duration("max-write-delay"))
        .clockSkew(settings.duration("clock-skew"))
        .proof(settings.flag("receipts") ? Capabilities.Proof.RECEIPT : Capabilities.Proof.READBACK)
        .meaning(Capabilities.Meaning.FOR_SALE)
        .maxBatch(settings.number("batch-size"))
        .maxReads(settings.number("read-size"))
        .does(OrderAction.Ship.class);
    if (settings.flag("restores-on-cancel")) {
      card.restoresOnCancel();
    }
    return notifications.taken() ? card.notifies().build() : card.build();
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    checkOpen();
    return quantities.publish(batch, deadline);
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> asked) {
    checkOpen();
    return listings.shown(asked);
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    checkOpen();
    return orders.page(cursor);
  }

  @Override
  public List<OrderSnapshot> ordersById(Set<OrderId> ids) {
    checkOpen();
    return orders.named(ids);
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    checkOpen();
    return listings.listings(cursor);
  }

  @Override
  public List<ChannelLocation> locations() {
    checkOpen();
    return listings.locations();
  }

  @Override
  public NotificationResult notification(Notification notification) {
    checkOpen();
    return notifications.read(notification);
  }

  @Override
  public @Nullable String challenge(String code) {
    checkOpen();
    return notifications.challenge(code);
  }

  @Override
  public List<String> maintain() {
    checkOpen();
    return notifications.maintain();
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    checkOpen();
    return action instanceof OrderAction.Ship ship
        ? shipments.ship(ship, deadline) : ChannelConnector.super.act(action, deadline);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the connector of eBay application " + settings.text(EbaySettings.CLIENT_ID) + " is closed");
    }
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "EbayConnector[" + settings.text(EbaySettings.CLIENT_ID) + "]";
  }
}

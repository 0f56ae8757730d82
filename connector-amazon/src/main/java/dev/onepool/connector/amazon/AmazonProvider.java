package dev.onepool.connector.amazon;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.PushSource;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes connectors for seller accounts on Amazon; one channel is one account on one marketplace. */
public final class AmazonProvider implements ChannelConnectorProvider {

  /** For the service loader. */
  public AmazonProvider() {}

  @Override
  public String id() {
    return "amazon";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return AmazonSettings.SPEC;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.onepool.ConfigurationException if settings do not fit together, or a queue is named and the AWS SDK is missing;
   *     names all that is wrong
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new AmazonConnector(context, AmazonSettings.of(context.settings()));
  }

  /** One account on one marketplace. */
  private static final class AmazonConnector implements ChannelConnector {

    private final AmazonSettings settings;
    private final Listings listings;
    private final Quantities quantities;
    private final Orders orders;
    private final Notifications notifications;
    private final Shipments shipments;
    private final @Nullable PushSource queue;
    private volatile boolean closed;

    AmazonConnector(ConnectorContext context, AmazonSettings settings) {
      this.settings = settings;
      SpApi api = new SpApi(context, settings);
      listings = new Listings(api, settings);
      quantities = new Quantities(api, settings, listings);
      orders = new Orders(api, settings);
      notifications = new Notifications(api, settings, quantities);
      shipments = new Shipments(api, settings);
      URI address = settings.queue;
      queue = address == null ? null : new Notifications.SqsSource(address, context.clock());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Buyers can buy what is read back, but cancelled units come back on display, so the engine takes no number for a proof and
     * waits until a write can no longer come; an unexplained decrease stays charged until an order explains it or the visibility
     * delay has passed.
     */
    @Override
    public Capabilities capabilities() {
      checkOpen();
      Capabilities.Builder card = Capabilities.builder()
          .visibilityDelay(settings.visibilityDelay)
          .maxWriteDelay(settings.maxWriteDelay)
          .proof(Capabilities.Proof.READBACK)
          .restoresOnCancel()
          .maxBatch(settings.maxBatch)
          .maxReads(Listings.MOST_READS)
          .does(OrderAction.Ship.class);
      if (settings.feedThreshold > 0) {
        card.bulkFrom(settings.feedThreshold, settings.updates);
      }
      return settings.applicationId.isEmpty() ? card.build() : card.notifies().build();
    }

    @Override
    public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
      checkOpen();
      return quantities.publish(batch, deadline);
    }

    @Override
    public List<PublishResult> poll(List<String> tokens) {
      checkOpen();
      return quantities.poll(tokens);
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
      return listings.page(cursor);
    }

    /** Returns the two that every account has; where the seller's own places are is not asked. */
    @Override
    public List<ChannelLocation> locations() {
      checkOpen();
      return List.of(
          new ChannelLocation("DEFAULT", "Shipped by the seller", true, false),
          new ChannelLocation("AMAZON", "Fulfilment by Amazon", true, true));
    }

    @Override
    public StockPage stock(@Nullable String cursor) {
      checkOpen();
      return listings.stock(cursor);
    }

    @Override
    public NotificationResult notification(Notification notification) {
      checkOpen();
      return notifications.read(notification);
    }

    @Override
    public @Nullable PushSource pushSource() {
      checkOpen();
      return queue;
    }

    @Override
    public List<String> maintain() {
      checkOpen();
      return notifications.maintain();
    }

    @Override
    public PublishResult act(OrderAction action, Instant deadline) {
      checkOpen();
      return shipments.act(action, deadline);
    }

    @Override
    public FulfilmentService fulfilment() {
      checkOpen();
      return shipments;
    }

    @Override
    public void close() {
      closed = true;
      if (queue != null) {
        queue.close();
      }
    }

    private void checkOpen() {
      if (closed) {
        throw new IllegalStateException("the connector of seller " + settings.seller + " is closed");
      }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
      return "AmazonConnector[" + settings.seller + " on " + settings.marketplace + "]";
    }
  }
}

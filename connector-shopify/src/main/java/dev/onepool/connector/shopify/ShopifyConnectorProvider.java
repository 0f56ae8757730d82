package dev.onepool.connector.shopify;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
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
import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes connectors to Shopify shops; its settings stand in the module's README. */
public final class ShopifyConnectorProvider implements ChannelConnectorProvider {

  /** Makes a provider; does nothing else. */
  public ShopifyConnectorProvider() {}

  @Override
  public String id() {
    return "shopify";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return ShopifySettings.SPEC;
  }

  /**
   * Returns a connector for one location of one shop.
   *
   * @throws dev.onepool.ConfigurationException if settings do not fit together; names all that do not
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new ShopifyConnector(context, ShopifySettings.of(context.channel(), context.settings()));
  }

  /** Speaks with one location of one shop. Keeps nothing but its settings, so any number of threads may use it. */
  private static final class ShopifyConnector implements ChannelConnector {

    private final ShopifySettings settings;
    private final Quantities quantities;
    private final Orders orders;
    private final Webhooks webhooks;
    private volatile boolean closed;

    ShopifyConnector(ConnectorContext context, ShopifySettings settings) {
      this.settings = settings;
      ShopifyApi api = new ShopifyApi(context, settings);
      this.quantities = new Quantities(api, settings);
      this.orders = new Orders(api, settings);
      this.webhooks = new Webhooks(api, settings);
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
            .visibilityDelay(settings.visibilityDelay)
            .maxWriteDelay(settings.maxWriteDelay)
            .clockSkew(settings.clockSkew)
            .proof(Capabilities.Proof.RECEIPT)
            .meaning(Capabilities.Meaning.FOR_SALE)
            .restoresOnCancel()
            .comparesAndSets()
            .idempotentWrites()
            .maxBatch(settings.size("batch-size"))
            .maxReads(settings.size("read-size"))
            .does(OrderAction.Ship.class);
        return (settings.webhookSecrets.isEmpty() ? card : card.notifies()).build();
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
      return open(() -> quantities.publish(batch, deadline));
    }

    @Override
    public List<ShownQuantity> shown(List<ListingId> listings) {
      if (listings.size() > settings.size("read-size")) {
        throw new IllegalArgumentException(
            "at most " + settings.size("read-size") + " listings are read at once, not " + listings.size());
      }
      return open(() -> quantities.shown(listings));
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
      return open(() -> quantities.listings(cursor));
    }

    @Override
    public List<ChannelLocation> locations() {
      return open(quantities::locations);
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
          ? orders.ship(ship, deadline)
          : ChannelConnector.super.act(action, deadline));
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public String toString() {
      return "ShopifyConnector[" + settings.shop + "]";
    }

    private <T> T open(Supplier<T> call) {
      if (closed) {
        throw new IllegalStateException("the connector to " + settings.shop + " is closed");
      }
      return call.get();
    }
  }
}

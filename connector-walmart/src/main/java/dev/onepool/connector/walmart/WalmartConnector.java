package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
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
import dev.onepool.spi.Rate;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account. */
final class WalmartConnector implements ChannelConnector {

  private final WalmartSettings settings;
  private final WalmartApi api;
  private final Inventories inventories;
  private final Quantities quantities;
  private final Orders orders;
  private final Actions actions;
  private final Notifications notifications;
  private volatile boolean closed;

  WalmartConnector(ConnectorContext context, WalmartSettings settings) {
    this.settings = settings;
    api = new WalmartApi(context, settings);
    inventories = new Inventories(api, settings);
    quantities = new Quantities(api, settings, inventories, new Feeds(api, settings, inventories));
    orders = new Orders(api, settings, new OrderTexts(inventories));
    actions = new Actions(api, settings, inventories, quantities, orders);
    notifications = new Notifications(api, settings, inventories);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A write is proved by reading back what the seller is said to hold, which is changed by writes only; so it is as good as a
   * receipt, though it comes later than the answer.
   */
  @Override
  public Capabilities capabilities() {
    checkOpen();
    Capabilities.Builder card = Capabilities.builder()
        .visibilityDelay(settings.visibilityDelay())
        .maxWriteDelay(settings.maxWriteDelay())
        .proof(Capabilities.Proof.RECEIPT)
        .restoresOnCancel()
        .meaning(settings.held() ? Capabilities.Meaning.HELD : Capabilities.Meaning.FOR_SALE)
        .maxBatch(settings.maxBatch())
        .maxReads(Inventories.MOST_READS)
        .does(OrderAction.Acknowledge.class)
        .does(OrderAction.Ship.class)
        .does(OrderAction.Cancel.class);
    return notifications.areTaken() ? card.notifies().build() : card.build();
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
    return inventories.shown(asked);
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
    return inventories.listings(cursor);
  }

  @Override
  public List<ChannelLocation> locations() {
    checkOpen();
    return inventories.locations();
  }

  @Override
  public StockPage stock(@Nullable String cursor) {
    checkOpen();
    return inventories.stock(cursor);
  }

  @Override
  public NotificationResult notification(Notification notification) {
    checkOpen();
    return notifications.read(notification);
  }

  /** Also acknowledges orders that nobody has for long, and learns what the account's feeds are limited to. */
  @Override
  public List<String> maintain() {
    checkOpen();
    learnFeedLimits();
    List<String> said = new ArrayList<>(actions.acknowledgeOld());
    said.addAll(notifications.maintain());
    return said;
  }

  /** A seller's real limit stands in the profile; the documents contradict each other. Not every account may read it. */
  private void learnFeedLimits() {
    Reply profile = settings.feeds() ? api.get(Operation.GET_PARTNER_PROFILE, "/v3/settings/partnerprofile", api.patience()) : null;
    if (profile == null || !profile.isAnswered()) {
      return;
    }
    String type = settings.nodes().size() > 1 ? "MP_INVENTORY" : "inventory";
    for (JsonNode configuration : profile.body().path("configurations")) {
      for (JsonNode feed : configuration.path("configuration").path("values")) {
        JsonNode rate = feed.path("throttleConfigurations").path(0).path("rate");
        long count = rate.path("count").asLong();
        // The published example has the window as text, its schema as a number.
        long seconds = rate.path("replenishTimeWindow").path("value").asLong();
        if (feed.path("feedType").asText().equalsIgnoreCase(type) && count > 0 && seconds > 0) {
          api.learn(Operation.POST_FEED, new Rate((double) count / seconds, count));
        }
      }
    }
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    checkOpen();
    return actions.act(action, deadline);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the connector of Walmart account " + settings.clientId() + " is closed");
    }
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "WalmartConnector[" + settings.clientId() + "]";
  }
}

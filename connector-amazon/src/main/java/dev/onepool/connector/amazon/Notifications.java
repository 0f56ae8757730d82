package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.spi.OrderSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what a notification means. They carry no signature: that Amazon sent one is known from the queue, into which nobody else
 * may put anything, and from the ids of the seller, the application and the subscription.
 *
 * <p>The case of the keys differs from type to type, so keys are compared without it.
 */
final class Notifications {

  private static final Set<String> NEW = Set.of("Pending", "Unshipped", "PendingAvailability");
  private static final String SHIPPED = "Shipped";

  private final AmazonSettings settings;
  private final Feeds feeds;

  Notifications(AmazonSettings settings, Feeds feeds) {
    this.settings = settings;
    this.feeds = feeds;
  }

  NotificationResult read(Notification notification) {
    if (settings.applicationId().isEmpty()) {
      return new NotificationResult.Forged("no application id is set, by which notifications could be told apart");
    }
    JsonNode body = SpApi.parsed(notification.body());
    if (body == null || !body.isObject()) {
      return new NotificationResult.Forged("it is no JSON object, so it cannot be told who sent it");
    }
    JsonNode metadata = at(body, "NotificationMetadata");
    String subscription = at(metadata, "SubscriptionId").asText("");
    String type = at(body, "NotificationType").asText("");
    JsonNode payload = payload(body, type);
    if (!same(settings.applicationId(), at(metadata, "ApplicationId").asText(""))) {
      return new NotificationResult.Forged("it is for another application");
    }
    if (!settings.subscriptionIds().isEmpty() && settings.subscriptionIds().stream().noneMatch(id -> same(id, subscription))) {
      return new NotificationResult.Forged("it is for another subscription");
    }
    String seller = at(payload, "SellerId").asText("");
    if (!same(settings.seller(), seller)) {
      return new NotificationResult.Forged("it is for another seller, or names none");
    }
    return understood(type, at(metadata, "NotificationId").asText(""), payload);
  }

  private NotificationResult understood(String type, String id, JsonNode payload) {
    try {
      return switch (type) {
        case "ORDER_CHANGE" -> order(id, payload);
        case "LISTINGS_ITEM_MFN_QUANTITY_CHANGE" -> listing(id, payload);
        case "FBA_INVENTORY_AVAILABILITY_CHANGES" -> changed(id, Set.of(Names.held(required(payload, "SKU"))));
        case "FEED_PROCESSING_FINISHED" -> changed(id, feeds.listingsOf(required(payload, "FeedId")));
        case "FULFILLMENT_ORDER_STATUS" -> new NotificationResult.Ignored("shipment "
            + required(payload, "SellerFulfillmentOrderId") + " has changed; ask the fulfilment service for its status");
        default -> new NotificationResult.Ignored("notifications of type " + SpApi.clipped(type) + " are not needed");
      };
    } catch (IllegalArgumentException | ConnectorException broken) {
      return new NotificationResult.Unreadable(type + " cannot be read: " + broken.getMessage());
    }
  }

  /** A new order is told at once, what became of another is read, and what was shipped can wait for the pages. */
  private static NotificationResult order(String id, JsonNode payload) {
    OrderId order = OrderId.of(required(payload, "AmazonOrderId"));
    JsonNode summary = at(payload, "Summary");
    if (at(summary, "FulfillmentType").asText().equals("AFN")) {
      return new NotificationResult.Ignored("order " + order + " is shipped by Amazon");
    }
    String name = id.isEmpty() ? null : id;
    String status = required(summary, "OrderStatus");
    if (status.equals(SHIPPED)) {
      return new Changed(name, List.of(), Set.of(), Set.of(), true);
    }
    OrderSnapshot snapshot = NEW.contains(status) ? OrderTexts.change(payload) : null;
    return snapshot != null
        ? new Changed(name, List.of(snapshot), Set.of(), Set.of(), false)
        : new Changed(name, List.of(), Set.of(order), Set.of(), false);
  }

  private static NotificationResult listing(String id, JsonNode payload) {
    return required(payload, "FulfillmentChannelCode").equals(Names.DEFAULT)
        ? changed(id, Set.of(Names.own(required(payload, "Sku"))))
        : new NotificationResult.Ignored("an offer that the seller does not ship has changed");
  }

  private static NotificationResult changed(String id, Set<ListingId> listings) {
    return new Changed(id.isEmpty() ? null : id, List.of(), Set.of(), listings, false);
  }

  /** The payload, or what it wraps: {@code payload.feedProcessingFinishedNotification}, {@code Payload.OrderChangeNotification}. */
  private static JsonNode payload(JsonNode body, String type) {
    JsonNode payload = at(body, "Payload");
    JsonNode inner = at(payload, type.replace("_", "") + "Notification");
    return inner.isObject() ? inner : payload;
  }

  private static String required(JsonNode node, String name) {
    String text = at(node, name).asText("");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return text;
  }

  private static JsonNode at(JsonNode node, String name) {
    TreeMap<String, JsonNode> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    JsonNode value = fields.get(name);
    return value == null ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : value;
  }

  private static boolean same(String expected, String found) {
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }
}

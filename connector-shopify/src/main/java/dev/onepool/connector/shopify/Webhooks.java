package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.shopify.GraphQl.Operation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Understands what the shop sends, and looks after the subscriptions that make it send.
 *
 * <p>Only the body is signed, and it comes late, twice and out of order. So a webhook is a hint of what to read again, and
 * never a state: whoever repeats one, or changes its headers, makes us read what is true.
 */
final class Webhooks {

  /** What is subscribed to, as the Admin API names it. */
  static final List<String> TOPICS = List.of("ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_CANCELLED", "ORDERS_EDITED",
      "ORDERS_FULFILLED", "ORDERS_PARTIALLY_FULFILLED", "REFUNDS_CREATE", "RETURNS_CLOSE", "FULFILLMENT_ORDERS_MOVED",
      "INVENTORY_LEVELS_UPDATE", "INVENTORY_LEVELS_CONNECT", "INVENTORY_LEVELS_DISCONNECT", "APP_UNINSTALLED");

  private static final int SUBSCRIPTIONS_A_PAGE = 100;
  private static final int MAX_PAGES = 20;

  private final ShopifyApi api;
  private final ShopifySettings settings;

  Webhooks(ShopifyApi api, ShopifySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  NotificationResult understand(Notification notification) {
    String forged = forged(notification);
    if (forged != null) {
      return new NotificationResult.Forged(forged);
    }
    String topic = notification.header("X-Shopify-Topic");
    JsonNode body = GraphQl.parse(notification.body());
    if (topic == null || body == null) {
      return new NotificationResult.Unreadable(topic == null ? "it has no topic" : "its body is no JSON object");
    }
    return understand(topic, body, notification.header("X-Shopify-Webhook-Id"));
  }

  /** Returns why the shop has not sent this, or not lately; null if it has. The signature comes before everything else. */
  private @Nullable String forged(Notification notification) {
    if (!isSigned(notification)) {
      return "no secret of this shop has signed it";
    }
    if (!settings.shop.equalsIgnoreCase(notification.header("X-Shopify-Shop-Domain"))) {
      return "it is for another shop than " + settings.shop;
    }
    String triggered = notification.header("X-Shopify-Triggered-At");
    if (triggered != null) {
      try {
        Instant oldest = notification.receivedAt().minus(settings.notificationMaxAge);
        if (OffsetDateTime.parse(triggered).toInstant().isBefore(oldest)) {
          return "it was triggered more than " + settings.notificationMaxAge + " ago";
        }
      } catch (DateTimeParseException e) {
        return "it does not say when it was triggered";
      }
    }
    return null;
  }

  private boolean isSigned(Notification notification) {
    String header = notification.header("X-Shopify-Hmac-Sha256");
    if (header == null) {
      return false;
    }
    byte[] signature = header.strip().getBytes(StandardCharsets.US_ASCII);
    boolean signed = false;
    for (String secret : settings.webhookSecrets) {
      // All secrets are tried, and each in constant time, so that nothing can be learnt from how long it takes.
      signed |= MessageDigest.isEqual(signature, sign(secret, notification.body()));
    }
    return signed;
  }

  private static byte[] sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encode(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private NotificationResult understand(String topic, JsonNode body, @Nullable String id) {
    return switch (topic) {
      case "orders/create", "orders/updated", "orders/cancelled", "orders/paid", "orders/fulfilled",
          "orders/partially_fulfilled", "orders/delete" -> order(body.path("id"), id);
      case "orders/edited" -> order(body.path("order_edit").path("order_id"), id);
      case "refunds/create", "fulfillments/create", "fulfillments/update" -> order(body.path("order_id"), id);
      // Of a return some topics name the order in one way, some in another, and some not at all.
      case "returns/approve", "returns/cancel", "returns/close", "returns/process", "returns/reopen", "returns/update" -> {
        JsonNode number = body.path("order").path("id");
        number = number.isMissingNode() ? body.path("order_id") : number;
        yield number.isMissingNode() ? somewhere(id) : order(number, id);
      }
      // It names fulfilment orders and not their order.
      case "fulfillment_orders/moved" -> somewhere(id);
      case "inventory_levels/update", "inventory_levels/connect", "inventory_levels/disconnect" -> level(body, id);
      case "app/uninstalled" -> new NotificationResult.Ignored(
          "the app was uninstalled; until it is installed again the shop refuses every call");
      case "customers/data_request", "customers/redact", "shop/redact" -> new NotificationResult.Ignored(
          topic + ": nothing is kept of any buyer");
      default -> new NotificationResult.Ignored("topic " + settings.clean(topic) + " asks for nothing of ours");
    };
  }

  private static NotificationResult somewhere(@Nullable String id) {
    return new NotificationResult.Changed(id, List.of(), Set.of(), Set.of(), true);
  }

  private static NotificationResult order(JsonNode number, @Nullable String id) {
    return GraphQl.isNumber(number.asText())
        ? new NotificationResult.Changed(id, List.of(), Set.of(OrderId.of(number.asText())), Set.of(), false)
        : new NotificationResult.Unreadable("it names no order");
  }

  private NotificationResult level(JsonNode body, @Nullable String id) {
    String item = body.path("inventory_item_id").asText();
    String location = body.path("location_id").asText();
    if (!GraphQl.isNumber(item) || !GraphQl.isNumber(location)) {
      return new NotificationResult.Unreadable("it names no inventory level");
    }
    return settings.location.equals(GraphQl.gid("Location", location))
        ? new NotificationResult.Changed(id, List.of(), Set.of(), Set.of(ListingId.of(item)), false)
        : new NotificationResult.Ignored("location " + location + " is not this channel's");
  }

  /** Subscribes again to what Shopify has dropped: it does so after 8 deliveries in a row that failed. */
  List<String> maintain() {
    if (settings.webhookUri.isEmpty()) {
      return List.of();
    }
    Set<String> present = present();
    List<String> done = new ArrayList<>();
    for (String topic : TOPICS) {
      if (!present.contains(topic)) {
        subscribe(topic);
        done.add("subscribed to " + topic + ", which the shop did not send");
      }
    }
    return done;
  }

  private Set<String> present() {
    Set<String> present = new HashSet<>();
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode variables = GraphQl.object().put("first", SUBSCRIPTIONS_A_PAGE).put("after", cursor);
      JsonNode connection = api.read(Operation.WEBHOOKS, variables).path("webhookSubscriptions");
      for (JsonNode node : GraphQl.nodes(connection)) {
        if (node.path("uri").asText().equals(settings.webhookUri) && node.path("format").asText().equals("JSON")) {
          present.add(node.path("topic").asText());
        }
      }
      cursor = GraphQl.next(connection, cursor);
      if (cursor == null) {
        break;
      }
    }
    return present;
  }

  private void subscribe(String topic) {
    ObjectNode variables = GraphQl.object().put("topic", topic).put("uri", settings.webhookUri);
    JsonNode answer = api.read(Operation.WEBHOOK_CREATE, variables).path("webhookSubscriptionCreate");
    for (JsonNode error : GraphQl.array(answer, "userErrors")) {
      throw new ConnectorException(FailureKind.INVALID, "shop " + settings.shop + " does not subscribe to " + topic
          + ": " + settings.clean(error.path("message").asText()));
    }
  }
}

package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands what TikTok sends, and looks after the subscriptions that make it send.
 *
 * <p>The signature covers no time, and notifications come late, twice and out of order. So one is a hint of what to read again,
 * and never a state: whoever repeats one makes us read what is true.
 */
final class Notifications {

  /** What is subscribed to, as the interface names it. */
  static final List<String> EVENTS =
      List.of("ORDER_STATUS_CHANGE", "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE", "PACKAGE_UPDATE");

  private static final String WEBHOOKS = "/event/202309/webhooks";

  private final Api api;
  private final TikTokSettings settings;

  Notifications(Api api, TikTokSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  NotificationResult understood(Notification notification) {
    if (!isSigned(notification)) {
      return new NotificationResult.Forged("the app's secret has not signed it");
    }
    JsonNode body = Json.parse(notification.body());
    if (body == null) {
      return new NotificationResult.Unreadable("its body is no JSON object");
    }
    String shop = Json.idOrNull(body, "shop_id");
    if (!settings.shop().equals(shop)) {
      return new NotificationResult.Forged("it is for another shop than " + settings.shop());
    }
    JsonNode sent = body.path("timestamp");
    if (!sent.isIntegralNumber() || !sent.canConvertToLong()) {
      return new NotificationResult.Unreadable("it does not say when it was sent");
    }
    Instant oldest = notification.receivedAt().minus(settings.notificationMaxAge());
    if (sent.asLong() < oldest.getEpochSecond()) {
      return new NotificationResult.Forged("it was sent more than " + settings.notificationMaxAge() + " ago");
    }
    return understood(body, name(body, notification));
  }

  /** The header holds the signature in hex and nothing else; the app's key stands before the body that is signed. */
  private boolean isSigned(Notification notification) {
    String header = notification.header("Authorization");
    byte[] wanted = Api.hmac(
        settings.appSecret(), settings.appKey().getBytes(StandardCharsets.UTF_8), notification.body());
    byte[] hex = HexFormat.of().formatHex(wanted).getBytes(StandardCharsets.US_ASCII);
    return header != null && MessageDigest.isEqual(hex, header.strip().getBytes(StandardCharsets.UTF_8));
  }

  /** Older notifications have no name; then the same bytes have the same one. */
  private static String name(JsonNode body, Notification notification) {
    String name = Json.idOrNull(body, "tts_notification_id");
    if (name != null) {
      return name;
    }
    try {
      return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(notification.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private NotificationResult understood(JsonNode body, String name) {
    JsonNode data = body.path("data");
    return switch (body.path("type").asInt(-1)) {
      // An order's, a cancellation's and a return's state.
      case 1, 11, 12 -> order(Json.idOrNull(data, "order_id"), name);
      case 4 -> parcels(data, name);
      case 27 -> inventory(data, name);
      case 6 -> new NotificationResult.Ignored(
          "the seller has taken the authorisation back; until it is given again TikTok refuses every call");
      case 7 -> new NotificationResult.Ignored(
          "the authorisation ends soon; the seller has to give it again, and the refresh-token that this gives has to be set");
      default -> new NotificationResult.Ignored(
          "notifications of type " + settings.clean(body.path("type").asText()) + " ask for nothing of ours");
    };
  }

  private static NotificationResult order(@Nullable String order, String name) {
    return order == null ? new NotificationResult.Unreadable("it names no order")
        : new NotificationResult.Changed(name, List.of(), Set.of(OrderId.of(order)), Set.of(), false);
  }

  private static NotificationResult parcels(JsonNode data, String name) {
    Set<OrderId> orders = new HashSet<>();
    for (JsonNode parcel : data.path("package_list")) {
      for (JsonNode order : parcel.path("order_id_list")) {
        if (Json.isId(order.asText())) {
          orders.add(OrderId.of(order.asText()));
        }
      }
    }
    return new NotificationResult.Changed(name, List.of(), orders, Set.of(), orders.isEmpty());
  }

  /** What it looks like is not published in full; where it names a SKU and its product, that is read again. */
  private static NotificationResult inventory(JsonNode data, String name) {
    String product = Json.idOrNull(data, "product_id");
    String sku = Json.idOrNull(data, "sku_id");
    Set<ListingId> listings = product == null || sku == null ? Set.of() : Set.of(Listings.Item.id(product, sku));
    return new NotificationResult.Changed(name, List.of(), Set.of(), listings, false);
  }

  /** Subscribes again to what TikTok does not send to us. There is one address for each kind of event and shop. */
  List<String> maintain() {
    if (settings.webhookUri().isEmpty()) {
      return List.of();
    }
    JsonNode data = api.read(Api.Call.get(Api.Operation.GET_WEBHOOKS, WEBHOOKS, Map.of()));
    Set<String> present = new HashSet<>();
    for (JsonNode webhook : Json.page(data, "webhooks")) {
      if (Json.text(webhook, "address").equals(settings.webhookUri())) {
        present.add(Json.text(webhook, "event_type"));
      }
    }
    List<String> done = new ArrayList<>();
    for (String event : EVENTS) {
      if (!present.contains(event)) {
        api.read(new Api.Call(Api.Operation.SET_WEBHOOK, "PUT", WEBHOOKS, Map.of(),
            Json.object().put("event_type", event).put("address", settings.webhookUri())));
        done.add("subscribed to " + event + ", which TikTok did not send");
      }
    }
    return done;
  }
}

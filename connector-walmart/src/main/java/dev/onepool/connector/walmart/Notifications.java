package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.NotificationResult.Changed;
import dev.onepool.spi.NotificationResult.Forged;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Says what a notification means, and looks after the subscriptions. Notifications are hints: only names are read from them, and
 * the orders are read from Walmart.
 *
 * <p>Which signature a subscription gets is unverified, so both that are documented are understood: over method, address, time and
 * body ({@code WM_SEC.SIGNATURE}), and over the body alone, in a header of our choice, as hexadecimal digits or Base64.
 */
final class Notifications {

  private static final Duration LONGEST_AGE = Duration.ofMinutes(5);
  private static final Duration CLOCKS = Duration.ofMinutes(2);

  private final WalmartApi api;
  private final WalmartSettings settings;
  private final Inventories names;

  Notifications(WalmartApi api, WalmartSettings settings, Inventories names) {
    this.api = api;
    this.settings = settings;
    this.names = names;
  }

  boolean areTaken() {
    return !secret().isEmpty();
  }

  private String secret() {
    return settings.secrets().text(WalmartSettings.WEBHOOK_SECRET);
  }

  // ---- reading

  NotificationResult read(Notification notification) {
    if (!areTaken()) {
      return new Forged("no secret is set, by which notifications could be told apart");
    }
    String forged = forged(notification);
    if (forged != null) {
      return new Forged(forged);
    }
    JsonNode body = WalmartApi.parsed(notification.body());
    if (body == null || !body.path("source").isObject()) {
      return new NotificationResult.Unreadable("it has no source");
    }
    JsonNode payload = body.path("payload");
    String partner = payload.path("partnerId").asText(payload.path("order").path("partnerId").asText(""));
    if (!settings.partnerId().isEmpty() && !partner.isEmpty() && !partner.equals(settings.partnerId())) {
      return new Forged("it is for another seller");
    }
    return understood(body.path("source"), payload);
  }

  /** Returns why it is forged; null if it is genuine. */
  private @Nullable String forged(Notification notification) {
    String signature = notification.header("WM_SEC.SIGNATURE");
    if (signature != null) {
      return forgedInTime(notification, signature);
    }
    String plain = notification.header(settings.webhookHeader());
    if (plain == null || plain.isBlank()) {
      return "it carries no signature";
    }
    byte[] expected = hmac(notification.body());
    byte[] given = plain.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    boolean hex = MessageDigest.isEqual(HexFormat.of().formatHex(expected).getBytes(StandardCharsets.UTF_8), given);
    return hex | sameBase64(expected, plain) ? null : "its signature is not ours";
  }

  private @Nullable String forgedInTime(Notification notification, String signature) {
    String stamp = String.valueOf(notification.header("WM_SEC.TIMESTAMP")).strip();
    if (!stamp.matches("\\d{1,12}")) {
      return "its signature has no time";
    }
    URI address = settings.webhook();
    String path = address == null ? "/" : address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    String signed = "POST\n" + path + "\n" + stamp + "\n" + HexFormat.of().formatHex(sha256(notification.body()));
    if (!sameBase64(hmac(signed.getBytes(StandardCharsets.UTF_8)), signature)) {
      return "its signature is not ours";
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(stamp));
    return at.isBefore(notification.receivedAt().minus(LONGEST_AGE).minus(CLOCKS)) || at.isAfter(notification.receivedAt().plus(CLOCKS))
        ? "it is too old, or of the future" : null;
  }

  private static boolean sameBase64(byte[] expected, String given) {
    return MessageDigest.isEqual(
        Base64.getEncoder().encode(expected), given.strip().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private NotificationResult understood(JsonNode source, JsonNode payload) {
    String type = source.path("eventType").asText();
    String id = source.path("eventId").asText("").isEmpty() ? null : source.path("eventId").asText();
    return switch (type) {
      case "ORDER_UPDATES", "PO_CREATED", "PO_LINE_AUTOCANCELLED", "INTENT_TO_CANCEL" -> orders(id, List.of(
          payload.path("purchaseOrderId").asText(""), payload.path("order").path("purchaseOrderId").asText(""),
          payload.path("meta").path("purchaseOrderId").asText("")));
      case "RETURN_CREATED", "RETURN_DELIVERED", "RETURN_INVOICED" -> orders(id, returned(payload));
      case "INVENTORY_OOS" -> new Changed(id, List.of(), Set.of(), soldOut(payload), false);
      default -> new NotificationResult.Ignored("notifications of type " + WalmartApi.clipped(type) + " are not needed");
    };
  }

  private static NotificationResult orders(@Nullable String id, Collection<String> named) {
    Set<OrderId> orders = new HashSet<>();
    named.stream().filter(name -> !name.isBlank()).forEach(name -> orders.add(OrderId.of(name)));
    return new Changed(id, List.of(), orders, Set.of(), orders.isEmpty());
  }

  private static Set<String> returned(JsonNode payload) {
    Set<String> orders = new HashSet<>();
    payload.path("returnOrders").forEach(one -> orders.add(one.path("purchaseOrderId").asText("")));
    return orders;
  }

  private Set<ListingId> soldOut(JsonNode payload) {
    Set<ListingId> listings = new HashSet<>();
    String sku = payload.path("sku").asText("");
    for (JsonNode node : payload.path("shipNodes")) {
      if (!sku.isEmpty()) {
        listings.add(names.listing(sku, node.path("shipNode").asText("")));
      }
    }
    return listings;
  }

  // ---- subscriptions

  /** Makes the subscriptions that are missing; returns what was done, one sentence each. */
  List<String> maintain() {
    URI address = settings.webhook();
    if (address == null || !areTaken()) {
      return List.of();
    }
    Set<String> missing = new LinkedHashSet<>(settings.webhookEvents());
    for (JsonNode event : api.get(Operation.GET_SUBSCRIPTIONS, "/v3/webhooks/subscriptions", api.patience()).orThrow().path("events")) {
      if (event.path("eventUrl").asText().equals(address.toString()) && event.path("status").asText().equals("ACTIVE")) {
        missing.remove(event.path("eventType").asText());
      }
    }
    return missing.isEmpty() ? List.of() : subscribe(missing, address);
  }

  /** What an event's resource is called differs from page to page of the documents, so Walmart is asked. */
  private List<String> subscribe(Set<String> missing, URI address) {
    JsonNode offered = api.get(Operation.GET_EVENT_TYPES, "/v3/webhooks/eventTypes", api.patience()).orThrow();
    ObjectNode body = WalmartApi.JSON.createObjectNode();
    ArrayNode events = body.putArray("events");
    List<String> said = new ArrayList<>();
    for (JsonNode type : offered.has("events") ? offered.path("events") : offered.path("eventTypes")) {
      if (missing.remove(type.path("eventType").asText())) {
        ObjectNode event = events.addObject();
        for (String name : List.of("eventType", "eventVersion", "resourceName")) {
          event.put(name, type.path(name).asText());
        }
        event.put("eventUrl", address.toString()).put("status", "ACTIVE");
        event.putObject("authDetails").put("authMethod", "HMAC").put("clientSecret", secret())
            .put("authHeaderName", settings.webhookHeader());
        event.putObject("headers").put("content-type", "application/json");
        said.add("notifications of type " + event.path("eventType").asText() + " were not subscribed to; they are now");
      }
    }
    if (!events.isEmpty()) {
      Reply reply = api.send(Operation.POST_SUBSCRIPTION, "POST", "/v3/webhooks/subscriptions", body, api.patience());
      reply.orThrow();
    }
    return said;
  }
}

package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keys, the destination, subscriptions, and the notifications themselves. Guarded by the sandbox's lock. */
final class Hooks {

  static final String ADDRESS = "https://hooks.example.com/ebay";
  static final String DESTINATION = "destination-1";
  static final String USER = "ma8vp1jySJC";

  private final Map<String, KeyPair> keys = new LinkedHashMap<>();
  private final Map<String, Boolean> subscriptions = new LinkedHashMap<>();
  private final Set<String> offered = new TreeSet<>(
      Set.of("ORDER_CONFIRMATION", "ORDER_CANCELLATION_ACTIVITY", "ORDER_RETURN_ACTIVITY", "MARKETPLACE_ACCOUNT_DELETION"));
  private String key = rotate();
  private String destination = "ENABLED";
  private long numbers;

  /** Signs with a new key from now on; returns its id. */
  String rotate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = String.format("9936261a-7d7b-4621-a0f1-%012x", keys.size() + 1);
      keys.put(key, generator.generateKeyPair());
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no elliptic curves", e);
    }
  }

  void drop() {
    subscriptions.clear();
  }

  void markDown() {
    destination = "MARKED_DOWN";
  }

  void withdraw(String topic) {
    offered.remove(topic);
  }

  Set<String> subscribed() {
    Set<String> topics = new TreeSet<>();
    subscriptions.forEach((topic, enabled) -> {
      if (enabled) {
        topics.add(topic);
      }
    });
    return topics;
  }

  String destinationStatus() {
    return destination;
  }

  // ---- notifications

  /** Returns the header of a body that is signed by the present key. */
  String signature(byte[] body) {
    return signature(key, keys.get(key), body);
  }

  /** Returns the header of a body that is signed by a key of somebody else's, who names eBay's. */
  String forged(byte[] body) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return signature(key, generator.generateKeyPair(), body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no elliptic curves", e);
    }
  }

  private static String signature(String id, KeyPair pair, byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA1withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      ObjectNode header = Request.JSON.createObjectNode().put("alg", "ecdsa").put("kid", id)
          .put("signature", Base64.getEncoder().encodeToString(signature.sign())).put("digest", "SHA1");
      return Base64.getEncoder().encodeToString(header.toString().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the body could not be signed", e);
    }
  }

  ObjectNode notification(String topic, Instant at, ObjectNode data) {
    ObjectNode body = Request.JSON.createObjectNode();
    body.putObject("metadata").put("topic", topic).put("schemaVersion", "1.0").put("deprecated", false);
    ObjectNode notification = body.putObject("notification").put("notificationId", "notification-" + numbers++)
        .put("eventDate", Told.stamp(at)).put("publishDate", Told.stamp(at)).put("publishAttemptCount", 1);
    notification.set("data", data);
    return body;
  }

  static ObjectNode confirmation(SandboxOrder order, String user) {
    ObjectNode data = Request.JSON.createObjectNode();
    data.putObject("user").put("userId", user).put("username", "gizmo_store");
    ObjectNode told = data.putObject("order").put("orderId", order.id());
    ArrayNode lines = told.putArray("orderLineItems");
    order.lines().forEach(line -> lines.addObject().put("orderLineItemId", line.id()).put("listingId", line.item())
        .put("quantity", line.ordered()));
    return data;
  }

  static ObjectNode cancellation(SandboxOrder order, Instant at) {
    ObjectNode data = Request.JSON.createObjectNode().put("activityType", "CANCELLATION_COMPLETED").put("activityDate", Told.stamp(at));
    ObjectNode told = data.putObject("orderCancellation").put("cancellationId", "c-" + order.id())
        .put("cancellationStatus", "COMPLETED").put("requester", "BUYER").put("requestedDate", Told.stamp(at));
    told.putObject("seller").put("userId", USER).put("username", "gizmo_store");
    ArrayNode lines = told.putArray("cancellationLineItems");
    order.lines().forEach(line -> lines.addObject().put("cancellationLineItemId", "x" + line.id())
        .put("orderId", order.id()).put("orderLineItemId", line.id()));
    return data;
  }

  static ObjectNode returned(SandboxOrder order, Instant at) {
    ObjectNode data = Request.JSON.createObjectNode()
        .put("activityType", "RETURN_FULFILLMENT_COMPLETED").put("activityDate", Told.stamp(at));
    ObjectNode told = data.putObject("orderReturn").put("returnId", "r-" + order.id()).put("returnStatus", "OPEN")
        .put("requester", "BUYER").put("requestedDate", Told.stamp(at));
    told.putObject("seller").put("userId", USER).put("username", "gizmo_store");
    told.putObject("returnFulfillment").put("status", "RETURN_FULFILLMENT_COMPLETE");
    told.putObject("returnRefund").put("status", "PENDING");
    ArrayNode lines = told.putArray("returnLineItems");
    order.lines().forEach(line -> lines.addObject().put("returnLineItemId", "y" + line.id())
        .put("orderLineItemId", line.id()).put("orderId", order.id()));
    return data;
  }

  // ---- the protocol

  ObjectNode key(Request request) {
    KeyPair pair = keys.get(request.only().part(4));
    if (pair == null) {
      throw Refusal.notification(404, 195001, "Invalid or missing key id.");
    }
    String text = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    return Request.JSON.createObjectNode().put("key", "-----BEGIN PUBLIC KEY-----" + text + "-----END PUBLIC KEY-----")
        .put("algorithm", "ECDSA").put("digest", "SHA1");
  }

  ObjectNode destination(Request request) {
    known(request);
    ObjectNode answer = Request.JSON.createObjectNode().put("destinationId", DESTINATION).put("name", "onepool")
        .put("status", destination);
    answer.putObject("deliveryConfig").put("endpoint", ADDRESS).put("verificationToken", Login.verificationToken());
    return answer;
  }

  void change(Request request) {
    known(request);
    JsonNode body = request.json("name", "status", "deliveryConfig");
    JsonNode config = Request.only(body.path("deliveryConfig"), "endpoint", "verificationToken");
    if (!config.path("endpoint").asText().equals(ADDRESS)) {
      throw Refusal.notification(400, 195017, "Invalid or missing endpoint.");
    }
    if (!config.path("verificationToken").asText().equals(Login.verificationToken())) {
      throw Refusal.notification(400, 195019, "Invalid or missing verification token for this endpoint.");
    }
    if (!Set.of("ENABLED", "DISABLED").contains(body.path("status").asText())) {
      throw Refusal.notification(400, 195018, "Invalid or missing destination status.");
    }
    destination = body.path("status").asText();
  }

  private static void known(Request request) {
    if (!request.only().part(4).equals(DESTINATION)) {
      throw Refusal.notification(404, 195022, "Invalid or missing destination id.");
    }
  }

  ObjectNode topic(Request request) {
    String topic = request.only().part(4);
    if (!offered.contains(topic)) {
      throw Refusal.notification(404, 195002, "Invalid or missing topic id.");
    }
    ObjectNode answer = Request.JSON.createObjectNode().put("topicId", topic).put("description", topic)
        .put("scope", topic.equals("MARKETPLACE_ACCOUNT_DELETION") ? "APPLICATION" : "USER").put("status", "ENABLED")
        .put("context", "COMMERCE").put("filterable", false);
    ArrayNode payloads = answer.putArray("supportedPayloads");
    for (String version : new String[] {"1.0", "1.1"}) {
      payloads.addObject().put("schemaVersion", version).put("deliveryProtocol", "HTTPS").put("deprecated", false)
          .putArray("format").add("JSON");
    }
    return answer;
  }

  /** Tells subscriptions, two a page, so that there are pages. */
  ObjectNode subscriptions(Request request) {
    request.only("limit", "continuation_token");
    int limit = request.number("limit", 20);
    if (limit < 10 || limit > 100) {
      throw Refusal.notification(400, 195004, "Invalid limit. Supported ranges 10 - 100.");
    }
    int from = request.number("continuation_token", 0);
    ObjectNode answer = Request.JSON.createObjectNode().put("href", "/commerce/notification/v1/subscription")
        .put("limit", limit).put("total", subscriptions.size());
    ArrayNode list = answer.putArray("subscriptions");
    subscriptions.entrySet().stream().skip(from).limit(2).forEach(entry -> list.addObject()
        .put("subscriptionId", "sub-" + entry.getKey()).put("topicId", entry.getKey()).put("destinationId", DESTINATION)
        .put("status", entry.getValue() ? "ENABLED" : "DISABLED").put("creationDate", "2026-01-01T00:00:00.000Z"));
    if (from + 2 < subscriptions.size()) {
      answer.put("next", "https://api.ebay.com/commerce/notification/v1/subscription?limit=" + limit
          + "&continuation_token=" + (from + 2));
    }
    return answer;
  }

  void subscribe(Request request) {
    JsonNode body = request.json("topicId", "status", "destinationId", "payload");
    JsonNode payload = Request.only(body.path("payload"), "format", "schemaVersion", "deliveryProtocol");
    String topic = Request.text(body, "topicId");
    if (!offered.contains(topic)) {
      throw Refusal.notification(403, 195011, "Not authorized for this topic.");
    }
    if (!Set.of("1.0", "1.1").contains(payload.path("schemaVersion").asText())) {
      throw Refusal.notification(400, 195008, "Invalid or missing schema version.");
    }
    if (!body.path("destinationId").asText().equals(DESTINATION) || !payload.path("format").asText().equals("JSON")
        || !payload.path("deliveryProtocol").asText().equals("HTTPS") || !body.path("status").asText().equals("ENABLED")) {
      throw Refusal.notification(400, 195007, "Invalid or missing destination id.");
    }
    if (!destination.equals("ENABLED")) {
      throw Refusal.notification(409, 195015, "The subscription cannot be enabled since the destination is not enabled.");
    }
    if (subscriptions.containsKey(topic)) {
      throw Refusal.notification(409, 195012, "Subscription already exists");
    }
    subscriptions.put(topic, true);
  }

  void enable(Request request) {
    String topic = request.only().part(4).replaceFirst("^sub-", "");
    if (!subscriptions.containsKey(topic)) {
      throw Refusal.notification(404, 195013, "The subscription id does not exist.");
    }
    subscriptions.put(topic, true);
  }

  void disable(String topic) {
    subscriptions.put(topic, false);
  }
}

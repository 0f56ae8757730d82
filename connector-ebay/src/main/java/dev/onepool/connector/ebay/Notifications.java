package dev.onepool.connector.ebay;

import static dev.onepool.connector.ebay.EbayApi.Api.NOTIFICATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.OrderId;
import dev.onepool.connector.ebay.EbayApi.Caller;
import dev.onepool.connector.ebay.EbayApi.Effect;
import dev.onepool.connector.ebay.EbayApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what a notification means, by the signature of eBay's elliptic-curve key, which is asked for by its id and kept for an
 * hour. A notification is a hint of which order to read; it holds no state that could be told.
 */
final class Notifications {

  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration SERVES = Duration.ofDays(1);
  private static final int MOST_KEYS = 1_000;
  private static final int MOST_PAGES = 100;
  /** Limited before it goes into an address: eBay's ids are UUIDs. */
  private static final Pattern KEY_ID = Pattern.compile("[0-9a-f-]{36}");
  private static final Set<String> DIGESTS = Set.of("SHA1", "SHA256");

  private final EbayApi api;
  private final EbaySettings settings;
  /** Keys by their ids; guarded by this. Anybody can name ids, so what eBay does not know is remembered, too. */
  private final Map<String, Key> keys = new LinkedHashMap<>();

  /** A key as it was read; without one, eBay did not know the id. */
  private record Key(@Nullable PublicKey key, String digest, Instant readAt) {}

  /** What the header says. */
  private record Signed(String keyId, byte[] signature) {}

  Notifications(EbayApi api, EbaySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** Returns whether notifications are taken at all. */
  boolean taken() {
    return !settings.text(EbaySettings.DELIVERED_TO).isEmpty();
  }

  // ---- is it ours

  /** Answers eBay's question whether the address is ours; null if none is set. */
  @Nullable String challenge(String code) {
    String address = settings.text(EbaySettings.DELIVERED_TO);
    String token = settings.text(EbaySettings.VERIFICATION_TOKEN);
    if (address.isEmpty() || token.isEmpty()) {
      return null;
    }
    return EbayApi.JSON.createObjectNode().put("challengeResponse", challengeResponse(code, token, address)).toString();
  }

  static String challengeResponse(String code, String token, String address) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest((code + token + address).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  NotificationResult read(Notification notification) {
    if (!taken()) {
      return new NotificationResult.Forged("no address is set, \"" + EbaySettings.DELIVERED_TO + "\", so none is expected");
    }
    Signed signed = signed(notification.header("x-ebay-signature"));
    if (signed == null) {
      return new NotificationResult.Forged("it has no signature that could be eBay's");
    }
    Key key = key(signed.keyId());
    if (key.key() == null) {
      return new NotificationResult.Forged("eBay has no key of the id that it names");
    }
    JsonNode body = EbayApi.parsed(notification.body());
    if (!verified(key, signed, notification.body()) && !verifiedCompact(key, signed, body)) {
      return new NotificationResult.Forged("its signature is not eBay's");
    }
    return body == null || !body.isObject()
        ? new NotificationResult.Unreadable("it is signed by eBay and no JSON object") : understood(body);
  }

  private static @Nullable Signed signed(@Nullable String header) {
    try {
      JsonNode said = header == null ? null : EbayApi.parsed(Base64.getDecoder().decode(header.strip()));
      if (said == null || !said.path("alg").asText().equalsIgnoreCase("ecdsa") || !DIGESTS.contains(said.path("digest").asText())
          || !KEY_ID.matcher(said.path("kid").asText()).matches()) {
        return null;
      }
      return new Signed(said.path("kid").asText(), Base64.getDecoder().decode(said.path("signature").asText()));
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  private static boolean verified(Key key, Signed signed, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(key.digest() + "withECDSA");
      signature.initVerify(key.key());
      signature.update(bytes);
      return signature.verify(signed.signature());
    } catch (GeneralSecurityException wrong) {
      return false;
    }
  }

  /** eBay's own libraries verify what they have parsed and written anew, without spaces. */
  private static boolean verifiedCompact(Key key, Signed signed, @Nullable JsonNode body) {
    return body != null && verified(key, signed, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  // ---- keys

  /** Returns a key, asked for once in an hour; one that cannot be asked for anew serves for a day. */
  private synchronized Key key(String id) {
    Key known = keys.get(id);
    if (known != null && api.now().isBefore(known.readAt().plus(KEPT))) {
      return known;
    }
    Instant wait = api.takeKey();
    if (wait != null) {
      return serving(known, ConnectorException.throttled(wait));
    }
    Reply reply;
    try {
      reply = api.send(NOTIFICATION, Caller.APPLICATION, "GET", "/public_key/" + id, null, api.patience());
    } catch (ConnectorException noToken) {
      return serving(known, noToken);
    }
    if (reply.effect() == Effect.REFUSED && (reply.status() == 404 || reply.status() == 400)) {
      return kept(id, new Key(null, "", api.now()));
    }
    try {
      JsonNode answer = reply.orThrow();
      return kept(id, new Key(parsed(answer), answer.path("digest").asText(), api.now()));
    } catch (ConnectorException failed) {
      return serving(known, failed);
    }
  }

  private Key serving(@Nullable Key known, ConnectorException failed) {
    if (known != null && known.key() != null && api.now().isBefore(known.readAt().plus(SERVES))) {
      return known;
    }
    throw failed;
  }

  private Key kept(String id, Key key) {
    keys.remove(id);
    keys.put(id, key);
    if (keys.size() > MOST_KEYS) {
      // Those that are none first: whoever invents ids must not drive the real ones out.
      String oldest = keys.entrySet().stream().filter(entry -> entry.getValue().key() == null).map(Map.Entry::getKey)
          .findFirst().orElse(keys.keySet().iterator().next());
      keys.remove(oldest);
    }
    return key;
  }

  private static PublicKey parsed(JsonNode answer) {
    String text = answer.path("key").asText().replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
    if (!answer.path("algorithm").asText().equalsIgnoreCase("ECDSA") || !DIGESTS.contains(answer.path("digest").asText())) {
      throw new ConnectorException(FailureKind.MALFORMED, "eBay's key for notifications is of another kind than ECDSA");
    }
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new ConnectorException(FailureKind.MALFORMED, "eBay's key for notifications cannot be read");
    }
  }

  // ---- what it says

  private NotificationResult understood(JsonNode body) {
    String topic = body.path("metadata").path("topic").asText();
    JsonNode notification = body.path("notification");
    JsonNode data = notification.path("data");
    try {
      return switch (topic) {
        case "ORDER_CONFIRMATION" -> hint(notification, data.path("user"), List.of(data.path("order")));
        case "ORDER_CANCELLATION_ACTIVITY" -> hint(notification, data.path("orderCancellation").path("seller"),
            data.path("orderCancellation").path("cancellationLineItems"));
        case "ORDER_RETURN_ACTIVITY" -> hint(notification, data.path("orderReturn").path("seller"),
            data.path("orderReturn").path("returnLineItems"));
        case "" -> new NotificationResult.Unreadable("it names no topic");
        default -> new NotificationResult.Ignored("notifications of topic " + settings.clean(topic) + " ask for nothing of ours");
      };
    } catch (IllegalArgumentException broken) {
      return new NotificationResult.Unreadable(topic + " cannot be read: " + broken.getMessage());
    }
  }

  private NotificationResult hint(JsonNode notification, JsonNode user, Iterable<JsonNode> parts) {
    String seller = settings.text(EbaySettings.SELLER);
    if (!seller.isEmpty() && !seller.equals(user.path("userId").asText())) {
      return new NotificationResult.Forged("it is for another seller, or names none");
    }
    Set<OrderId> orders = new TreeSet<>();
    for (JsonNode part : parts) {
      orders.add(OrderId.of(part.path("orderId").asText()));
    }
    String id = notification.path("notificationId").asText("");
    return new NotificationResult.Changed(id.isEmpty() ? null : id, List.of(), orders, Set.of(), orders.isEmpty());
  }

  // ---- the destination and its subscriptions

  List<String> maintain() {
    String destination = settings.text(EbaySettings.DESTINATION);
    if (destination.isEmpty()) {
      return List.of();
    }
    List<String> repaired = new ArrayList<>();
    String path = "/destination/" + EbayApi.step(destination);
    JsonNode found = call(Caller.APPLICATION, "GET", path, null).orThrow();
    if (!found.path("status").asText().equals("ENABLED")) {
      call(Caller.APPLICATION, "PUT", path, destination(found)).orThrow();
      repaired.add("destination " + destination + " was " + settings.clean(found.path("status").asText()) + "; it is enabled again");
    }
    Map<String, JsonNode> subscriptions = subscriptions(destination);
    List<String> missing = new ArrayList<>();
    for (String topic : settings.topics()) {
      JsonNode subscription = subscriptions.get(topic);
      if (subscription == null || !subscription.path("status").asText().equals("ENABLED")) {
        (subscribe(topic, destination, subscription) ? repaired : missing).add(topic + " was not subscribed to; it is again");
      }
    }
    if (!missing.isEmpty()) {
      throw new ConnectorException(FailureKind.UNSUPPORTED, "eBay does not offer all of \"" + EbaySettings.TOPICS
          + "\" to this application; take out what it does not: " + missing.stream().map(said -> said.split(" ")[0]).toList());
    }
    return repaired;
  }

  private ObjectNode destination(JsonNode found) {
    ObjectNode body = EbayApi.JSON.createObjectNode().put("name", found.path("name").asText()).put("status", "ENABLED");
    body.putObject("deliveryConfig").put("endpoint", settings.text(EbaySettings.DELIVERED_TO))
        .put("verificationToken", settings.text(EbaySettings.VERIFICATION_TOKEN));
    return body;
  }

  private Map<String, JsonNode> subscriptions(String destination) {
    Map<String, JsonNode> subscriptions = new LinkedHashMap<>();
    String next = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String query = "/subscription?limit=100" + (next.isEmpty() ? "" : "&continuation_token=" + EbayApi.encoded(next));
      JsonNode answer = call(Caller.SELLER, "GET", query, null).orThrow();
      for (JsonNode subscription : answer.path("subscriptions")) {
        if (subscription.path("destinationId").asText().equals(destination)) {
          subscriptions.put(subscription.path("topicId").asText(), subscription);
        }
      }
      // eBay gives the next page's whole address, and takes its token.
      String[] address = answer.path("next").asText("").split("[?&]continuation_token=", 2);
      if (address.length < 2) {
        return subscriptions;
      }
      next = java.net.URLDecoder.decode(address[1].split("&", 2)[0], StandardCharsets.UTF_8);
    }
    throw new ConnectorException(FailureKind.MALFORMED, "eBay's subscriptions do not end");
  }

  /** Subscribes as the topic itself says that it wants; returns false if this application may not. */
  private boolean subscribe(String topic, String destination, @Nullable JsonNode disabled) {
    Reply described = call(Caller.APPLICATION, "GET", "/topic/" + EbayApi.step(topic), null);
    if (described.effect() == Effect.REFUSED && (described.status() == 404 || described.status() == 403)) {
      return false;
    }
    JsonNode about = described.orThrow();
    Caller caller = about.path("scope").asText().equals("APPLICATION") ? Caller.APPLICATION : Caller.SELLER;
    Reply made;
    if (disabled != null) {
      made = call(caller, "POST",
          "/subscription/" + EbayApi.step(disabled.path("subscriptionId").asText()) + "/enable", null);
    } else {
      ObjectNode body = EbayApi.JSON.createObjectNode()
          .put("topicId", topic).put("status", "ENABLED").put("destinationId", destination);
      body.putObject("payload").put("format", "JSON").put("schemaVersion", version(about)).put("deliveryProtocol", "HTTPS");
      made = call(caller, "POST", "/subscription", body);
    }
    if (made.status() == 403) {
      return false;
    }
    // 195012: somebody else was faster.
    if (!made.errors().contains(195012)) {
      made.orThrow();
    }
    return true;
  }

  private static String version(JsonNode topic) {
    String newest = "1.0";
    for (JsonNode payload : topic.path("supportedPayloads")) {
      String version = payload.path("schemaVersion").asText("");
      if (!payload.path("deprecated").asBoolean() && version.compareTo(newest) > 0) {
        newest = version;
      }
    }
    return newest;
  }

  private Reply call(Caller caller, String method, String path, @Nullable JsonNode body) {
    return api.send(NOTIFICATION, caller, method, path, body, api.patience());
  }
}

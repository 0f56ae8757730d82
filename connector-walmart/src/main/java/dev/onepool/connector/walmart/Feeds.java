package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.connector.walmart.Inventories.Item;
import dev.onepool.connector.walmart.Quantities.Sending;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.PublishResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Quantities by feed, and which of them are under way.
 *
 * <p>A feed that waits can overwrite a newer single update, so a listing in an open feed is not updated. This process knows the
 * listings of its own feeds. Of a feed from before a restart, or one whose submission got no answer, it does not; but Walmart lists
 * the last feeds, so as long as such a one is open there nothing at all is written.
 */
final class Feeds {

  private static final String KIND = "feed";
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
  /** A submission without an answer may still arrive; after this it is listed if it did. */
  private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(2);
  private static final int PAGE = 50;
  private static final int KEPT_REPORTS = 100;
  private static final Set<String> TYPES = Set.of("inventory", "mp_inventory");

  private final WalmartApi api;
  private final WalmartSettings settings;
  private final Inventories names;
  private final Map<String, Set<ListingId>> open = new LinkedHashMap<>();
  private final Map<String, Instant> asked = new HashMap<>();
  private final Map<String, JsonNode> reports = new LinkedHashMap<>();
  private boolean known;
  private Instant lookAgain = Instant.MIN;

  Feeds(WalmartApi api, WalmartSettings settings, Inventories names) {
    this.api = api;
    this.settings = settings;
    this.names = names;
  }

  /**
   * Finds out which feeds are open.
   *
   * @return null if the listings of all of them are known; otherwise what to say of any write
   */
  synchronized @Nullable PublishResult unsettled(Instant deadline) {
    if (known) {
      return null;
    }
    if (api.now().isBefore(lookAgain)) {
      return new PublishResult.Throttled(lookAgain);
    }
    Reply reply = api.get(Operation.GET_FEEDS, "/v3/feeds?offset=0&limit=" + PAGE, deadline);
    JsonNode feeds = reply.body().path("results").path("feed");
    if (!reply.isAnswered() || !feeds.isArray() && !feeds.isMissingNode()) {
      return reply.isAnswered() ? new PublishResult.Rejected(FailureKind.MALFORMED, "not written: Walmart's answer has no list of feeds")
          : reply.asNotSent();
    }
    for (JsonNode feed : feeds) {
      boolean ours = open.containsKey(feed.path("feedId").asText());
      if (!ours && TYPES.contains(feed.path("feedType").asText().toLowerCase(Locale.ROOT)) && isOpen(feed)) {
        lookAgain = api.now().plus(ASK_AGAIN);
        return new PublishResult.Throttled(lookAgain);
      }
    }
    known = true;
    return null;
  }

  private static boolean isOpen(JsonNode feed) {
    String status = feed.path("feedStatus").asText();
    return !status.equals("PROCESSED") && !status.equals("ERROR");
  }

  /** Returns whether the listing is in a feed that Walmart has not finished, asking now and then. */
  synchronized boolean holds(ListingId listing) {
    for (Map.Entry<String, Set<ListingId>> feed : List.copyOf(open.entrySet())) {
      if (feed.getValue().contains(listing) && !finished(feed.getKey())) {
        return true;
      }
    }
    return false;
  }

  private boolean finished(String feed) {
    Instant last = asked.get(feed);
    if (last != null && api.now().isBefore(last.plus(ASK_AGAIN))) {
      return false;
    }
    asked.put(feed, api.now());
    Reply reply = status(feed, 0, 1);
    if (reply.isAnswered() && !isOpen(reply.body()) || reply.status() == 404) {
      forget(feed);
      return true;
    }
    return false;
  }

  private void forget(String feed) {
    open.remove(feed);
    asked.remove(feed);
  }

  private Reply status(String feed, int offset, int limit) {
    return api.get(Operation.GET_FEEDS, "/v3/feeds/" + WalmartApi.encoded(feed) + "?includeDetails=true&offset=" + offset
        + "&limit=" + limit, api.patience());
  }

  // ---- submitting

  /** Sends all of it as one feed. */
  List<PublishResult> submit(List<Sending> sendings, Instant deadline) {
    boolean several = settings.nodes().size() > 1;
    String node = settings.nodes().size() == 1 ? "&shipNode=" + WalmartApi.encoded(settings.nodes().get(0)) : "";
    HttpCall call = multipart(HttpCall.of("POST", api.uri("/v3/feeds?feedType=" + (several ? "MP_INVENTORY" : "inventory") + node)),
        several ? byNode(sendings) : single(sendings));
    Reply reply;
    try {
      reply = api.send(Operation.POST_FEED, call, deadline);
    } catch (CancellationException interrupted) {
      reply = Reply.doubtful(FailureKind.UNAVAILABLE, 0, "interrupted while the feed was sent");
    }
    String feed = reply.body().path("feedId").asText("");
    if (reply.isAnswered() && !feed.isEmpty() && !feed.contains(":")) {
      synchronized (this) {
        open.put(feed, sendings.stream().map(Sending::listing).collect(Collectors.toUnmodifiableSet()));
        asked.put(feed, api.now());
      }
      return sendings.stream()
          .<PublishResult>map(sending -> new PublishResult.Accepted(Quantities.token(KIND, sending, feed))).toList();
    }
    if (!reply.is(Reply.Kind.REFUSED) && !reply.is(Reply.Kind.THROTTLED)) {
      doubt();
    }
    PublishResult result = reply.status() == 413 ? new PublishResult.Rejected(FailureKind.INVALID,
        "a feed of " + sendings.size() + " listings is too large; lower \"" + WalmartSettings.FEED_SIZE + "\"") : reply.asResult();
    return Collections.nCopies(sendings.size(), result);
  }

  private synchronized void doubt() {
    known = false;
    lookAgain = api.now().plus(ARRIVES_WITHIN);
  }

  /** The keys of the two types differ in case (bulk inventory reference, specs 1.4 and 1.5). */
  private static ObjectNode single(List<Sending> sendings) {
    ObjectNode feed = WalmartApi.JSON.createObjectNode();
    feed.putObject("InventoryHeader").put("version", "1.4");
    ArrayNode rows = feed.putArray("Inventory");
    sendings.forEach(sending -> rows.add(Quantities.single(sending.item().sku(), sending.held())));
    return feed;
  }

  private static ObjectNode byNode(List<Sending> sendings) {
    ObjectNode feed = WalmartApi.JSON.createObjectNode();
    feed.putObject("inventoryHeader").put("version", "1.5");
    Map<String, ArrayNode> nodes = new LinkedHashMap<>();
    ArrayNode rows = feed.putArray("inventory");
    for (Sending sending : sendings) {
      nodes.computeIfAbsent(sending.item().sku(), sku -> rows.addObject().put("sku", sku).putArray("shipNodes"))
          .addObject().put("shipNode", sending.item().node()).set("quantity", Quantities.quantity(sending.held()));
    }
    return feed;
  }

  private static HttpCall multipart(HttpCall call, ObjectNode feed) {
    String boundary = "onepool-" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"inventory.json\"\r\n"
        + "Content-Type: application/json\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(feed.toString().getBytes(StandardCharsets.UTF_8));
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return call.with("multipart/form-data; boundary=" + boundary, body.toByteArray());
  }

  // ---- what became of it

  /**
   * Says what became of a listing in a feed.
   *
   * @return null if Walmart says that it worked; then it is in force when it is read back
   */
  synchronized @Nullable PublishResult poll(String token, String feed, ListingId listing) {
    JsonNode report = reports.get(feed);
    if (report == null) {
      Instant last = asked.get(feed);
      if (last != null && api.now().isBefore(last.plus(ASK_AGAIN))) {
        return new PublishResult.Accepted(token);
      }
      asked.put(feed, api.now());
      Reply reply = status(feed, 0, PAGE);
      if (reply.is(Reply.Kind.THROTTLED)) {
        return reply.asResult();
      }
      if (!reply.isAnswered() || isOpen(reply.body()) || !reply.body().has("feedStatus")) {
        return new PublishResult.Accepted(token);
      }
      report = report(feed, reply.body());
      if (report == null) {
        return new PublishResult.Accepted(token);
      }
      forget(feed);
      reports.keySet().stream().limit(Math.max(0, reports.size() - KEPT_REPORTS + 1)).toList().forEach(reports::remove);
      reports.put(feed, report);
    }
    return fate(token, report, names.item(listing));
  }

  /** Collects the status of all items; null where not all of it can be had now. */
  private @Nullable JsonNode report(String feed, JsonNode first) {
    ObjectNode report = WalmartApi.JSON.createObjectNode().put("status", first.path("feedStatus").asText())
        .put("succeeded", first.path("itemsSucceeded").asInt(-1)).put("errors", ingestion(first));
    ObjectNode items = report.putObject("items");
    JsonNode page = first;
    for (int offset = 0; offset < first.path("itemsReceived").asInt(); offset += PAGE) {
      if (offset > 0) {
        Reply reply = status(feed, offset, PAGE);
        if (!reply.isAnswered()) {
          return null;
        }
        page = reply.body();
      }
      for (JsonNode item : page.path("itemDetails").path("itemIngestionStatus")) {
        String status = item.path("ingestionStatus").asText();
        String sku = item.path("sku").asText();
        // A SKU with several ship nodes succeeded when all of them did.
        if (!items.has(sku) || items.path(sku).path("status").asText().equals("SUCCESS")) {
          items.putObject(sku).put("status", status).put("errors", ingestion(item));
        }
      }
    }
    return report;
  }

  private static String ingestion(JsonNode node) {
    StringBuilder text = new StringBuilder();
    for (JsonNode error : node.path("ingestionErrors").path("ingestionError")) {
      text.append(text.isEmpty() ? "" : "; ").append(error.path("code").asText()).append(' ').append(error.path("description").asText());
    }
    return text.isEmpty() ? "it did not say why" : WalmartApi.clipped(text.toString());
  }

  private @Nullable PublishResult fate(String token, JsonNode report, Item item) {
    if (report.path("status").asText().equals("ERROR") && report.path("succeeded").asInt() == 0) {
      return new PublishResult.Rejected(FailureKind.INVALID, "Walmart could not read the feed: " + report.path("errors").asText());
    }
    JsonNode found = report.path("items").path(item.sku());
    return switch (found.path("status").asText()) {
      case "SUCCESS" -> null;
      // It speaks of SKUs: of several ship nodes of one, others may have been written.
      case "DATA_ERROR" -> settings.nodes().size() < 2
          ? new PublishResult.Rejected(FailureKind.INVALID,
              "Walmart refused the quantity of SKU " + item.sku() + ": " + found.path("errors").asText())
          : new PublishResult.Unknown("Walmart refused a ship node of SKU " + item.sku() + ", and does not say which: "
              + found.path("errors").asText());
      // Out of order or out of time: nobody says how far it came.
      case "SYSTEM_ERROR", "TIMEOUT_ERROR" -> new PublishResult.Unknown("Walmart had trouble with SKU " + item.sku() + " in a feed");
      default -> new PublishResult.Accepted(token);
    };
  }
}

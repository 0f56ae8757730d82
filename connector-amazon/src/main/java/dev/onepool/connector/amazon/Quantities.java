package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.connector.amazon.SpApi.Operation;
import dev.onepool.connector.amazon.SpApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities: one update for each listing, or for a large batch one feed. Never both for one listing: what is in a feed
 * that Amazon has not finished is not updated, and {@link Feeds} knows what is.
 *
 * <p>Amazon queues writes and tells of no end, so the most that is ever said is "accepted".
 */
final class Quantities {

  private static final String PATCH = "patch:";

  private final SpApi api;
  private final AmazonSettings settings;
  private final Listings listings;
  private final Feeds feeds = new Feeds();

  Quantities(SpApi api, AmazonSettings settings, Listings listings) {
    this.api = api;
    this.settings = settings;
    this.listings = listings;
  }

  /** Returns the listings of a feed, where this process sent it. */
  Set<ListingId> listingsOf(String feed) {
    return feeds.listingsOf(feed);
  }

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    refuseMalformed(batch);
    if (batch.isEmpty()) {
      return List.of();
    }
    api.authorise(deadline);
    Map<QuantityWrite, PublishResult> results = refused(batch, deadline);
    List<QuantityWrite> open = batch.stream().filter(write -> !results.containsKey(write)).toList();
    boolean feed = settings.feedThreshold > 0 && open.size() >= settings.feedThreshold;
    results.putAll(feed ? feeds.submit(open, deadline) : patchAll(open, deadline));
    return batch.stream().map(results::get).toList();
  }

  /** Amazon says nothing more of an update that it took; what became of a feed it does say. */
  List<PublishResult> poll(List<String> tokens) {
    return feeds.poll(tokens);
  }

  private void refuseMalformed(List<QuantityWrite> batch) {
    if (batch.size() > settings.maxBatch) {
      throw new IllegalArgumentException(
          "at most " + settings.maxBatch + " listings can be written at once, were " + batch.size());
    }
    Set<ListingId> seen = new HashSet<>();
    for (QuantityWrite write : batch) {
      if (!seen.add(write.listing())) {
        throw new IllegalArgumentException("listing " + write.listing() + " stands twice in one batch");
      }
    }
  }

  /** Answers for what cannot or must not be sent. */
  private Map<QuantityWrite, PublishResult> refused(List<QuantityWrite> batch, Instant deadline) {
    PublishResult wait = settings.feedThreshold > 0 ? feeds.unsettled(deadline) : null;
    List<String> skus = batch.stream().map(QuantityWrite::listing).filter(Listings::isOwn).map(Listings::sku).toList();
    List<Reply> unseen = new ArrayList<>();
    Map<String, Listings.Offer> offers = wait == null ? listings.offers(skus, deadline, unseen) : Map.of();
    Map<QuantityWrite, PublishResult> results = new HashMap<>();
    for (QuantityWrite write : batch) {
      String sku = Listings.sku(write.listing());
      Listings.Offer offer = Listings.isOwn(write.listing()) ? offers.get(sku) : Listings.Offer.AMAZON_SHIPS;
      if (offer == null) {
        results.put(write, wait != null ? wait : unseen.get(0).asResult());
      } else if (offer == Listings.Offer.AMAZON_SHIPS) {
        results.put(write, new PublishResult.Rejected(FailureKind.INVALID, "listing " + write.listing()
            + " is sold from stock that Amazon holds; writing a quantity would take that off sale"));
      } else if (offer == Listings.Offer.UNKNOWN) {
        results.put(write, new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "Amazon has no offer of SKU " + sku));
      } else if (feeds.holds(sku)) {
        results.put(write, new PublishResult.Rejected(FailureKind.UNAVAILABLE, "SKU " + sku + " is in a feed that Amazon has"
            + " not finished; it is written when that is done"));
      }
    }
    return results;
  }

  /** Updates one after another. When the thread is interrupted, what was not sent is not sent any more. */
  private Map<QuantityWrite, PublishResult> patchAll(List<QuantityWrite> writes, Instant deadline) {
    Map<QuantityWrite, PublishResult> results = new HashMap<>();
    PublishResult rest = null;
    for (QuantityWrite write : writes) {
      PublishResult result = rest;
      if (result == null) {
        try {
          result = patch(write, deadline);
        } catch (CancellationException interrupted) {
          result = new PublishResult.Unknown("interrupted while it was sent");
          rest = new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not sent: interrupted");
        } catch (ConnectorException noToken) {
          Instant until = noToken.until();
          rest = until != null ? new PublishResult.Throttled(until)
              : new PublishResult.Rejected(noToken.kind(), String.valueOf(noToken.getMessage()));
          result = rest;
        }
      }
      results.put(write, result);
    }
    return results;
  }

  private PublishResult patch(QuantityWrite write, Instant deadline) {
    String sku = Listings.sku(write.listing());
    ObjectNode body = SpApi.JSON.createObjectNode().put("productType", "PRODUCT");
    body.set("patches", merge(write.quantity()));
    Reply reply = api.send(Operation.PATCH_LISTINGS_ITEM, "/listings/2021-08-01/items/"
        + SpApi.encoded(settings.seller) + "/" + SpApi.encoded(sku) + "?marketplaceIds=" + settings.marketplace
        + "&issueLocale=en_US", body, deadline);
    if (!reply.is(Reply.Kind.ANSWERED)) {
      return reply.asResult();
    }
    String status = reply.body().path("status").asText();
    String submission = reply.body().path("submissionId").asText();
    if (status.equals("ACCEPTED") && !submission.isEmpty()) {
      return new PublishResult.Accepted(PATCH + submission);
    }
    return status.equals("INVALID")
        ? new PublishResult.Rejected(FailureKind.INVALID, "Amazon refused the quantity of SKU " + sku + ": " + issues(reply.body()))
        : reply.asResult();
  }

  /** Changes the quantity and leaves the handling time alone, which "replace" would drop. */
  static JsonNode merge(long quantity) {
    ObjectNode patch = SpApi.JSON.createObjectNode().put("op", "merge").put("path", "/attributes/fulfillment_availability");
    patch.putArray("value").addObject().put("fulfillment_channel_code", Listings.DEFAULT).put("quantity", quantity);
    return SpApi.JSON.createArrayNode().add(patch);
  }

  private static String issues(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode issue : body.path("issues")) {
      if (issue.path("severity").asText().equals("ERROR")) {
        text.append(text.isEmpty() ? "" : "; ").append(issue.path("code").asText()).append(' ')
            .append(issue.path("message").asText());
      }
    }
    return text.isEmpty() ? "it did not say why" : SpApi.clipped(text.toString());
  }

  /**
   * Quantities by feed, and which of them are under way.
   *
   * <p>Amazon does not say in which order a feed and an update of the same SKU come into force, so a SKU in an open feed is not
   * updated. This process knows the SKUs of its own feeds. Of a feed from before a restart, or one whose submission got no
   * answer, it does not; but Amazon lists open feeds, so as long as such a one is there nothing at all is written.
   */
  private final class Feeds {

    private static final String TOKEN = "feed:";
    private static final String CONTENT_TYPE = "application/json; charset=UTF-8";
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    /** A submission without an answer may still arrive; after this it is listed if it did. */
    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(2);
    private static final int KEPT_REPORTS = 100;
    private static final int LARGEST_REPORT = 64 << 20;

    private final Map<String, Set<String>> open = new LinkedHashMap<>();
    private final Map<String, Instant> asked = new LinkedHashMap<>();
    private final Map<String, Map<Integer, String>> reports = Collections.synchronizedMap(new LinkedHashMap<>());
    private boolean known;
    private Instant lookAgain = Instant.MIN;

    /**
     * Finds out which feeds are open.
     *
     * @return null if all of them are known by their SKUs; otherwise what to say of any write
     */
    synchronized @Nullable PublishResult unsettled(Instant deadline) {
      if (known) {
        return null;
      }
      if (api.now().isBefore(lookAgain)) {
        return new PublishResult.Throttled(lookAgain);
      }
      Reply reply = api.send(Operation.GET_FEEDS, "/feeds/2021-06-30/feeds?feedTypes=JSON_LISTINGS_FEED"
          + "&processingStatuses=IN_QUEUE,IN_PROGRESS&pageSize=100", null, deadline);
      if (!reply.is(Reply.Kind.ANSWERED) || !reply.body().path("feeds").isArray()) {
        return reply.is(Reply.Kind.THROTTLED) ? reply.asResult()
            : new PublishResult.Rejected(reply.failure(), "not written, because it could not be seen which feeds are open: "
                + reply.message());
      }
      for (JsonNode feed : reply.body().path("feeds")) {
        if (!open.containsKey(feed.path("feedId").asText())) {
          lookAgain = api.now().plus(ASK_AGAIN);
          return new PublishResult.Throttled(lookAgain);
        }
      }
      known = true;
      return null;
    }

    /** Returns whether the SKU is in a feed that Amazon has not finished, asking now and then. */
    synchronized boolean holds(String sku) {
      return Map.copyOf(open).entrySet().stream()
          .anyMatch(feed -> feed.getValue().contains(sku) && !finished(feed.getKey()));
    }

    private boolean finished(String feed) {
      if (!due(feed)) {
        return false;
      }
      Reply reply = status(feed);
      if (reply.is(Reply.Kind.ANSWERED) && !isOpen(reply.body()) || reply.status() == 404) {
        finish(feed);
        // So that its report is fetched with the next question.
        asked.remove(feed);
        return true;
      }
      return false;
    }

    /** Returns the listings of a feed, where this process sent it. */
    synchronized Set<ListingId> listingsOf(String feed) {
      return open.getOrDefault(feed, Set.of()).stream().map(Listings::own).collect(Collectors.toSet());
    }

    /** Sends all of it as one feed, in three steps. Only the last one can have an effect. */
    Map<QuantityWrite, PublishResult> submit(List<QuantityWrite> batch, Instant deadline) {
      Instant wait = api.take(Operation.CREATE_FEED, 1);
      if (wait != null) {
        return all(batch, new PublishResult.Throttled(wait));
      }
      Reply document = api.send(Operation.CREATE_FEED_DOCUMENT, "/feeds/2021-06-30/documents",
          SpApi.JSON.createObjectNode().put("contentType", CONTENT_TYPE), deadline);
      URI upload = document.is(Reply.Kind.ANSWERED) ? address(document.body()) : null;
      if (upload == null) {
        return all(batch, document.is(Reply.Kind.THROTTLED) ? document.asResult() : unsent(document.failure(), document.message()));
      }
      HttpOutcome put = api.plain(HttpCall.of("PUT", upload).with(CONTENT_TYPE, content(batch)), deadline);
      if (!(put instanceof HttpOutcome.Answer answer) || answer.status() / 100 != 2) {
        return all(batch, unsent(FailureKind.UNAVAILABLE, "its document was not taken"));
      }
      return create(batch, document.body().path("feedDocumentId").asText(), deadline);
    }

    private Map<QuantityWrite, PublishResult> create(List<QuantityWrite> batch, String document, Instant deadline) {
      ObjectNode body = SpApi.JSON.createObjectNode().put("feedType", "JSON_LISTINGS_FEED").put("inputFeedDocumentId", document);
      body.putArray("marketplaceIds").add(settings.marketplace);
      Reply reply;
      try {
        reply = api.paid(Operation.CREATE_FEED, "/feeds/2021-06-30/feeds", body, deadline);
      } catch (CancellationException interrupted) {
        reply = Reply.doubtful(FailureKind.UNAVAILABLE, 0, "interrupted while the feed was sent");
      }
      String feed = reply.body().path("feedId").asText();
      if (reply.is(Reply.Kind.ANSWERED) && !feed.isEmpty()) {
        synchronized (this) {
          Stream<String> skus = batch.stream().map(write -> Listings.sku(write.listing()));
          open.put(feed, skus.collect(Collectors.toUnmodifiableSet()));
          asked.put(feed, api.now());
        }
        Map<QuantityWrite, PublishResult> results = new HashMap<>();
        batch.forEach(write -> results.put(write, new PublishResult.Accepted(TOKEN + feed + ":" + (results.size() + 1))));
        return results;
      }
      if (!reply.is(Reply.Kind.REFUSED) && !reply.is(Reply.Kind.THROTTLED)) {
        doubt();
      }
      return all(batch, reply.asResult());
    }

    private synchronized void doubt() {
      known = false;
      lookAgain = api.now().plus(ARRIVES_WITHIN);
    }

    private byte[] content(List<QuantityWrite> batch) {
      ObjectNode feed = SpApi.JSON.createObjectNode();
      feed.putObject("header").put("sellerId", settings.seller).put("version", "2.0").put("issueLocale", "en_US");
      ArrayNode messages = feed.putArray("messages");
      for (QuantityWrite write : batch) {
        messages.addObject().put("messageId", messages.size()).put("sku", Listings.sku(write.listing()))
            .put("operationType", "PATCH").put("productType", "PRODUCT").set("patches", merge(write.quantity()));
      }
      return feed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static PublishResult unsent(FailureKind kind, String why) {
      return new PublishResult.Rejected(kind, "no feed was sent: " + why);
    }

    private static Map<QuantityWrite, PublishResult> all(List<QuantityWrite> batch, PublishResult result) {
      return batch.stream().collect(Collectors.toMap(write -> write, write -> result));
    }

    /**
     * Says what became of messages of feeds: refused where a report says so, and else no more than before. A feed is asked once
     * for all its messages, and not again for a while.
     */
    List<PublishResult> poll(List<String> tokens) {
      Map<String, PublishResult> feeds = new HashMap<>();
      return tokens.stream().map(token -> {
        String[] parts = token.split(":", 3);
        if (parts.length != 3 || !token.startsWith(TOKEN) || !parts[2].matches("\\d{1,9}")) {
          return new PublishResult.Accepted(token);
        }
        PublishResult whole = feeds.computeIfAbsent(parts[1], this::ask);
        Map<Integer, String> report = reports.get(parts[1]);
        String error = report == null ? null : report.get(Integer.parseInt(parts[2]));
        if (error != null) {
          return new PublishResult.Rejected(FailureKind.INVALID, error);
        }
        return whole instanceof PublishResult.Accepted ? new PublishResult.Accepted(token) : whole;
      }).toList();
    }

    /** Returns what can be said of all messages of a feed, fetching its report when it is done. */
    private PublishResult ask(String feed) {
      PublishResult nothing = new PublishResult.Accepted(TOKEN + feed);
      if (reports.containsKey(feed) || !due(feed)) {
        return nothing;
      }
      Reply reply = status(feed);
      if (reply.is(Reply.Kind.THROTTLED)) {
        return reply.asResult();
      }
      if (!reply.is(Reply.Kind.ANSWERED) || isOpen(reply.body())) {
        return nothing;
      }
      finish(feed);
      if (reply.body().path("processingStatus").asText().equals("CANCELLED")) {
        return new PublishResult.Rejected(FailureKind.INVALID, "the feed was cancelled before it was worked on");
      }
      fetchReport(feed, reply.body().path("resultFeedDocumentId").asText());
      return nothing;
    }

    /** Takes note that a feed is asked about now, unless it was a moment ago. */
    private synchronized boolean due(String feed) {
      Instant last = asked.get(feed);
      Instant now = api.now();
      if (last != null && now.isBefore(last.plus(ASK_AGAIN))) {
        return false;
      }
      asked.keySet().stream().limit(Math.max(0, asked.size() - KEPT_REPORTS)).toList().forEach(asked::remove);
      asked.put(feed, now);
      return true;
    }

    private synchronized void finish(String feed) {
      open.remove(feed);
    }

    private Reply status(String feed) {
      return api.get(Operation.GET_FEED, "/feeds/2021-06-30/feeds/" + SpApi.encoded(feed));
    }

    private static boolean isOpen(JsonNode feed) {
      String status = feed.path("processingStatus").asText();
      return !status.equals("DONE") && !status.equals("CANCELLED") && !status.equals("FATAL");
    }

    /** Fetches the errors by message, once; where they cannot be had now, they are asked for later. */
    private void fetchReport(String feed, String document) {
      if (document.isEmpty()) {
        return;
      }
      Reply reply = api.get(Operation.GET_FEED_DOCUMENT, "/feeds/2021-06-30/documents/" + SpApi.encoded(document));
      URI address = reply.is(Reply.Kind.ANSWERED) ? address(reply.body()) : null;
      if (address == null || !(api.plain(HttpCall.of("GET", address), api.patience()) instanceof HttpOutcome.Answer answer)
          || answer.status() != 200) {
        return;
      }
      JsonNode report = SpApi.parsed(unpacked(answer.body(), reply.body().path("compressionAlgorithm").asText()));
      if (report == null || !report.path("summary").isObject()) {
        return;
      }
      synchronized (reports) {
        reports.keySet().stream().limit(Math.max(0, reports.size() - KEPT_REPORTS + 1)).toList().forEach(reports::remove);
        reports.put(feed, errors(report));
      }
    }

    private static Map<Integer, String> errors(JsonNode report) {
      Map<Integer, String> errors = new HashMap<>();
      for (JsonNode issue : report.path("issues")) {
        if (issue.path("severity").asText().equals("ERROR")) {
          String text = SpApi.clipped(issue.path("code").asText() + " " + issue.path("message").asText());
          errors.merge(issue.path("messageId").asInt(), text, (one, other) -> SpApi.clipped(one + "; " + other));
        }
      }
      return Map.copyOf(errors);
    }

    private static byte[] unpacked(byte[] body, String compression) {
      if (!compression.equals("GZIP")) {
        return body;
      }
      try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return stream.readNBytes(LARGEST_REPORT);
      } catch (IOException broken) {
        throw new ConnectorException(FailureKind.MALFORMED, "a feed's report cannot be unpacked");
      }
    }

    /** Returns the address that Amazon named for a document, which must be encrypted or on this machine; null if there is none. */
    private static @Nullable URI address(JsonNode body) {
      try {
        URI address = URI.create(body.path("url").asText());
        return address.getHost() == null ? null : address;
      } catch (IllegalArgumentException malformed) {
        return null;
      }
    }
  }
}

package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Feeds of listings: uploaded, queued, worked on when their time has come, and reported on. Guarded by the sandbox's lock. */
final class SandboxFeeds {

  private static final int MOST_MESSAGES = 25_000;

  private static final class Feed {
    final String id;
    final String document;
    final Instant created;
    String status = "IN_QUEUE";
    @Nullable String report;

    Feed(String id, String document, Instant created) {
      this.id = id;
      this.document = document;
      this.created = created;
    }
  }

  private final Clock clock;
  private final SandboxListings listings;
  private final String seller;
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, byte[]> documents = new HashMap<>();
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private final List<byte[]> accepted = new ArrayList<>();
  private long next = 1;
  Duration delay = Duration.ofMinutes(5);

  SandboxFeeds(Clock clock, SandboxListings listings, String seller) {
    this.clock = clock;
    this.listings = listings;
    this.seller = seller;
  }

  /** Returns what was uploaded for feeds. */
  List<byte[]> accepted() {
    return List.copyOf(accepted);
  }

  List<byte[]> reports() {
    return feeds.values().stream().map(feed -> feed.report).filter(java.util.Objects::nonNull)
        .map(report -> documents.getOrDefault(report, new byte[0])).toList();
  }

  List<String> ids() {
    return List.copyOf(feeds.keySet());
  }

  void settle() {
    Instant now = clock.instant();
    for (Feed feed : feeds.values()) {
      Instant done = feed.created.plus(delay);
      if (feed.report == null && !done.isAfter(now)) {
        work(feed, done);
      } else if (feed.report == null && !feed.created.plus(delay.dividedBy(2)).isAfter(now)) {
        feed.status = "IN_PROGRESS";
      }
    }
  }

  private void work(Feed feed, Instant done) {
    ArrayNode issues = Request.JSON.createArrayNode();
    int processed = 0;
    try {
      JsonNode document = Request.only(Request.JSON.readTree(documents.get(feed.document)), "header", "messages");
      processed = document.path("messages").size();
      for (JsonNode message : document.path("messages")) {
        work(message, done, issues);
      }
      feed.status = "DONE";
    } catch (IOException | Refusal broken) {
      feed.status = "FATAL";
    }
    feed.report = "report-" + feed.id;
    documents.put(feed.report, report(feed, processed, issues));
  }

  private void work(JsonNode message, Instant done, ArrayNode issues) {
    String sku = Request.text(Request.only(message, "messageId", "sku", "operationType", "productType", "patches"), "sku");
    ArrayNode wrong = Request.JSON.createArrayNode();
    Runnable effect = () -> {};
    if (listings.find(sku) == null) {
      wrong.addObject().put("code", "13013").put("message", "The SKU does not exist.");
    } else if (!message.path("operationType").asText().equals("PATCH")) {
      wrong.addObject().put("code", "4000001").put("message", "Only PATCH is for quantities.");
    } else {
      JsonNode patch = message.path("patches").path(0);
      // Judged as an update is, and applied when it is worked on instead of being queued once more.
      listings.judge(sku, patch, wrong);
      long units = patch.path("value").path(0).path("quantity").asLong();
      effect = () -> listings.apply(sku, units, done);
    }
    for (JsonNode issue : wrong) {
      issues.addObject().put("messageId", message.path("messageId").asInt()).put("sku", sku)
          .put("code", issue.path("code").asText()).put("severity", "ERROR").put("message", issue.path("message").asText());
    }
    if (wrong.isEmpty()) {
      effect.run();
    }
  }

  private byte[] report(Feed feed, int processed, ArrayNode issues) {
    long invalid = java.util.stream.StreamSupport.stream(issues.spliterator(), false)
        .map(issue -> issue.path("messageId").asInt()).distinct().count();
    ObjectNode report = Request.JSON.createObjectNode();
    report.putObject("header").put("sellerId", seller).put("version", "2.0").put("feedId", feed.id);
    report.set("issues", issues);
    report.putObject("summary").put("errors", issues.size()).put("warnings", 0).put("messagesProcessed", processed)
        .put("messagesAccepted", processed - invalid).put("messagesInvalid", invalid);
    return report.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  // ---- the protocol

  ObjectNode createDocument(Request request, String base) {
    String id = "document-" + next++;
    types.put(id, Request.text(request.json("contentType"), "contentType"));
    return Request.JSON.createObjectNode().put("feedDocumentId", id).put("url", base + "/upload/" + id);
  }

  void upload(Request request) {
    String id = request.part(1);
    if (!types.getOrDefault(id, "").equals(request.headers().get("content-type"))
        || request.headers().containsKey("x-amz-access-token")) {
      throw new Refusal(403, "SignatureDoesNotMatch", "the content type is not the document's, or a token was sent along");
    }
    documents.put(id, request.body());
  }

  ObjectNode create(Request request) {
    JsonNode body = request.json("feedType", "marketplaceIds", "inputFeedDocumentId", "feedOptions");
    String document = Request.text(body, "inputFeedDocumentId");
    if (!Request.text(body, "feedType").equals("JSON_LISTINGS_FEED") || body.path("marketplaceIds").isEmpty()
        || !documents.containsKey(document)) {
      throw Refusal.invalid("feedType, marketplaceIds or inputFeedDocumentId");
    }
    try {
      if (Request.JSON.readTree(documents.get(document)).path("messages").size() > MOST_MESSAGES) {
        throw Refusal.invalid("more than " + MOST_MESSAGES + " messages");
      }
    } catch (IOException broken) {
      throw Refusal.invalid("the document is no JSON");
    }
    Feed feed = new Feed(Long.toString(3_485_933 + next++), document, clock.instant());
    feeds.put(feed.id, feed);
    accepted.add(documents.get(document));
    return Request.JSON.createObjectNode().put("feedId", feed.id);
  }

  ObjectNode get(Request request) {
    Feed feed = feeds.get(request.part(3));
    if (feed == null) {
      throw Refusal.unknown("feed " + request.part(3));
    }
    return told(feed);
  }

  ObjectNode list(Request request) {
    request.only("feedTypes", "processingStatuses", "pageSize", "marketplaceIds", "createdSince", "createdUntil");
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("feeds");
    feeds.values().stream().filter(feed -> request.list("processingStatuses").contains(feed.status))
        .forEach(feed -> list.add(told(feed)));
    return answer;
  }

  private static ObjectNode told(Feed feed) {
    ObjectNode told = Request.JSON.createObjectNode().put("feedId", feed.id).put("feedType", "JSON_LISTINGS_FEED")
        .put("createdTime", feed.created.toString()).put("processingStatus", feed.status);
    if (feed.report != null) {
      told.put("resultFeedDocumentId", feed.report);
    }
    return told;
  }

  ObjectNode document(Request request, String base) {
    String id = request.part(3);
    if (!documents.containsKey(id)) {
      throw Refusal.unknown("document " + id);
    }
    return Request.JSON.createObjectNode().put("feedDocumentId", id).put("url", base + "/download/" + id)
        .put("compressionAlgorithm", "GZIP");
  }

  byte[] download(Request request) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(documents.getOrDefault(request.part(1), new byte[0]));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}

package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Feeds of quantities, worked on later. Guarded by the sandbox's lock. */
final class SandboxFeeds {

  private static final int MOST_ITEMS = 10_000;
  private static final Pattern PART = Pattern.compile(
      "--(?<boundary>[^\r]+)\r\nContent-Disposition: form-data; name=\"file\"[^\r]*\r\n(?:[^\r]+\r\n)*\r\n(?<file>.*)\r\n--\\k<boundary>--\r\n",
      Pattern.DOTALL);

  private static final class Feed {
    final String id;
    final String type;
    final JsonNode content;
    final String node;
    final Instant submitted;
    String status = "RECEIVED";
    final List<String[]> results = new ArrayList<>();

    Feed(String id, String type, JsonNode content, String node, Instant submitted) {
      this.id = id;
      this.type = type;
      this.content = content;
      this.node = node;
      this.submitted = submitted;
    }
  }

  private final Clock clock;
  private final SandboxStock stock;
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private final List<JsonNode> documents = new ArrayList<>();
  Duration delay = Duration.ofMinutes(5);
  long largest = 10L << 20;
  String failing = "";

  SandboxFeeds(Clock clock, SandboxStock stock) {
    this.clock = clock;
    this.stock = stock;
  }

  List<JsonNode> documents() {
    return documents;
  }

  JsonNode submit(Request request) {
    request.only("feedType", "shipNode");
    String type = request.required("feedType");
    Matcher part = PART.matcher(new String(request.body(), StandardCharsets.UTF_8));
    String kind = request.headers().getOrDefault("content-type", "");
    if (!part.matches() || !kind.equals("multipart/form-data; boundary=" + part.group("boundary"))) {
      throw Refusal.invalid("a feed is multipart/form-data with one part named file");
    }
    if (request.body().length > largest) {
      throw new Refusal(413, "REQUEST_ENTITY_TOO_LARGE.GMP_FEED_API", "the file is too large");
    }
    JsonNode content = content(type, part.group("file"));
    Feed feed = new Feed("FFE538D9B25A4000AD2A067ACEDC" + (1_000 + feeds.size()) + "@AUoBAQA", type, content,
        request.text("shipNode").isEmpty() ? WalmartSandbox.NODE : request.text("shipNode"), clock.instant());
    feeds.put(feed.id, feed);
    documents.add(content);
    return Request.JSON.createObjectNode().put("feedId", feed.id);
  }

  /** The two types differ in the case of their keys. */
  private static JsonNode content(String type, String file) {
    boolean several = type.equals("MP_INVENTORY");
    if (!several && !type.equals("inventory")) {
      throw Refusal.invalid("feedType " + type);
    }
    try {
      String header = several ? "inventoryHeader" : "InventoryHeader";
      String rows = several ? "inventory" : "Inventory";
      JsonNode content = Request.only(Request.JSON.readTree(file), header, rows);
      if (!content.path(header).path("version").asText().equals(several ? "1.5" : "1.4") || !content.path(rows).isArray()
          || content.path(rows).size() > MOST_ITEMS) {
        throw new Refusal(400, "ERR_EXT_DATA_0503009", "header, version or number of items");
      }
      return content.path(rows);
    } catch (IOException malformed) {
      throw Refusal.invalid("the file is no JSON");
    }
  }

  void settle() {
    for (Feed feed : feeds.values()) {
      if (feed.status.equals("RECEIVED") && !feed.submitted.plus(delay).isAfter(clock.instant())) {
        work(feed);
      }
    }
  }

  private void work(Feed feed) {
    for (JsonNode row : feed.content) {
      String sku = row.path("sku").asText();
      String result = failing.isEmpty() || !sku.equals("FAILS") ? "SUCCESS" : failing;
      try {
        if (feed.type.equals("inventory")) {
          Request.only(row, "sku", "quantity");
          result = write(sku, feed.node, row.path("quantity"), result);
        }
        for (JsonNode node : row.path("shipNodes")) {
          result = write(sku, node.path("shipNode").asText(), node.path("quantity"), result);
        }
      } catch (Refusal refusal) {
        result = "DATA_ERROR";
      }
      feed.results.add(new String[] {sku, result});
    }
    feed.status = "PROCESSED";
  }

  private String write(String sku, String node, JsonNode quantity, String result) {
    SandboxStock.Entry entry = stock.find(sku, node);
    if (entry == null) {
      return "DATA_ERROR";
    }
    if (result.equals("SUCCESS")) {
      stock.write(entry, Request.units(quantity));
    }
    return result;
  }

  JsonNode list(Request request) {
    request.only("feedId", "offset", "limit");
    ObjectNode answer = Request.JSON.createObjectNode().put("totalResults", feeds.size()).put("offset", 0)
        .put("limit", request.number("limit", 50, 50));
    ArrayNode rows = answer.putObject("results").putArray("feed");
    List<Feed> newest = new ArrayList<>(feeds.values());
    java.util.Collections.reverse(newest);
    newest.stream().limit(request.number("limit", 50, 50)).forEach(feed -> counts(rows.addObject(), feed)
        .put("feedSource", "MARKETPLACE_PARTNER").put("feedType", feed.type).put("partnerId", WalmartSandbox.PARTNER)
        .put("feedDate", feed.submitted.toEpochMilli()));
    return answer;
  }

  private static ObjectNode counts(ObjectNode row, Feed feed) {
    long good = feed.results.stream().filter(result -> result[1].equals("SUCCESS")).count();
    return row.put("feedId", feed.id).put("feedStatus", feed.status).put("itemsReceived", feed.content.size())
        .put("itemsSucceeded", good).put("itemsFailed", feed.results.size() - good)
        .put("itemsProcessing", feed.content.size() - feed.results.size());
  }

  JsonNode get(Request request) {
    request.only("includeDetails", "offset", "limit");
    Feed feed = feeds.get(request.part(2));
    if (feed == null) {
      throw Refusal.unknown("no feed " + request.part(2));
    }
    int offset = request.number("offset", 0, Integer.MAX_VALUE);
    int limit = request.number("limit", 20, 50);
    ObjectNode answer = counts(Request.JSON.createObjectNode(), feed).put("offset", offset).put("limit", limit);
    ArrayNode items = answer.putObject("itemDetails").putArray("itemIngestionStatus");
    for (int i = offset; i < Math.min(offset + limit, feed.results.size()); i++) {
      String[] result = feed.results.get(i);
      ObjectNode item = items.addObject().put("martId", 0).put("sku", result[0]).put("index", i).put("ingestionStatus", result[1]);
      if (!result[1].equals("SUCCESS")) {
        item.putObject("ingestionErrors").putArray("ingestionError").addObject().put("type", result[1])
            .put("code", "ERR_EXT_DATA_0101119").put("description", "the SKU is not known");
      }
    }
    return answer;
  }
}

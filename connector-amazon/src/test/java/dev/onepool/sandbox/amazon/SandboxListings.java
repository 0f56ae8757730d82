package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The offers, what they showed when, and the writes that wait to be applied. Guarded by the sandbox's lock. */
final class SandboxListings {

  /** An offer: shipped by the seller, by Amazon, or, the same SKU twice, by both. */
  static final class Item {
    final String sku;
    final Instant created;
    final NavigableMap<Instant, Long> shown = new TreeMap<>();
    boolean bySeller;
    boolean byAmazon;
    @Nullable Long leadTime = 2L;
    long effects;

    Item(String sku, Instant created) {
      this.sku = sku;
      this.created = created;
    }

    long quantity() {
      return shown.isEmpty() ? 0 : shown.lastEntry().getValue();
    }
  }

  private record Pending(Instant due, long sequence, String sku, long units) {}

  private static final int REACHABLE = 1_000;

  private final Clock clock;
  private final String marketplace;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparing(Pending::due).thenComparing(Pending::sequence));
  private long sequence;
  private long stranded;
  private Duration stale = Duration.ZERO;
  private int page = 20;
  java.util.function.Function<String, Duration> writeDelay = sku -> Duration.ZERO;
  java.util.function.BiConsumer<String, Long> changes = (sku, quantity) -> {};

  SandboxListings(Clock clock, String marketplace) {
    this.clock = clock;
    this.marketplace = marketplace;
  }

  Item add(String sku, boolean byAmazon, long units) {
    return add(sku, byAmazon, units, clock.instant());
  }

  Item add(String sku, boolean byAmazon, long units, Instant created) {
    Item item = items.computeIfAbsent(sku, any -> new Item(sku, created));
    if (byAmazon) {
      item.byAmazon = true;
    } else {
      item.bySeller = true;
      item.shown.put(clock.instant(), units);
    }
    return item;
  }

  @Nullable Item find(String sku) {
    return items.get(sku);
  }

  Item known(String sku) {
    Item item = items.get(sku);
    if (item == null) {
      throw new IllegalArgumentException("no listing of SKU " + sku);
    }
    return item;
  }

  Iterable<Item> all() {
    return items.values();
  }

  void page(int most) {
    page = most;
  }

  void stale(Duration age) {
    stale = age;
  }

  long stranded() {
    return stranded;
  }

  void show(String sku, long units) {
    known(sku).shown.put(clock.instant(), units);
  }

  /** Lets a number that was taken come into force when its time has come. */
  void take(String sku, long units) {
    pending.add(new Pending(clock.instant().plus(writeDelay.apply(sku)), sequence++, sku, units));
    settle();
  }

  /** Applies at this instant what was sent by a feed. */
  void apply(String sku, long units, Instant at) {
    Item item = known(sku);
    item.effects++;
    NavigableMap<Instant, Long> shown = item.shown;
    // What happened since, such as a sale, is on top of a number that came into force before.
    Instant when = !shown.isEmpty() && shown.lastKey().isAfter(at) ? shown.lastKey() : at;
    shown.put(when, units);
    if (!item.bySeller) {
      // What Amazon does: the offer becomes the seller's, and the stock at Amazon is stranded.
      item.bySeller = true;
      stranded++;
    }
    changes.accept(sku, units);
  }

  void settle() {
    Instant now = clock.instant();
    while (!pending.isEmpty() && !pending.peek().due().isAfter(now)) {
      Pending write = pending.remove();
      apply(write.sku(), write.units(), write.due());
    }
  }

  // ---- the protocol

  /** Takes a patch; returns Amazon's answer, which is a refusal in a 200, too. */
  ObjectNode patch(Request request, String submission) {
    request.only("marketplaceIds", "includedData", "mode", "issueLocale");
    market(request);
    String sku = request.part(4);
    JsonNode body = request.json("productType", "patches");
    Request.text(body, "productType");
    if (!body.path("patches").isArray() || body.path("patches").isEmpty()) {
      throw Refusal.invalid("missing field patches");
    }
    if (find(sku) == null) {
      throw Refusal.unknown("SKU '" + sku + "' not found");
    }
    ObjectNode answer = Request.JSON.createObjectNode().put("sku", sku).put("submissionId", submission);
    ArrayNode issues = Request.JSON.createArrayNode();
    List<Runnable> effects = new ArrayList<>();
    for (JsonNode patch : body.path("patches")) {
      effects.add(judge(sku, patch, issues));
    }
    answer.put("status", issues.isEmpty() ? "ACCEPTED" : "INVALID").set("issues", issues);
    if (issues.isEmpty()) {
      effects.forEach(Runnable::run);
    }
    return answer;
  }

  /** Adds what is wrong with a patch; returns what it does. */
  Runnable judge(String sku, JsonNode patch, ArrayNode issues) {
    Request.only(patch, "op", "path", "value");
    String op = Request.text(patch, "op");
    if (!List.of("add", "replace", "merge", "delete").contains(op)) {
      throw Refusal.invalid("op " + op);
    }
    if (!Request.text(patch, "path").equals("/attributes/fulfillment_availability")) {
      issue(issues, "90000900", "The attributes are invalid.", "INVALID_ATTRIBUTE");
      return () -> {};
    }
    if (!op.equals("merge") && !op.equals("replace") || !patch.path("value").isArray() || patch.path("value").size() != 1) {
      throw new Refusal(400, "BAD_REQUEST", "op and value do not fit");
    }
    JsonNode value = Request.only(patch.path("value").get(0),
        "fulfillment_channel_code", "quantity", "lead_time_to_ship_max_days", "restock_date", "marketplace_id");
    if (!value.path("fulfillment_channel_code").isTextual()) {
      throw new Refusal(400, "BAD_REQUEST", "merge needs the selector fulfillment_channel_code");
    }
    JsonNode quantity = value.path("quantity");
    if (!quantity.isIntegralNumber() || quantity.longValue() < 0) {
      issue(issues, "99022", "The quantity must be a whole number, 0 or more.", "INVALID_ATTRIBUTE");
      return () -> {};
    }
    return () -> {
      take(sku, quantity.longValue());
      if (op.equals("replace")) {
        known(sku).leadTime = null;
      }
    };
  }

  private static void issue(ArrayNode issues, String code, String message, String category) {
    ObjectNode issue = issues.addObject().put("code", code).put("message", message).put("severity", "ERROR");
    issue.putArray("categories").add(category);
  }

  ObjectNode get(Request request) {
    request.only("marketplaceIds", "includedData", "issueLocale");
    market(request);
    Item item = find(request.part(4));
    if (item == null) {
      throw Refusal.unknown("SKU '" + request.part(4) + "' not found");
    }
    return told(item, request.list("includedData"));
  }

  ObjectNode search(Request request) {
    request.only("marketplaceIds", "includedData", "identifiers", "identifiersType", "createdAfter", "sortBy", "sortOrder",
        "pageSize", "pageToken");
    market(request);
    int size = request.number("pageSize", 10, 20);
    List<String> names = request.list("identifiers");
    if (names.size() > 20 || !names.isEmpty() && !request.required("identifiersType").equals("SKU")) {
      throw Refusal.invalid("identifiers");
    }
    List<Item> found = new ArrayList<>();
    if (names.isEmpty()) {
      String after = request.text("createdAfter");
      items.values().stream().filter(item -> after.isEmpty() || !item.created.isBefore(Instant.parse(after))).forEach(found::add);
    } else {
      names.stream().map(this::find).filter(java.util.Objects::nonNull).forEach(found::add);
      size = Math.max(size, names.size());
    }
    int from = request.text("pageToken").isEmpty() ? 0 : Integer.parseInt(request.text("pageToken"));
    int to = Math.min(found.size(), from + (names.isEmpty() ? Math.min(page, size) : size));
    ObjectNode answer = Request.JSON.createObjectNode().put("numberOfResults", found.size());
    ArrayNode told = answer.putArray("items");
    found.subList(Math.min(from, to), to).forEach(item -> told.add(told(item, request.list("includedData"))));
    if (to < found.size() && to < REACHABLE) {
      answer.putObject("pagination").put("nextToken", Integer.toString(to));
    }
    return answer;
  }

  private ObjectNode told(Item item, List<String> data) {
    ObjectNode told = Request.JSON.createObjectNode().put("sku", item.sku);
    if (data.contains("summaries")) {
      ObjectNode summary = told.putArray("summaries").addObject().put("marketplaceId", marketplace)
          .put("asin", "B0SANDBOX0").put("productType", "PRODUCT").put("conditionType", "new_new");
      summary.putArray("status").add("DISCOVERABLE");
      summary.put("itemName", "An item").put("createdDate", item.created.toString())
          .put("lastUpdatedDate", item.created.toString());
    }
    if (data.contains("fulfillmentAvailability")) {
      ArrayNode offers = told.putArray("fulfillmentAvailability");
      if (item.bySeller) {
        offers.addObject().put("fulfillmentChannelCode", "DEFAULT").put("quantity", then(item));
      }
      if (item.byAmazon) {
        offers.addObject().put("fulfillmentChannelCode", "AMAZON_NA");
      }
    }
    return told;
  }

  private long then(Item item) {
    Map.Entry<Instant, Long> entry = item.shown.floorEntry(clock.instant().minus(stale));
    return entry == null ? item.shown.firstEntry().getValue() : entry.getValue();
  }

  private void market(Request request) {
    if (!request.list("marketplaceIds").equals(List.of(marketplace))) {
      throw Refusal.invalid("marketplaceIds");
    }
  }
}

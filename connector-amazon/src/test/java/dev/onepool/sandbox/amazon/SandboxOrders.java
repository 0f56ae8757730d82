package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders, in all their versions, and how both versions of the API tell them. Guarded by the sandbox's lock. */
final class SandboxOrders {

  private static final Duration CLOSED = Duration.ofMinutes(2);
  private static final Set<String> STATUSES = Set.of(
      "PENDING_AVAILABILITY", "PENDING", "UNSHIPPED", "PARTIALLY_SHIPPED", "SHIPPED", "CANCELLED", "UNFULFILLABLE");
  private static final Map<String, String> V0 = Map.of("PENDING", "Pending", "UNSHIPPED", "Unshipped",
      "PARTIALLY_SHIPPED", "PartiallyShipped", "SHIPPED", "Shipped", "CANCELLED", "Canceled",
      "PENDING_AVAILABILITY", "PendingAvailability", "UNFULFILLABLE", "Unfulfillable");

  private final Clock clock;
  private final String marketplace;
  private final Map<String, List<SandboxOrder>> orders = new HashMap<>();
  private final Map<String, Set<String>> parcels = new HashMap<>();
  private int page = 100;
  Duration delay = Duration.ZERO;

  SandboxOrders(Clock clock, String marketplace) {
    this.clock = clock;
    this.marketplace = marketplace;
  }

  void page(int most) {
    page = most;
  }

  String nextId() {
    long number = orders.size() + 1L;
    return String.format("111-%07d-%07d", number / 10_000_000, number % 10_000_000);
  }

  void add(SandboxOrder order) {
    orders.computeIfAbsent(order.id(), any -> new ArrayList<>()).add(order);
  }

  /** Adds a version of which the API knows later. */
  SandboxOrder change(String id, SandboxOrder.Line line) {
    Instant now = clock.instant();
    SandboxOrder changed = newest(id).with(line, now, now.plus(delay));
    add(changed);
    return changed;
  }

  /** Adds a version that cannot be: its first line is told twice. */
  void spoil(String id) {
    Instant now = clock.instant();
    add(newest(id).spoiled(now, now.plus(delay)));
  }

  SandboxOrder newest(String id) {
    List<SandboxOrder> versions = orders.get(id);
    if (versions == null) {
      throw new IllegalArgumentException("no order " + id);
    }
    return versions.get(versions.size() - 1);
  }

  boolean has(String id) {
    return orders.containsKey(id);
  }

  List<SandboxOrder> all() {
    return orders.keySet().stream().sorted().map(this::newest).toList();
  }

  private @Nullable SandboxOrder visible(String id) {
    Instant now = clock.instant();
    SandboxOrder seen = null;
    for (SandboxOrder version : orders.getOrDefault(id, List.of())) {
      seen = version.visibleAt().isAfter(now) ? seen : version;
    }
    return seen;
  }

  // ---- 2026-01-01

  ObjectNode search(Request request) {
    request.only("lastUpdatedAfter", "lastUpdatedBefore", "createdAfter", "createdBefore", "marketplaceIds", "fulfilledBy",
        "fulfillmentStatuses", "maxResultsPerPage", "paginationToken", "includedData");
    market(request.list("marketplaceIds"));
    data(request);
    List<String> statuses = request.list("fulfillmentStatuses");
    if (!STATUSES.containsAll(statuses) || request.list("fulfilledBy").stream().anyMatch(by -> !by.equals("MERCHANT") && !by.equals("AMAZON"))) {
      throw Refusal.invalid("fulfillmentStatuses or fulfilledBy");
    }
    Instant before = bound(request, "lastUpdatedBefore");
    int size = Math.min(page, request.number("maxResultsPerPage", 100, 100));
    List<SandboxOrder> found = window(request, "lastUpdatedAfter", before, statuses, "paginationToken");
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("orders");
    found.stream().limit(size).forEach(order -> list.add(told(order, request.list("includedData"))));
    if (found.size() > size) {
      answer.putObject("pagination").put("nextToken", Position.of(found.get(size - 1)).token());
    }
    return answer.put("lastUpdatedBefore", before.toString());
  }

  ObjectNode get(Request request) {
    request.only("includedData");
    data(request);
    SandboxOrder order = visible(request.part(3));
    if (order == null) {
      throw Refusal.unknown("order " + request.part(3));
    }
    ObjectNode answer = Request.JSON.createObjectNode();
    answer.set("order", told(order, request.list("includedData")));
    return answer;
  }

  /** Who the buyer is needs a role that a connector for stock does not have. */
  private static void data(Request request) {
    if (request.list("includedData").contains("BUYER") || request.list("includedData").contains("RECIPIENT")) {
      throw new Refusal(403, "Unauthorized", "Access to requested resource is denied.");
    }
  }

  private Instant bound(Request request, String name) {
    Instant latest = clock.instant().minus(CLOSED);
    if (request.text(name).isEmpty()) {
      return latest;
    }
    Instant before = time(request.text(name));
    if (before.isAfter(latest)) {
      throw Refusal.invalid(name + " must be at least two minutes before now");
    }
    return before;
  }

  private List<SandboxOrder> window(
      Request request, String after, Instant before, List<String> statuses, String tokenName) {
    Instant from = time(request.required(after));
    Position behind = request.text(tokenName).isEmpty() ? null : Position.parse(request.text(tokenName), tokenName);
    return orders.keySet().stream().map(this::visible).filter(java.util.Objects::nonNull)
        .filter(order -> !order.updatedAt().isBefore(from) && !order.updatedAt().isAfter(before))
        .filter(order -> statuses.isEmpty() || statuses.contains(order.status()))
        .filter(order -> behind == null || Position.of(order).compareTo(behind) > 0)
        .sorted(Comparator.comparing(Position::of))
        .toList();
  }

  /** Where a page ends. */
  private record Position(Instant at, String id) implements Comparable<Position> {

    static Position of(SandboxOrder order) {
      return new Position(order.updatedAt(), order.id());
    }

    static Position parse(String token, String name) {
      String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ");
      if (parts.length != 2) {
        throw Refusal.invalid(name);
      }
      return new Position(time(parts[0]), parts[1]);
    }

    String token() {
      return Base64.getUrlEncoder().encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(Position other) {
      int times = at.compareTo(other.at);
      return times != 0 ? times : id.compareTo(other.id);
    }
  }

  private ObjectNode told(SandboxOrder order, List<String> data) {
    ObjectNode told = Request.JSON.createObjectNode().put("orderId", order.id())
        .put("createdTime", order.placedAt().toString()).put("lastUpdatedTime", order.updatedAt().toString());
    if (order.replacement()) {
      told.putArray("associatedOrders").addObject().put("orderId", "111-0000000-0000000")
          .put("associationType", "REPLACEMENT_ORIGINAL_ID");
    }
    told.putObject("salesChannel").put("channelName", "AMAZON").put("marketplaceId", marketplace);
    boolean states = data.contains("FULFILLMENT");
    if (states) {
      ObjectNode fulfillment = told.putObject("fulfillment").put("fulfillmentStatus", order.status())
          .put("fulfilledBy", "MERCHANT").put("fulfillmentServiceLevel", "STANDARD");
      fulfillment.putObject("shipByWindow").put("earliestDateTime", order.placedAt().toString())
          .put("latestDateTime", order.placedAt().plus(Duration.ofDays(2)).toString());
    }
    ArrayNode items = told.putArray("orderItems");
    for (SandboxOrder.Line line : order.lines()) {
      ObjectNode item = items.addObject().put("orderItemId", line.id()).put("quantityOrdered", line.ordered());
      ObjectNode product = item.putObject("product").put("asin", "B0SANDBOX0");
      if (line.sku() != null) {
        product.put("sellerSku", line.sku());
      }
      if (states) {
        item.putObject("fulfillment").put("quantityFulfilled", line.shipped()).put("quantityUnfulfilled", line.open());
      }
    }
    return told;
  }

  // ---- v0

  ObjectNode searchV0(Request request) {
    request.only("LastUpdatedAfter", "LastUpdatedBefore", "MarketplaceIds", "OrderStatuses", "FulfillmentChannels",
        "MaxResultsPerPage", "NextToken");
    market(request.list("MarketplaceIds"));
    List<String> statuses = request.list("OrderStatuses").stream().map(v0 -> V0.entrySet().stream()
        .filter(entry -> entry.getValue().equals(v0)).findFirst().orElseThrow(() -> Refusal.invalid("OrderStatuses")).getKey())
        .toList();
    Instant before = bound(request, "LastUpdatedBefore");
    int size = Math.min(page, request.number("MaxResultsPerPage", 100, 100));
    List<SandboxOrder> found = window(request, "LastUpdatedAfter", before, statuses, "NextToken");
    ObjectNode payload = Request.JSON.createObjectNode();
    ArrayNode list = payload.putArray("Orders");
    found.stream().limit(size).forEach(order -> list.add(toldV0(order)));
    if (found.size() > size) {
      payload.put("NextToken", Position.of(found.get(size - 1)).token());
    }
    payload.put("LastUpdatedBefore", before.toString());
    return wrapped(payload);
  }

  ObjectNode getV0(Request request) {
    return wrapped(toldV0(shown(request)));
  }

  ObjectNode itemsV0(Request request) {
    SandboxOrder order = shown(request);
    ObjectNode payload = Request.JSON.createObjectNode().put("AmazonOrderId", order.id());
    ArrayNode items = payload.putArray("OrderItems");
    for (SandboxOrder.Line line : order.lines()) {
      // Version 0 tells a cancelled unit by ordering fewer.
      ObjectNode item = items.addObject().put("ASIN", "B0SANDBOX0").put("OrderItemId", line.id())
          .put("QuantityOrdered", line.ordered() - line.cancelled()).put("QuantityShipped", line.shipped());
      if (line.sku() != null) {
        item.put("SellerSKU", line.sku());
      }
    }
    return wrapped(payload);
  }

  private SandboxOrder shown(Request request) {
    SandboxOrder order = visible(request.part(3));
    if (order == null) {
      throw Refusal.unknown("order " + request.part(3));
    }
    return order;
  }

  private ObjectNode toldV0(SandboxOrder order) {
    return Request.JSON.createObjectNode().put("AmazonOrderId", order.id()).put("PurchaseDate", order.placedAt().toString())
        .put("LastUpdateDate", order.updatedAt().toString()).put("OrderStatus", V0.getOrDefault(order.status(), ""))
        .put("FulfillmentChannel", "MFN").put("MarketplaceId", marketplace)
        .put("LatestShipDate", order.placedAt().plus(Duration.ofDays(2)).toString())
        .put("IsReplacementOrder", order.replacement());
  }

  private static ObjectNode wrapped(ObjectNode payload) {
    ObjectNode answer = Request.JSON.createObjectNode();
    answer.set("payload", payload);
    return answer;
  }

  // ---- both

  /** Confirms a shipment; the same parcel again is no other one. */
  void confirm(Request request) {
    String id = request.part(3);
    JsonNode body = request.json("marketplaceId", "packageDetail", "codCollectionMethod");
    market(List.of(Request.text(body, "marketplaceId")));
    JsonNode parcel = Request.only(body.path("packageDetail"), "packageReferenceId", "carrierCode", "carrierName",
        "shippingMethod", "trackingNumber", "shipDate", "shipFromSupplySourceId", "orderItems");
    Request.text(parcel, "carrierCode");
    Request.text(parcel, "trackingNumber");
    time(Request.text(parcel, "shipDate"));
    String reference = Request.text(parcel, "packageReferenceId");
    if (!reference.matches("[1-9]\\d*") || !parcel.path("orderItems").isArray() || parcel.path("orderItems").isEmpty()) {
      throw Refusal.invalid("packageDetail");
    }
    if (!has(id)) {
      throw Refusal.unknown("order " + id);
    }
    if (newest(id).pending()) {
      throw Refusal.invalid("order " + id + " is pending");
    }
    Set<String> sent = parcels.computeIfAbsent(id, any -> new java.util.HashSet<>());
    if (sent.contains(reference)) {
      return;
    }
    List<SandboxOrder.Line> shipped = new ArrayList<>();
    for (JsonNode item : parcel.path("orderItems")) {
      String line = Request.text(Request.only(item, "orderItemId", "quantity", "transparencyCodes"), "orderItemId");
      SandboxOrder.Line old = newest(id).lines().stream().filter(one -> one.id().equals(line)).findFirst()
          .orElseThrow(() -> Refusal.invalid("no item " + line));
      long units = item.path("quantity").asLong();
      if (units < 1 || units > old.open()) {
        throw Refusal.invalid("quantity " + units + " of item " + line);
      }
      shipped.add(new SandboxOrder.Line(line, old.sku(), old.ordered(), old.cancelled(), old.shipped() + units));
    }
    sent.add(reference);
    shipped.forEach(line -> change(id, line));
  }

  private void market(List<String> markets) {
    if (!markets.equals(List.of(marketplace))) {
      throw Refusal.invalid("marketplace " + markets);
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException malformed) {
      throw Refusal.invalid("time " + text);
    }
  }
}

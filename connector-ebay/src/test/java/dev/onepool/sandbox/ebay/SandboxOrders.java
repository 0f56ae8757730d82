package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Orders in all their versions, their parcels, and how the Fulfillment API tells them. Guarded by the sandbox's lock. */
final class SandboxOrders {

  private static final Pattern RANGE = Pattern.compile("(creationdate|lastmodifieddate):\\[(\\S+?)\\.\\.(\\S*)]");
  private static final String STATUS = "orderfulfillmentstatus:";
  private static final Pattern STAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  private record Parcel(String id, String line, long units, String carrier, String tracking) {}

  private final Clock clock;
  private final Map<String, List<SandboxOrder>> orders = new LinkedHashMap<>();
  private final Map<String, List<Parcel>> parcels = new HashMap<>();
  private int page = 200;
  Duration delay = Duration.ZERO;

  SandboxOrders(Clock clock) {
    this.clock = clock;
  }

  String nextId() {
    long number = orders.size() + 1L;
    return String.format("11-%05d-%05d", number / 100_000, number % 100_000);
  }

  void add(SandboxOrder order) {
    orders.computeIfAbsent(order.id(), any -> new ArrayList<>()).add(order);
  }

  /** Adds a version of which the API knows later. */
  SandboxOrder change(String id, UnaryOperator<SandboxOrder> change) {
    Instant now = clock.instant();
    SandboxOrder changed = change.apply(newest(id)).at(now, now.plus(delay));
    add(changed);
    return changed;
  }

  SandboxOrder ship(String id, String lineId, long units, String carrier, String tracking) {
    List<Parcel> known = parcels.computeIfAbsent(id, any -> new ArrayList<>());
    known.add(new Parcel(Integer.toString(known.size() + 1), lineId, units, carrier, tracking));
    return change(id, order -> {
      SandboxOrder.Line old = order.line(lineId);
      return order.with(new SandboxOrder.Line(
          old.id(), old.sku(), old.item(), old.ordered(), old.shipped() + units, old.refunded()));
    });
  }

  SandboxOrder newest(String id) {
    List<SandboxOrder> versions = orders.get(id);
    if (versions == null) {
      throw new IllegalArgumentException("no order " + id);
    }
    return versions.get(versions.size() - 1);
  }

  List<SandboxOrder> all() {
    return orders.keySet().stream().map(this::newest).toList();
  }

  private @Nullable SandboxOrder visible(String id) {
    Instant now = clock.instant();
    SandboxOrder seen = null;
    for (SandboxOrder version : orders.getOrDefault(id, List.of())) {
      seen = version.visibleAt().isAfter(now) ? seen : version;
    }
    return seen;
  }

  // ---- the protocol

  ObjectNode search(Request request) {
    request.only("filter", "limit", "offset", "orderIds", "fieldGroups");
    List<SandboxOrder> found = new ArrayList<>();
    int limit = request.number("limit", 50);
    int offset = request.number("offset", 0);
    if (limit < 1 || limit > page) {
      throw Refusal.order(31100, "Invalid limit: " + request.text("limit"));
    }
    if (offset < 0) {
      throw Refusal.order(31000, "Invalid offset: " + request.text("offset"));
    }
    if (!request.text("orderIds").isEmpty()) {
      List<String> ids = Arrays.asList(request.text("orderIds").split(","));
      if (ids.size() > 50) {
        throw Refusal.order(30900, "Exceeded maximum number of order IDs");
      }
      ids.stream().map(this::visible).filter(java.util.Objects::nonNull).forEach(found::add);
      return told(found, found.size(), 50, 0);
    }
    Filter filter = filter(request.text("filter"));
    orders.keySet().stream().map(this::visible).filter(java.util.Objects::nonNull).filter(filter::takes).forEach(found::add);
    found.sort(Comparator.comparing(SandboxOrder::placedAt).thenComparing(SandboxOrder::id));
    return told(found.subList(Math.min(found.size(), offset), Math.min(found.size(), offset + limit)), found.size(), limit, offset);
  }

  private record Filter(boolean byCreation, Instant from, Instant to, boolean openOnly) {
    boolean takes(SandboxOrder order) {
      Instant time = byCreation ? order.placedAt() : order.updatedAt();
      return !time.isBefore(from) && !time.isAfter(to) && (!openOnly || !order.status().equals("FULFILLED"));
    }
  }

  private Filter filter(String text) {
    String rest = text;
    boolean open = false;
    if (text.contains(STATUS)) {
      if (!text.endsWith("," + STATUS + "{NOT_STARTED|IN_PROGRESS}")) {
        throw Refusal.order(30800, "Invalid filter value for filter orderfulfillmentstatus");
      }
      rest = text.substring(0, text.lastIndexOf("," + STATUS));
      open = true;
    }
    Matcher range = RANGE.matcher(rest);
    if (!range.matches()) {
      throw Refusal.order(30700, "Invalid filter name: " + rest);
    }
    Instant from = time(range.group(2));
    Instant to = range.group(3).isEmpty() ? clock.instant() : time(range.group(3));
    if (from.isAfter(clock.instant()) || to.isAfter(clock.instant())) {
      throw Refusal.order(30850, "Start and end dates can't be in the future");
    }
    if (!from.isBefore(to)) {
      throw Refusal.order(30840, "Start date should be before end date");
    }
    if (from.isBefore(clock.instant().minus(Duration.ofDays(731)))) {
      throw Refusal.order(30830, "Time range between start date and end date must be within '2' years.");
    }
    return new Filter(range.group(1).equals("creationdate"), from, to, open);
  }

  private static Instant time(String text) {
    try {
      if (STAMP.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException malformed) {
      // Falls to the refusal.
    }
    throw Refusal.order(30810, "Invalid date format");
  }

  private static ObjectNode told(List<SandboxOrder> some, int total, int limit, int offset) {
    ObjectNode answer = Request.JSON.createObjectNode().put("href", "/sell/fulfillment/v1/order").put("total", total)
        .put("limit", limit).put("offset", offset);
    if (offset + some.size() < total) {
      answer.put("next", "/sell/fulfillment/v1/order?limit=" + limit + "&offset=" + (offset + limit));
    }
    ArrayNode list = answer.putArray("orders");
    some.forEach(order -> list.add(Told.order(order)));
    return answer;
  }

  ObjectNode parcels(Request request) {
    String id = request.only().part(4);
    if (visible(id) == null) {
      throw Refusal.order(32100, "Invalid order ID: " + id);
    }
    List<Parcel> known = parcels.getOrDefault(id, List.of());
    ObjectNode answer = Request.JSON.createObjectNode().put("total", known.size());
    ArrayNode list = answer.putArray("fulfillments");
    for (Parcel parcel : known) {
      ObjectNode told = list.addObject().put("fulfillmentId", parcel.id()).put("shipmentTrackingNumber", parcel.tracking())
          .put("shippingCarrierCode", parcel.carrier()).put("shippedDate", Told.stamp(clock.instant()));
      told.putArray("lineItems").addObject().put("lineItemId", parcel.line()).put("quantity", parcel.units());
    }
    return answer;
  }

  /** Takes a shipment; the same again is another one, as at eBay. */
  void confirm(Request request) {
    String id = request.only().part(4);
    JsonNode body = request.json("lineItems", "shippedDate", "shippingCarrierCode", "trackingNumber");
    if (visible(id) == null) {
      throw Refusal.order(32100, "Invalid Order Id: " + id);
    }
    String tracking = body.path("trackingNumber").asText();
    if (!tracking.matches("[A-Za-z0-9]+") || body.path("shippingCarrierCode").asText().isEmpty()) {
      throw Refusal.order(32300, "Invalid shipment tracking number or carrier");
    }
    if (!body.path("lineItems").isArray() || body.path("lineItems").isEmpty()) {
      throw Refusal.order(32600, "Invalid input data");
    }
    SandboxOrder order = newest(id);
    List<String> seen = new ArrayList<>();
    for (JsonNode line : body.path("lineItems")) {
      String lineId = Request.text(Request.only(line, "lineItemId", "quantity"), "lineItemId");
      SandboxOrder.Line known = order.line(lineId);
      long units = line.path("quantity").asLong();
      if (seen.contains(lineId)) {
        throw Refusal.order(32210, "Duplicate line item in the request");
      }
      if (units < 1 || units > known.ordered() - known.shipped() || order.cancelled()) {
        throw Refusal.order(32600, "Invalid input data");
      }
      seen.add(lineId);
    }
    for (JsonNode line : body.path("lineItems")) {
      ship(id, line.path("lineItemId").asText(), line.path("quantity").asLong(), body.path("shippingCarrierCode").asText(), tracking);
    }
  }
}

package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Purchase orders and what is done with them. Guarded by the sandbox's lock. */
final class SandboxOrders {

  private static final int MOST = 200;
  private static final Duration USUAL_SEARCH = Duration.ofDays(7);
  private static final Duration LONGEST_SEARCH = Duration.ofDays(180);
  private static final Set<String> REASONS = Set.of("CUSTOMER_REQUESTED_SELLER_TO_CANCEL", "SELLER_CANCEL_OUT_OF_STOCK",
      "SELLER_CANCEL_PRICING_ERROR", "SELLER_CANCEL_FRAUD_STOP_SHIPMENT", "SELLER_CANCEL_ADDRESS_NOT_SERVICEABLE");
  private static final Set<String> METHODS = Set.of("Standard", "Express", "OneDay", "Freight", "WhiteGlove", "Value");
  private static final String[] FILTERS = {"createdStartDate", "createdEndDate", "lastModifiedStartDate", "lastModifiedEndDate",
      "status", "limit", "shipNodeType", "replacementInfo", "customerOrderId", "purchaseOrderId", "sku"};

  private final Clock clock;
  private final SandboxStock stock;
  private final Map<String, List<SandboxOrder>> orders = new LinkedHashMap<>();
  /** All versions by when they were made, so that a search need not look at all orders. */
  private final TreeMap<Instant, Set<String>> changes = new TreeMap<>();
  private final Set<String> cursors = new HashSet<>();
  private final Map<String, Long> acknowledgements = new HashMap<>();
  private final Set<String> shuffled = new HashSet<>();
  Duration delay = Duration.ZERO;
  int page = MOST;
  boolean lowersInput;

  SandboxOrders(Clock clock, SandboxStock stock) {
    this.clock = clock;
    this.stock = stock;
  }

  String nextId() {
    return Long.toString(1_796_277_083_022L + orders.size());
  }

  void add(SandboxOrder order) {
    orders.computeIfAbsent(order.id(), any -> new ArrayList<>()).add(order);
    changes.computeIfAbsent(order.updatedAt(), any -> new HashSet<>()).add(order.id());
  }

  List<SandboxOrder> all() {
    return orders.values().stream().map(versions -> versions.get(versions.size() - 1)).toList();
  }

  SandboxOrder newest(String id) {
    List<SandboxOrder> versions = orders.get(id);
    if (versions == null) {
      throw Refusal.unknown("no order " + id);
    }
    return versions.get(versions.size() - 1);
  }

  long acknowledged(String id) {
    return acknowledgements.getOrDefault(id, 0L);
  }

  void shuffle(String id) {
    shuffled.add(id);
    change(id, 0, line -> line);
  }

  /** Tells the first line twice from now on, which cannot be. */
  void spoil(String id) {
    SandboxOrder order = newest(id);
    List<SandboxOrder.Line> lines = new ArrayList<>(order.lines());
    lines.add(lines.get(0));
    Instant now = clock.instant();
    add(order.changed(lines, now, now.plus(delay)));
  }

  /** Changes a line now, and what is kept aside for it. */
  SandboxOrder change(String id, int line, UnaryOperator<SandboxOrder.Line> how) {
    SandboxOrder order = newest(id);
    SandboxOrder.Line before = order.lines().get(line);
    SandboxOrder.Line after = how.apply(before);
    List<SandboxOrder.Line> lines = new ArrayList<>(order.lines());
    lines.set(line, after);
    SandboxStock.Entry entry = before.sku() == null || order.replacement() ? null : stock.find(before.sku(), order.node());
    if (entry != null) {
      entry.reserved += after.open() - before.open();
      if (lowersInput) {
        entry.input = Math.max(0, entry.input - (after.shipped() - before.shipped()));
      }
    }
    Instant now = clock.instant();
    SandboxOrder changed = order.changed(lines, now, now.plus(delay));
    add(changed);
    return changed;
  }

  // ---- reading

  private @Nullable SandboxOrder visible(String id) {
    List<SandboxOrder> versions = orders.getOrDefault(id, List.of());
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (!versions.get(i).visibleAt().isAfter(clock.instant())) {
        return versions.get(i);
      }
    }
    return null;
  }

  /** Whoever changes a cursor by a single character is refused. */
  JsonNode search(Request request) {
    String offset = request.text("poIndex");
    if (!offset.isEmpty() && !cursors.contains("?" + request.rawQuery())) {
      throw Refusal.invalid("this cursor was not given out: " + request.rawQuery());
    }
    if (offset.isEmpty()) {
      request.only(FILTERS);
    }
    int from = offset.isEmpty() ? 0 : Integer.parseInt(offset);
    int limit = Math.min(page, request.number("limit", 100, MOST));
    List<SandboxOrder> found = found(request);
    ObjectNode answer = list(found.subList(Math.min(from, found.size()), Math.min(from + limit, found.size())), found.size(), limit,
        request.text("replacementInfo").equals("true"));
    if (from + limit < found.size()) {
      StringBuilder cursor = new StringBuilder("?limit=" + limit + "&hasMoreElements=true&soIndex=" + found.size() + "&poIndex="
          + (from + limit) + "&partnerId=" + WalmartSandbox.PARTNER + "&sellerId=8");
      request.query().forEach((name, value) -> {
        if (!Set.of("limit", "hasMoreElements", "soIndex", "poIndex", "partnerId", "sellerId").contains(name)) {
          cursor.append('&').append(name).append('=').append(value);
        }
      });
      cursors.add(cursor.toString());
      ((ObjectNode) answer.path("list").path("meta")).put("nextCursor", cursor.toString());
    }
    return answer;
  }

  /** Bounds are exclusive, and orders of the last week only are found where nothing else is said. */
  private List<SandboxOrder> found(Request request) {
    Instant now = clock.instant();
    Instant created = request.time("createdStartDate");
    Instant createdEnd = request.time("createdEndDate");
    Instant modified = request.time("lastModifiedStartDate");
    Instant modifiedEnd = request.time("lastModifiedEndDate");
    Instant oldest = created == null ? now.minus(USUAL_SEARCH) : created;
    if (oldest.isBefore(now.minus(LONGEST_SEARCH))) {
      throw Refusal.invalid("createdStartDate is more than 180 days ago");
    }
    Instant newest = createdEnd == null ? now : createdEnd;
    Predicate<SandboxOrder> wanted = order -> order.placedAt().isAfter(oldest) && !order.placedAt().isAfter(newest)
        && (createdEnd == null || order.placedAt().isBefore(createdEnd))
        && (modified == null || order.updatedAt().isAfter(modified))
        && (modifiedEnd == null || order.updatedAt().isBefore(modifiedEnd))
        && (request.text("status").isEmpty() || statuses(order).contains(request.text("status")))
        && request.text("shipNodeType").matches("|SellerFulfilled");
    return candidates(modified).stream().map(this::visible).filter(order -> order != null && wanted.test(order))
        .sorted(Comparator.comparing(SandboxOrder::placedAt).reversed().thenComparing(SandboxOrder::id)).toList();
  }

  private Set<String> candidates(@Nullable Instant modified) {
    Set<String> ids = new HashSet<>();
    (modified == null ? changes : changes.tailMap(modified)).values().forEach(ids::addAll);
    return ids;
  }

  private static Set<String> statuses(SandboxOrder order) {
    Set<String> statuses = new HashSet<>();
    order.lines().forEach(line -> states(line).forEach(state -> statuses.add(state.path("status").asText())));
    return statuses;
  }

  JsonNode released(Request request) {
    request.only("createdStartDate", "createdEndDate", "limit", "shipNodeType", "replacementInfo");
    Instant end = request.time("createdEndDate");
    List<SandboxOrder> found = all().stream().filter(order -> statuses(order).contains("Created"))
        .filter(order -> end == null || order.placedAt().isBefore(end)).limit(request.number("limit", 100, MOST)).toList();
    return list(found, found.size(), MOST, false);
  }

  JsonNode get(Request request) {
    request.only("productInfo", "replacementInfo");
    SandboxOrder order = visible(request.part(2));
    if (order == null) {
      throw Refusal.unknown("no order " + request.part(2));
    }
    return answer(order);
  }

  private ObjectNode answer(SandboxOrder order) {
    ObjectNode answer = Request.JSON.createObjectNode();
    answer.set("order", told(order, true));
    return answer;
  }

  private ObjectNode list(List<SandboxOrder> found, int total, int limit, boolean replacements) {
    ObjectNode answer = Request.JSON.createObjectNode();
    ObjectNode list = answer.putObject("list");
    list.putObject("meta").put("totalCount", total).put("limit", limit);
    ArrayNode rows = list.putObject("elements").putArray("order");
    found.forEach(order -> rows.add(told(order, replacements)));
    return answer;
  }

  private ObjectNode told(SandboxOrder order, boolean replacements) {
    ObjectNode told = Request.JSON.createObjectNode().put("purchaseOrderId", order.id()).put("customerOrderId", order.customerOrder())
        .put("customerEmailId", "3A31739D8B0A45A1B23F7F8C81C8747F@relay.walmart.com");
    if (replacements) {
      told.put("orderType", order.replacement() ? "REPLACEMENT" : "REGULAR");
    }
    told.put("orderDate", order.placedAt().toEpochMilli());
    ObjectNode shipping = told.putObject("shippingInfo").put("phone", "3155598681")
        .put("estimatedDeliveryDate", order.placedAt().plus(Duration.ofDays(5)).toEpochMilli())
        .put("estimatedShipDate", order.placedAt().plus(Duration.ofDays(2)).toEpochMilli()).put("methodCode", "Value");
    shipping.putObject("postalAddress").put("name", "Kathryn Cole").put("address1", "3258B Warners rd").put("city", "Warners")
        .put("state", "NY").put("postalCode", "13164").put("country", "USA").put("addressType", "RESIDENTIAL");
    ArrayNode rows = told.putObject("orderLines").putArray("orderLine");
    List<SandboxOrder.Line> lines = new ArrayList<>(order.lines());
    if (shuffled.contains(order.id())) {
      java.util.Collections.reverse(lines);
    }
    lines.forEach(line -> rows.add(told(order, line)));
    told.putObject("shipNode").put("type", "SellerFulfilled").put("name", "Main").put("id", order.node());
    return told;
  }

  private static ObjectNode told(SandboxOrder order, SandboxOrder.Line line) {
    ObjectNode row = Request.JSON.createObjectNode().put("lineNumber", line.number());
    ObjectNode item = row.putObject("item").put("productName", "Something");
    if (line.sku() != null) {
      item.put("sku", line.sku());
    }
    row.putObject("charges").putArray("charge");
    quantity(row.putObject("orderLineQuantity"), line.ordered());
    row.put("statusDate", line.changedAt().toEpochMilli());
    ArrayNode told = row.putObject("orderLineStatuses").putArray("orderLineStatus");
    states(line).forEach(told::add);
    if (order.intentToCancel()) {
      row.put("intentToCancel", "true");
    }
    return row;
  }

  private static void quantity(ObjectNode quantity, long units) {
    quantity.put("unitOfMeasurement", "EACH").put("amount", Long.toString(units));
  }

  private static List<ObjectNode> states(SandboxOrder.Line line) {
    List<ObjectNode> states = new ArrayList<>();
    if (line.open() > 0) {
      states.add(state(line.acknowledged() ? "Acknowledged" : "Created", line.open()));
    }
    for (SandboxOrder.Parcel parcel : line.parcels()) {
      ObjectNode state = state(line.delivered() ? "Delivered" : "Shipped", parcel.units());
      ObjectNode tracking = state.putObject("trackingInfo").put("shipDateTime", line.changedAt().toEpochMilli());
      tracking.putObject("carrierName").put("carrier", "UPS");
      tracking.put("methodCode", "Value").put("trackingNumber", parcel.tracking());
      states.add(state);
    }
    if (line.cancelled() > 0) {
      states.add(state("Cancelled", line.cancelled()).put("cancellationReason", "CUSTOMER_REQUESTED_SELLER_TO_CANCEL"));
    }
    if (line.refunded() > 0) {
      states.add(state("Refund", line.refunded()));
    }
    return states;
  }

  private static ObjectNode state(String status, long units) {
    ObjectNode state = Request.JSON.createObjectNode().put("status", status);
    quantity(state.putObject("statusQuantity"), units);
    return state;
  }

  // ---- writing

  JsonNode acknowledge(Request request) {
    request.only();
    SandboxOrder order = newest(request.part(2));
    acknowledgements.merge(order.id(), 1L, Long::sum);
    for (int i = 0; i < order.lines().size(); i++) {
      Instant now = clock.instant();
      if (!order.lines().get(i).acknowledged()) {
        change(order.id(), i, line -> line.acknowledged(now));
      }
    }
    return answer(newest(order.id()));
  }

  JsonNode ship(Request request) {
    SandboxOrder order = newest(request.part(2));
    JsonNode lines = request.json("orderShipment").path("orderShipment");
    for (JsonNode row : Request.only(Request.only(lines, "orderLines").path("orderLines"), "orderLine").path("orderLine")) {
      Request.only(row, "lineNumber", "sellerOrderId", "intentToCancelOverride", "orderLineStatuses");
      if (Request.text(row, "sellerOrderId").length() > 30) {
        throw Refusal.invalid("sellerOrderId has more than 30 characters");
      }
      if (order.intentToCancel() && !row.path("intentToCancelOverride").asBoolean()) {
        throw Refusal.invalid("the buyer asked to cancel");
      }
      for (JsonNode state : row.path("orderLineStatuses").path("orderLineStatus")) {
        Request.only(state, "status", "statusQuantity", "trackingInfo");
        long units = units(order, row, state, "Shipped");
        String tracking = tracking(state.path("trackingInfo"));
        int line = line(order, row);
        if (!order.lines().get(line).acknowledged()) {
          throw Refusal.invalid("line " + (line + 1) + " is not acknowledged");
        }
        Instant now = clock.instant();
        order = change(order.id(), line, old -> old.shipped(tracking, units, now));
      }
    }
    return answer(order);
  }

  private static String tracking(JsonNode info) {
    Request.only(info, "shipDateTime", "carrierName", "methodCode", "trackingNumber", "trackingURL");
    JsonNode carrier = Request.only(info.path("carrierName"), "carrier", "otherCarrier");
    if (!METHODS.contains(Request.text(info, "methodCode")) || !info.path("shipDateTime").isIntegralNumber()
        || carrier.has("carrier") == carrier.has("otherCarrier")) {
      throw Refusal.invalid("trackingInfo: " + info);
    }
    if (carrier.has("otherCarrier")) {
      Request.text(info, "trackingURL");
    }
    return Request.text(info, "trackingNumber");
  }

  /** "Out of stock" takes the item off sale. */
  JsonNode cancel(Request request) {
    SandboxOrder order = newest(request.part(2));
    JsonNode lines = request.json("orderCancellation").path("orderCancellation");
    for (JsonNode row : Request.only(Request.only(lines, "orderLines").path("orderLines"), "orderLine").path("orderLine")) {
      Request.only(row, "lineNumber", "orderLineStatuses");
      for (JsonNode state : row.path("orderLineStatuses").path("orderLineStatus")) {
        Request.only(state, "status", "statusQuantity", "cancellationReason");
        long units = units(order, row, state, "Cancelled");
        if (!REASONS.contains(Request.text(state, "cancellationReason"))) {
          throw Refusal.invalid("cancellationReason " + state.path("cancellationReason"));
        }
        Instant now = clock.instant();
        order = change(order.id(), line(order, row), old -> old.cancelled(units, now));
        String sku = order.lines().get(line(order, row)).sku();
        SandboxStock.Entry entry = sku == null ? null : stock.find(sku, order.node());
        if (entry != null && state.path("cancellationReason").asText().equals("SELLER_CANCEL_OUT_OF_STOCK")) {
          entry.input = entry.reserved;
        }
      }
    }
    return answer(order);
  }

  private static long units(SandboxOrder order, JsonNode row, JsonNode state, String status) {
    JsonNode quantity = Request.only(state.path("statusQuantity"), "unitOfMeasurement", "amount");
    if (!Request.text(state, "status").equals(status) || !Request.text(quantity, "unitOfMeasurement").matches("EA|EACH")) {
      throw Refusal.invalid("status or unit: " + state);
    }
    long units = Long.parseLong(Request.text(quantity, "amount"));
    if (units < 1 || units > order.lines().get(line(order, row)).open()) {
      throw new Refusal(400, "INVALID_REQUEST_CONTENT.GMP_ORDER_API", units + " units do not wait in line " + row.path("lineNumber"));
    }
    return units;
  }

  private static int line(SandboxOrder order, JsonNode row) {
    String number = Request.text(row, "lineNumber");
    for (int i = 0; i < order.lines().size(); i++) {
      if (order.lines().get(i).number().equals(number)) {
        return i;
      }
    }
    throw Refusal.invalid("no line " + number);
  }
}

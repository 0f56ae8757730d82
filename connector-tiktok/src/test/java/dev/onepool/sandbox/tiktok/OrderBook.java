package dev.onepool.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sandbox's orders and returns, and what is asked about them. Guarded by the sandbox's lock. */
final class OrderBook {

  private static final long FIRST = 576_653_688_135_258_000L;
  private static final Set<String> STATUSES = Set.of("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING",
      "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED", "CANCELLED");

  /** A return of some units. */
  private record Return(String id, String order, String type, Instant at, Instant visibleAt, List<SandboxOrder.Unit> units) {}

  private final Clock clock;
  private final Map<String, List<SandboxOrder>> orders = new LinkedHashMap<>();
  private final List<Return> returns = new ArrayList<>();
  private long numbers;
  Duration delay = Duration.ZERO;
  int page = 100;

  OrderBook(Clock clock) {
    this.clock = clock;
  }

  String number() {
    return Long.toString(FIRST + ++numbers);
  }

  void add(SandboxOrder order) {
    orders.computeIfAbsent(order.id(), any -> new ArrayList<>()).add(order);
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

  /** Changes so many of the units that fit, in the order of their numbers; returns them as they were. */
  List<SandboxOrder.Unit> change(String id, long units, Predicate<SandboxOrder.Unit> fit, UnaryOperator<SandboxOrder.Unit> to) {
    SandboxOrder order = newest(id);
    List<SandboxOrder.Unit> chosen = order.units().stream().filter(fit)
        .sorted(Comparator.comparing(SandboxOrder.Unit::id)).limit(units).toList();
    if (chosen.size() < units) {
      throw new IllegalArgumentException("order " + id + " has " + chosen.size() + " such units, not " + units);
    }
    Instant now = clock.instant();
    add(order.with(now, now.plus(delay), unit -> chosen.contains(unit) ? to.apply(unit) : unit));
    return chosen;
  }

  void reverse(String id) {
    Instant now = clock.instant();
    add(newest(id).reversed(now, now.plus(delay)));
  }

  /** Tells the first unit twice from now on, which cannot be. */
  void spoil(String id) {
    Instant now = clock.instant();
    add(newest(id).spoiled(now, now.plus(delay)));
  }

  /** Notes that units, shipped and not in a return yet, are sent back or refunded. */
  void giveBack(String id, int line, long units, String type) {
    Set<String> before = new HashSet<>();
    returns.forEach(back -> back.units().forEach(unit -> before.add(unit.id())));
    List<SandboxOrder.Unit> chosen = newest(id).units().stream()
        .filter(unit -> unit.line() == line && unit.is("IN_TRANSIT") && !before.contains(unit.id())).limit(units).toList();
    if (chosen.size() < units) {
      throw new IllegalArgumentException("order " + id + " has " + chosen.size() + " units to give back, not " + units);
    }
    Instant now = clock.instant();
    returns.add(new Return(number(), id, type, now, now.plus(delay), chosen));
  }

  private @Nullable SandboxOrder visible(String id) {
    Instant now = clock.instant();
    SandboxOrder seen = null;
    for (SandboxOrder version : orders.getOrDefault(id, List.of())) {
      seen = version.visibleAt().isAfter(now) ? seen : version;
    }
    return seen;
  }

  // ---- what is asked

  ObjectNode search(Request request) {
    request.only("page_size", "page_token", "sort_field", "sort_order");
    JsonNode body = request.json("order_status", "create_time_ge", "create_time_lt", "update_time_ge", "update_time_lt",
        "shipping_type", "buyer_user_id", "is_buyer_request_cancel", "warehouse_ids");
    String status = body.has("order_status") ? Request.text(body, "order_status") : "";
    if (!status.isEmpty() && !STATUSES.contains(status)) {
      throw Refusal.invalid("body.order_status");
    }
    List<SandboxOrder> found = orders.keySet().stream().map(this::visible).filter(Objects::nonNull)
        .filter(order -> status.isEmpty() || order.status().equals(status))
        .filter(order -> within(body, order.updatedAt()))
        .sorted(sorted(request, SandboxOrder::placedAt, SandboxOrder::updatedAt, SandboxOrder::id)).toList();
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("orders");
    page(request, answer, found, 100).forEach(order -> list.add(Told.order(order)));
    return answer;
  }

  private static boolean within(JsonNode body, Instant at) {
    return (!body.has("update_time_ge") || at.getEpochSecond() >= Request.number(body, "update_time_ge"))
        && (!body.has("update_time_lt") || at.getEpochSecond() < Request.number(body, "update_time_lt"));
  }

  private static <T> Comparator<T> sorted(Request request, java.util.function.Function<T, Instant> created,
      java.util.function.Function<T, Instant> updated, java.util.function.Function<T, String> id) {
    String field = request.text("sort_field").isEmpty() ? "create_time" : request.text("sort_field");
    String order = request.text("sort_order").isEmpty() ? "DESC" : request.text("sort_order");
    if (!field.matches("create_time|update_time") || !order.matches("ASC|DESC")) {
      throw Refusal.invalid("query.sort_field or query.sort_order");
    }
    Comparator<T> sorted = Comparator.comparing(field.equals("update_time") ? updated : created).thenComparing(id);
    return order.equals("ASC") ? sorted : sorted.reversed();
  }

  /** Counts from the front, as the worst sort of token does: what leaves the front meanwhile makes a gap. */
  private <T> List<T> page(Request request, ObjectNode answer, List<T> found, int most) {
    int size = Math.min(page, request.number("page_size", most));
    int from = request.text("page_token").isEmpty() ? 0 : Shelves.offset(request.text("page_token"));
    answer.put("total_count", found.size());
    answer.put("next_page_token", from + size < found.size() ? Shelves.token(from + size) : "");
    return found.stream().skip(from).limit(size).toList();
  }

  ObjectNode get(Request request) {
    request.only("ids");
    List<String> ids = List.of(request.text("ids").split(","));
    if (ids.size() > 50 || request.text("ids").isEmpty()) {
      throw Refusal.invalid("query.ids");
    }
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("orders");
    ids.stream().map(this::visible).filter(Objects::nonNull).forEach(order -> list.add(Told.order(order)));
    return answer;
  }

  ObjectNode searchReturns(Request request) {
    request.only("page_size", "page_token", "sort_field", "sort_order");
    JsonNode body = request.json("return_ids", "order_ids", "return_types", "return_status", "create_time_ge",
        "create_time_lt", "update_time_ge", "update_time_lt");
    List<String> ids = body.has("order_ids") ? Request.texts(body, "order_ids") : List.of();
    Instant now = clock.instant();
    List<Return> found = returns.stream().filter(back -> !back.visibleAt().isAfter(now))
        .filter(back -> ids.isEmpty() || ids.contains(back.order())).filter(back -> within(body, back.at()))
        .sorted(sorted(request, Return::at, Return::at, Return::id)).toList();
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("return_orders");
    for (Return back : page(request, answer, found, 50)) {
      ObjectNode told = list.addObject().put("return_id", back.id()).put("order_id", back.order()).put("return_type", back.type())
          .put("return_status", "RETURN_OR_REFUND_REQUEST_COMPLETE").put("role", "BUYER").put("can_buyer_keep_item", false)
          .put("create_time", back.at().getEpochSecond()).put("update_time", back.at().getEpochSecond());
      ArrayNode lines = told.putArray("return_line_items");
      back.units().forEach(unit -> lines.addObject().put("return_line_item_id", "9" + unit.id())
          .put("order_line_item_id", unit.id()).put("sku_id", unit.sku()).put("seller_sku", unit.code()));
    }
    return answer;
  }

  // ---- what is done

  ObjectNode split(Request request) {
    request.only();
    String id = request.part(3);
    SandboxOrder order = shippable(id);
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode parcels = answer.putArray("packages");
    for (JsonNode group : Request.list(request.json("splittable_groups"), "splittable_groups")) {
      List<String> ids = Request.texts(Request.only(group, "id", "order_line_item_ids"), "order_line_item_ids");
      if (ids.size() >= order.units().stream().filter(unit -> !unit.is("CANCELLED")).count()) {
        throw Refusal.invalid("a split must leave something behind");
      }
      String parcel = number();
      changeNamed(id, ids, unit -> unit.with("", parcel, ""));
      parcels.addObject().put("splittable_group_id", Request.text(group, "id")).put("id", parcel);
    }
    return answer;
  }

  /** Notes that a parcel is ready for its carrier. */
  ObjectNode ship(Request request) {
    request.only();
    String parcel = request.part(3);
    JsonNode body = request.json("handover_method", "pickup_slot", "self_shipment");
    JsonNode self = Request.only(body.path("self_shipment"), "tracking_number", "shipping_provider_id");
    String tracking = Request.text(self, "tracking_number");
    if (!Request.text(self, "shipping_provider_id").matches("[0-9]+")) {
      throw Refusal.invalid("body.self_shipment.shipping_provider_id");
    }
    SandboxOrder order = all().stream().filter(one -> one.units().stream().anyMatch(unit -> unit.parcel().equals(parcel)))
        .findFirst().orElseThrow(() -> new Refusal(200, 36009004, "Invalid parameter: package_id"));
    shippable(order.id());
    List<String> ids = order.units().stream().filter(unit -> unit.parcel().equals(parcel) && unit.isOpen())
        .map(SandboxOrder.Unit::id).toList();
    changeNamed(order.id(), ids, unit -> unit.with("AWAITING_COLLECTION", parcel, tracking));
    return Request.JSON.createObjectNode();
  }

  private SandboxOrder shippable(String id) {
    if (!has(id) || !newest(id).kind().name().matches("PAID|SAMPLE|REPLACEMENT")) {
      throw Refusal.invalid("order " + id + " is not to be shipped");
    }
    return newest(id);
  }

  void changeNamed(String id, List<String> ids, UnaryOperator<SandboxOrder.Unit> to) {
    Predicate<SandboxOrder.Unit> named = unit -> ids.contains(unit.id()) && unit.isOpen();
    if (ids.isEmpty() || newest(id).units().stream().filter(named).count() < ids.size()) {
      throw Refusal.invalid("order_line_item_ids");
    }
    change(id, ids.size(), named, to);
  }
}

package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.amazon.SpApi.Operation;
import dev.onepool.connector.amazon.SpApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders that the seller ships, in windows of their last update. A window ends some minutes before now, as Amazon demands,
 * and the next one begins where this one ended, less the overlap. What Amazon ships itself is not asked for: it does not draw on
 * the seller's stock. Neither is anything that says who the buyer is.
 *
 * <p>The cursor is {@code 1;kind;from;to;token}: the window being read, or, without a token, the one that was read last.
 *
 * <p>Every state but a cancelled one holds its units: also pending orders, whose buyer has not paid. What is neither shipped nor
 * waiting was cancelled, whether Amazon lowers the ordered number or not. Replacements and exchanges take units without having
 * lowered the shown number (unverified, and the safe way round).
 */
final class Orders {

  private static final String BEGIN = "1;begin";
  private static final int PAGE = 100;
  /** Items are read order by order, so a page must fit into their burst. */
  private static final int PAGE_V0 = 20;
  private static final int MOST_ITEM_PAGES = 100;
  private static final String DATA = "includedData=FULFILLMENT,CANCELLATION";
  /** Of one time stamp, what the orders say goes before what a notification said. */
  private static final long TOLD_BY_THE_ORDER = 1;

  private final SpApi api;
  private final AmazonSettings settings;

  Orders(SpApi api, AmazonSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** What a window asks for, and what is known before it. */
  private enum Kind {
    /** Open orders only, far back. */
    OPEN,
    /** The first that asks for every change; nothing was complete before. */
    FIRST,
    /** Every change since the one before. */
    NEXT
  }

  /** A window of last updates. */
  private record Window(Kind kind, Instant from, Instant to, String token) {

    static Window parse(String cursor) {
      String[] parts = cursor.split(";", 5);
      try {
        if (parts.length == 5 && parts[0].equals("1")) {
          return new Window(Kind.valueOf(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3]), parts[4]);
        }
      } catch (DateTimeParseException | IllegalArgumentException malformed) {
        // Falls to the complaint.
      }
      throw new IllegalArgumentException("no cursor of Amazon's orders: " + SpApi.clipped(cursor));
    }

    Window at(String next) {
      return new Window(kind, from, to, next);
    }

    @Override
    public String toString() {
      return "1;" + kind + ";" + from + ";" + to + ";" + token;
    }
  }

  OrderPage page(@Nullable String cursor) {
    Instant end = api.now().minus(settings.orderMargin).truncatedTo(ChronoUnit.MILLIS);
    if (cursor == null || cursor.equals(BEGIN)) {
      return read(new Window(Kind.OPEN, end.minus(settings.firstOrders), end, ""));
    }
    Window last = Window.parse(cursor);
    if (!last.token().isEmpty()) {
      return read(last);
    }
    // A clock that was set back must not make a window end before the one before did.
    Instant to = end.isBefore(last.to()) ? last.to() : end;
    return read(new Window(
        last.kind() == Kind.OPEN ? Kind.FIRST : Kind.NEXT, last.to().minus(settings.orderOverlap), to, ""));
  }

  private OrderPage read(Window window) {
    Instant before = window.kind() == Kind.NEXT ? window.from().plus(settings.orderOverlap) : Instant.EPOCH;
    Reply reply = settings.ordersV0 ? searchV0(window) : search(window);
    if (reply.status() == 400 && !window.token().isEmpty()) {
      // A token lasts a day. The window is read from its beginning; orders may come again.
      return new OrderPage(List.of(), beginning(window), true, before);
    }
    JsonNode found = settings.ordersV0 ? reply.orThrow().path("payload") : reply.orThrow();
    List<OrderSnapshot> orders = new ArrayList<>();
    List<OrderPage.Unreadable> unreadable = new ArrayList<>();
    for (JsonNode order : list(found.path(settings.ordersV0 ? "Orders" : "orders"))) {
      addTo(orders, order, true, unreadable);
    }
    String next = (settings.ordersV0 ? found.path("NextToken") : found.path("pagination").path("nextToken")).asText("");
    boolean more = !next.isEmpty() || window.kind() == Kind.OPEN;
    return new OrderPage(orders, window.at(next).toString(), more, more ? before : window.to(), unreadable);
  }

  private String beginning(Window window) {
    Instant end = window.from().plus(settings.orderOverlap);
    return window.kind() == Kind.OPEN ? BEGIN
        : new Window(window.kind() == Kind.FIRST ? Kind.OPEN : Kind.NEXT, window.from(), end, "").toString();
  }

  private Reply search(Window window) {
    String query = "/orders/2026-01-01/orders?lastUpdatedAfter=" + window.from() + "&lastUpdatedBefore=" + window.to()
        + "&marketplaceIds=" + settings.marketplace + "&fulfilledBy=MERCHANT&maxResultsPerPage=" + PAGE + "&" + DATA
        + (window.kind() == Kind.OPEN
            ? "&fulfillmentStatuses=PENDING_AVAILABILITY,PENDING,UNSHIPPED,PARTIALLY_SHIPPED" : "")
        + (window.token().isEmpty() ? "" : "&paginationToken=" + SpApi.encoded(window.token()));
    return api.get(Operation.SEARCH_ORDERS, query);
  }

  private Reply searchV0(Window window) {
    Instant wait = api.take(Operation.GET_ORDER_ITEMS_V0, PAGE_V0);
    if (wait != null) {
      return Reply.throttled(wait);
    }
    String query = "/orders/v0/orders?MarketplaceIds=" + settings.marketplace + "&FulfillmentChannels=MFN&MaxResultsPerPage="
        + PAGE_V0 + "&LastUpdatedAfter=" + window.from() + "&LastUpdatedBefore=" + window.to()
        + (window.kind() == Kind.OPEN ? "&OrderStatuses=PendingAvailability,Pending,Unshipped,PartiallyShipped" : "")
        + (window.token().isEmpty() ? "" : "&NextToken=" + SpApi.encoded(window.token()));
    return api.get(Operation.GET_ORDERS_V0, query);
  }

  /** Adds how an order stands, unless Amazon ships it. One that contradicts itself is set aside. */
  private void addTo(
      List<OrderSnapshot> orders, JsonNode order, boolean paid, List<OrderPage.Unreadable> unreadable) {
    List<JsonNode> items = List.of();
    try {
      if (settings.ordersV0 && !order.path("FulfillmentChannel").asText().equals("AFN")) {
        items = itemsV0(order, paid);
        orders.add(snapshotV0(order, items));
      } else if (!settings.ordersV0 && !order.path("fulfillment").path("fulfilledBy").asText().equals("AMAZON")) {
        items = order.path("orderItems").valueStream().toList();
        orders.add(snapshot(order));
      }
    } catch (ConnectorException broken) {
      String id = order.path(settings.ordersV0 ? "AmazonOrderId" : "orderId").asText();
      if (broken.kind() != FailureKind.MALFORMED || id.isEmpty()) {
        throw broken;
      }
      unreadable.add(new OrderPage.Unreadable(
          OrderId.of(id), listings(items), SpApi.clipped(String.valueOf(broken.getMessage()))));
    }
  }

  /** Returns what an order sells, if each of its items says so; else nothing, which stands for anything. */
  private Set<ListingId> listings(List<JsonNode> items) {
    Set<ListingId> listings = new HashSet<>();
    for (JsonNode item : items) {
      String sku = item.at(settings.ordersV0 ? "/SellerSKU" : "/product/sellerSku").asText("");
      if (sku.isEmpty()) {
        return Set.of();
      }
      listings.add(Listings.sold(sku, item.path(settings.ordersV0 ? "OrderItemId" : "orderItemId").asText("?")));
    }
    return listings;
  }

  private List<JsonNode> itemsV0(JsonNode order, boolean paid) {
    String path = "/orders/v0/orders/" + SpApi.encoded(order.path("AmazonOrderId").asText()) + "/orderItems";
    List<JsonNode> items = new ArrayList<>();
    String token = "";
    for (int page = 0; page < MOST_ITEM_PAGES; page++) {
      String query = path + (token.isEmpty() ? "" : "?NextToken=" + SpApi.encoded(token));
      JsonNode found = (paid && page == 0
          ? api.paid(Operation.GET_ORDER_ITEMS_V0, query, null, api.patience())
          : api.get(Operation.GET_ORDER_ITEMS_V0, query)).orThrow().path("payload");
      list(found.path("OrderItems")).forEach(items::add);
      token = found.path("NextToken").asText("");
      if (token.isEmpty()) {
        return items;
      }
    }
    throw new ConnectorException(FailureKind.MALFORMED, "the items of one of Amazon's orders do not end");
  }

  /** Reads these by name, as far as the budget goes and they can be understood; the others come with the pages. */
  List<OrderSnapshot> named(Set<OrderId> ids) {
    List<OrderSnapshot> orders = new ArrayList<>();
    boolean read = false;
    for (OrderId id : ids) {
      try {
        addNamed(orders, id);
        read = true;
      } catch (ConnectorException failed) {
        if (!read || failed.kind() != FailureKind.THROTTLED) {
          throw failed;
        }
        return orders;
      }
    }
    return orders;
  }

  private void addNamed(List<OrderSnapshot> orders, OrderId id) {
    String name = SpApi.encoded(id.value());
    Reply reply = settings.ordersV0
        ? api.get(Operation.GET_ORDER_V0, "/orders/v0/orders/" + name)
        : api.get(Operation.GET_ORDER, "/orders/2026-01-01/orders/" + name + "?" + DATA);
    // An order that is not there is not found, or, where its name is none of Amazon's, a bad request.
    if (reply.status() != 404 && reply.status() != 400) {
      addTo(orders, reply.orThrow().path(settings.ordersV0 ? "payload" : "order"), false, new ArrayList<>());
    }
  }

  private static JsonNode list(JsonNode list) {
    if (!list.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Amazon's answer has no list of orders, or of an order's items");
    }
    return list;
  }

  /** Reads an order of version 2026-01-01. */
  static OrderSnapshot snapshot(JsonNode order) {
    String id = text(order, "orderId");
    return reading(id, () -> {
      boolean cancelled = order.path("fulfillment").path("fulfillmentStatus").asText().equals("CANCELLED");
      boolean drew = true;
      for (JsonNode other : order.path("associatedOrders")) {
        String type = other.path("associationType").asText();
        drew &= !type.equals("REPLACEMENT_ORIGINAL_ID") && !type.equals("EXCHANGE_ORIGINAL_ID");
      }
      List<OrderSnapshot.Line> lines = new ArrayList<>();
      for (JsonNode item : list(order.path("orderItems"))) {
        lines.add(line(item, cancelled, drew));
      }
      String shipBy = order.path("fulfillment").path("shipByWindow").path("latestDateTime").asText("");
      return new OrderSnapshot(OrderId.of(id), time(text(order, "lastUpdatedTime")), TOLD_BY_THE_ORDER,
          time(text(order, "createdTime")), true, lines, shipBy.isEmpty() ? null : time(shipBy));
    });
  }

  private static OrderSnapshot.Line line(JsonNode item, boolean cancelled, boolean drew) {
    String id = text(item, "orderItemId");
    long ordered = units(item.path("quantityOrdered"));
    JsonNode state = item.path("fulfillment");
    long shipped = state.has("quantityFulfilled") ? units(state.path("quantityFulfilled")) : 0;
    long waiting = state.has("quantityUnfulfilled") ? units(state.path("quantityUnfulfilled")) : Math.max(0, ordered - shipped);
    // What is sold by weight or length has no units that could be counted here.
    boolean counted = !item.has("measurement") || item.path("measurement").path("unit").asText().equals("COUNT");
    ListingId listing = Listings.sold(counted ? item.path("product").path("sellerSku").asText(null) : null, id);
    return line(id, listing, ordered, shipped, cancelled ? 0 : waiting, drew);
  }

  /** Reads an order of version v0 with its items. */
  private static OrderSnapshot snapshotV0(JsonNode order, List<JsonNode> items) {
    String id = text(order, "AmazonOrderId");
    return reading(id, () -> {
      boolean cancelled = order.path("OrderStatus").asText().equals("Canceled");
      // The example of Amazon's own model writes such flags as text.
      boolean drew = !order.path("IsReplacementOrder").asText().equalsIgnoreCase("true");
      List<OrderSnapshot.Line> lines = new ArrayList<>();
      for (JsonNode item : items) {
        String line = text(item, "OrderItemId");
        long ordered = units(item.path("QuantityOrdered"));
        long shipped = item.has("QuantityShipped") ? units(item.path("QuantityShipped")) : 0;
        long waiting = cancelled ? 0 : Math.max(0, ordered - shipped);
        boolean counted = !item.has("Measurement") || item.path("Measurement").path("Unit").asText().equals("count");
        ListingId listing = Listings.sold(counted ? item.path("SellerSKU").asText(null) : null, line);
        lines.add(line(line, listing, ordered, shipped, waiting, drew));
      }
      String shipBy = order.path("LatestShipDate").asText("");
      return new OrderSnapshot(OrderId.of(id), time(text(order, "LastUpdateDate")), TOLD_BY_THE_ORDER,
          time(text(order, "PurchaseDate")), true, lines, shipBy.isEmpty() ? null : time(shipBy));
    });
  }

  /**
   * Reads what an ORDER_CHANGE tells of a new order; null if it tells too little. It may tell of a part, and its time is not the
   * order's own version, so anything that the orders say goes before it.
   */
  static @Nullable OrderSnapshot change(JsonNode change) {
    JsonNode summary = change.path("Summary");
    String purchased = summary.path("PurchaseDate").asText("");
    if (purchased.isEmpty()) {
      return null;
    }
    Instant placed = time(purchased);
    List<OrderSnapshot.Line> lines = new ArrayList<>();
    for (JsonNode item : summary.path("OrderItems")) {
      String sku = item.path("SellerSKU").asText("");
      String id = item.path("OrderItemId").asText("");
      if (sku.isEmpty() || id.isEmpty() || !item.path("Quantity").isIntegralNumber()) {
        return null;
      }
      lines.add(line(id, Listings.sold(sku, id), units(item.path("Quantity")), 0, units(item.path("Quantity")), true));
    }
    return lines.isEmpty() ? null
        : new OrderSnapshot(OrderId.of(text(change, "AmazonOrderId")), placed, 0, placed, false, lines);
  }

  private static OrderSnapshot.Line line(
      String id, ListingId listing, long ordered, long shipped, long waiting, boolean drew) {
    long most = Math.max(ordered, shipped + waiting);
    return new OrderSnapshot.Line(LineId.of(id), listing, most, most - shipped - waiting, shipped, 0, 0, drew);
  }

  private static OrderSnapshot reading(String order, Supplier<OrderSnapshot> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException contradiction) {
      throw new ConnectorException(FailureKind.MALFORMED,
          "Amazon's order " + SpApi.clipped(order) + " cannot be: " + contradiction.getMessage());
    }
  }

  private static String text(JsonNode node, String name) {
    String text = node.path(name).asText("");
    if (text.isEmpty()) {
      throw new ConnectorException(FailureKind.MALFORMED, "something of Amazon's orders has no " + name);
    }
    return text;
  }

  private static long units(JsonNode number) {
    if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
      throw new IllegalArgumentException("a quantity is " + SpApi.clipped(number.toString()));
    }
    return number.intValue();
  }

  static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException("a time is " + SpApi.clipped(text));
    }
  }
}

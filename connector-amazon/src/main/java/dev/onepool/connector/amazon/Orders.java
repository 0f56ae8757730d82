package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders that the seller ships, in windows of their last update. A window ends some minutes before now, as Amazon demands,
 * and the next one begins where this one ended, less the overlap. What Amazon ships itself is not asked for: it does not draw on
 * the seller's stock. Neither is anything that says who the buyer is.
 *
 * <p>The cursor is {@code 1;kind;from;to;token}: the window being read, or, without a token, the one that was read last.
 */
final class Orders {

  private static final String BEGIN = "1;begin";
  private static final int PAGE = 100;
  /** Items are read order by order, so a page must fit into their burst. */
  private static final int PAGE_V0 = 20;
  private static final int MOST_ITEM_PAGES = 100;
  private static final String DATA = "includedData=FULFILLMENT,CANCELLATION";

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
    Instant end = api.now().minus(settings.orderMargin()).truncatedTo(ChronoUnit.MILLIS);
    if (cursor == null || cursor.equals(BEGIN)) {
      return read(new Window(Kind.OPEN, end.minus(settings.firstOrders()), end, ""));
    }
    Window last = Window.parse(cursor);
    if (!last.token().isEmpty()) {
      return read(last);
    }
    // A clock that was set back must not make a window end before the one before did.
    Instant to = end.isBefore(last.to()) ? last.to() : end;
    return read(new Window(
        last.kind() == Kind.OPEN ? Kind.FIRST : Kind.NEXT, last.to().minus(settings.orderOverlap()), to, ""));
  }

  private OrderPage read(Window window) {
    Instant before = window.kind() == Kind.NEXT ? window.from().plus(settings.orderOverlap()) : Instant.EPOCH;
    Reply reply = settings.ordersV0() ? searchV0(window) : search(window);
    if (reply.status() == 400 && !window.token().isEmpty()) {
      // A token lasts a day. The window is read from its beginning; orders may come again.
      return new OrderPage(List.of(), beginning(window), true, before);
    }
    JsonNode found = settings.ordersV0() ? reply.orThrow().path("payload") : reply.orThrow();
    List<OrderPage.Unreadable> unreadable = new ArrayList<>();
    List<OrderSnapshot> orders = settings.ordersV0() ? snapshotsV0(found, unreadable) : snapshots(found, unreadable);
    String next = settings.ordersV0()
        ? found.path("NextToken").asText("") : found.path("pagination").path("nextToken").asText("");
    boolean more = !next.isEmpty() || window.kind() == Kind.OPEN;
    return new OrderPage(orders, window.at(next).toString(), more, more ? before : window.to(), unreadable);
  }

  private String beginning(Window window) {
    Instant end = window.from().plus(settings.orderOverlap());
    return window.kind() == Kind.OPEN ? BEGIN
        : new Window(window.kind() == Kind.FIRST ? Kind.OPEN : Kind.NEXT, window.from(), end, "").toString();
  }

  private Reply search(Window window) {
    String query = "/orders/2026-01-01/orders?lastUpdatedAfter=" + window.from() + "&lastUpdatedBefore=" + window.to()
        + "&marketplaceIds=" + settings.marketplace() + "&fulfilledBy=MERCHANT&maxResultsPerPage=" + PAGE + "&" + DATA
        + (window.kind() == Kind.OPEN
            ? "&fulfillmentStatuses=PENDING_AVAILABILITY,PENDING,UNSHIPPED,PARTIALLY_SHIPPED" : "")
        + (window.token().isEmpty() ? "" : "&paginationToken=" + SpApi.encoded(window.token()));
    return api.send(Operation.SEARCH_ORDERS, "GET", query, null, api.patience());
  }

  private static List<OrderSnapshot> snapshots(JsonNode found, List<OrderPage.Unreadable> unreadable) {
    List<OrderSnapshot> orders = new ArrayList<>();
    for (JsonNode order : list(found.path("orders"))) {
      try {
        add(orders, OrderTexts.order(order));
      } catch (ConnectorException broken) {
        unreadable.add(OrderTexts.unreadable(
            order.path("orderId").asText(), order.path("orderItems"), "/product/sellerSku", "orderItemId", broken));
      }
    }
    return orders;
  }

  private static void add(List<OrderSnapshot> orders, @Nullable OrderSnapshot order) {
    if (order != null) {
      orders.add(order);
    }
  }

  private Reply searchV0(Window window) {
    Instant wait = api.take(Operation.GET_ORDER_ITEMS_V0, PAGE_V0);
    if (wait != null) {
      return Reply.throttled(wait);
    }
    String query = "/orders/v0/orders?MarketplaceIds=" + settings.marketplace() + "&FulfillmentChannels=MFN&MaxResultsPerPage="
        + PAGE_V0 + "&LastUpdatedAfter=" + window.from() + "&LastUpdatedBefore=" + window.to()
        + (window.kind() == Kind.OPEN ? "&OrderStatuses=PendingAvailability,Pending,Unshipped,PartiallyShipped" : "")
        + (window.token().isEmpty() ? "" : "&NextToken=" + SpApi.encoded(window.token()));
    return api.send(Operation.GET_ORDERS_V0, "GET", query, null, api.patience());
  }

  private List<OrderSnapshot> snapshotsV0(JsonNode found, List<OrderPage.Unreadable> unreadable) {
    List<OrderSnapshot> orders = new ArrayList<>();
    for (JsonNode order : list(found.path("Orders"))) {
      ArrayNode items = SpApi.JSON.createArrayNode().addAll(itemsV0(order, true));
      try {
        add(orders, OrderTexts.v0(order, items.valueStream().toList()));
      } catch (ConnectorException broken) {
        unreadable.add(
            OrderTexts.unreadable(order.path("AmazonOrderId").asText(), items, "/SellerSKU", "OrderItemId", broken));
      }
    }
    return orders;
  }

  private List<JsonNode> itemsV0(JsonNode order, boolean paid) {
    String path = "/orders/v0/orders/" + SpApi.encoded(order.path("AmazonOrderId").asText()) + "/orderItems";
    List<JsonNode> items = new ArrayList<>();
    String token = "";
    for (int page = 0; page < MOST_ITEM_PAGES; page++) {
      String query = path + (token.isEmpty() ? "" : "?NextToken=" + SpApi.encoded(token));
      JsonNode found = (paid && page == 0
          ? api.paid(Operation.GET_ORDER_ITEMS_V0, "GET", query, null, api.patience())
          : api.send(Operation.GET_ORDER_ITEMS_V0, "GET", query, null, api.patience())).orThrow().path("payload");
      list(found.path("OrderItems")).forEach(items::add);
      token = found.path("NextToken").asText("");
      if (token.isEmpty()) {
        return items;
      }
    }
    throw new ConnectorException(FailureKind.MALFORMED, "the items of one of Amazon's orders do not end");
  }

  /** Reads these by name, as far as the budget goes; the others come with the pages. */
  List<OrderSnapshot> named(Set<OrderId> ids) {
    List<OrderSnapshot> orders = new ArrayList<>();
    boolean read = false;
    for (OrderId id : ids) {
      try {
        OrderSnapshot order = settings.ordersV0() ? oneV0(id) : one(id);
        if (order != null) {
          orders.add(order);
        }
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

  private @Nullable OrderSnapshot one(OrderId id) {
    Reply reply = api.send(Operation.GET_ORDER, "GET",
        "/orders/2026-01-01/orders/" + SpApi.encoded(id.value()) + "?" + DATA, null, api.patience());
    if (isUnknown(reply)) {
      return null;
    }
    JsonNode order = reply.orThrow().path("order");
    return OrderTexts.isAmazons(order) ? null : OrderTexts.order(order);
  }

  private @Nullable OrderSnapshot oneV0(OrderId id) {
    Reply reply = api.send(Operation.GET_ORDER_V0, "GET",
        "/orders/v0/orders/" + SpApi.encoded(id.value()), null, api.patience());
    if (isUnknown(reply)) {
      return null;
    }
    JsonNode order = reply.orThrow().path("payload");
    return OrderTexts.isAmazonsV0(order) ? null : OrderTexts.v0(order, itemsV0(order, false));
  }

  /** An order that is not there is not found, or, where its name is none of Amazon's, a bad request. */
  private static boolean isUnknown(Reply reply) {
    return reply.status() == 404 || reply.status() == 400;
  }

  private static JsonNode list(JsonNode list) {
    if (!list.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Amazon's answer has no list of orders, or of an order's items");
    }
    return list;
  }
}

package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.OrderId;
import dev.onepool.connector.shopify.GraphQl.Operation;
import dev.onepool.connector.shopify.ShopifyApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds orders that are open or have changed, and tells the shop what was shipped of them.
 *
 * <p>Shopify takes no idempotency key for a shipment. It is known again by its tracking number, which is read first; so one
 * without a number is refused, because telling it twice could ship twice.
 */
final class Orders {

  private static final int MOVES = 50;
  private static final int SHIPMENTS = 200;

  private final ShopifyApi api;
  private final ShopifySettings settings;

  Orders(ShopifyApi api, ShopifySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /**
   * Where the reading of orders stands. Orders are read in passes: the first over all that are open, each later one over all
   * that changed since the pass before began, less the overlap. Shopify's own cursors are good within one pass only.
   *
   * @param from when the pass before began, by our clock; null in the first
   * @param began when this pass began; null if it has yet to
   * @param moves whether the pass has come to orders that did not change themselves, but whose fulfilment orders did
   * @param after Shopify's cursor of the page before in this part of the pass; null at its beginning
   */
  private record Cursor(@Nullable Instant from, @Nullable Instant began, boolean moves, @Nullable String after) {

    /** Returns the cursor in this text; null for the very first. */
    static Cursor of(@Nullable String text) {
      if (text == null) {
        return new Cursor(null, null, false, null);
      }
      String[] parts = text.split("\\|", 5);
      try {
        if (parts.length == 5 && parts[0].equals("1")) {
          return new Cursor(
              time(parts[1]), time(parts[2]), parts[3].equals("moves"), parts[4].isEmpty() ? null : parts[4]);
        }
      } catch (DateTimeParseException e) {
        // The same as any other text that is no cursor of ours.
      }
      throw new ConnectorException(FailureKind.INVALID, "not a cursor of this connector: \"" + text + "\"");
    }

    /** Returns the next page of the same part of this pass. */
    Cursor page(Instant start, String cursor) {
      return new Cursor(from, start, moves, cursor);
    }

    /** Returns the first page of the moves of this pass. */
    Cursor toMoves(Instant start) {
      return new Cursor(from, start, true, null);
    }

    /** Returns the pass after one that began then. */
    static Cursor since(Instant start) {
      return new Cursor(start, null, false, null);
    }

    @Override
    public String toString() {
      return "1|" + text(from) + "|" + text(began) + "|" + (moves ? "moves" : "") + "|" + (after == null ? "" : after);
    }

    private static @Nullable Instant time(String text) {
      return text.isEmpty() ? null : Instant.parse(text);
    }

    private static String text(@Nullable Instant time) {
      return time == null ? "" : time.toString();
    }
  }

  OrderPage page(@Nullable String text) {
    Cursor cursor = Cursor.of(text);
    Instant began = cursor.began() == null ? api.now() : cursor.began();
    Told told = new Told();
    String after = cursor.moves() && cursor.from() != null
        ? moved(cursor, since(cursor.from()), told)
        : changed(cursor, told);
    boolean movesFollow = after == null && !cursor.moves() && cursor.from() != null && !settings.singleLocation;
    if (after != null || movesFollow) {
      Cursor next = after == null ? cursor.toMoves(began) : cursor.page(began, after);
      Instant before = cursor.from() == null ? Instant.EPOCH : cursor.from().minus(settings.clockSkew);
      return new OrderPage(told.understood, next.toString(), true, before, told.unreadable);
    }
    // Our clock may be ahead of the shop's by the skew, so that its instant of the beginning was that much earlier.
    return new OrderPage(told.understood, Cursor.since(began).toString(), false, began.minus(settings.clockSkew), told.unreadable);
  }

  private Instant since(Instant from) {
    return from.minus(settings.overlap).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String search(Instant since) {
    return "updated_at:>='" + since + "'";
  }

  /** Adds a page of orders that are open, or have changed; returns Shopify's cursor of the next. */
  private @Nullable String changed(Cursor cursor, Told into) {
    // Ascending by change, so an order that changes meanwhile moves towards the end and is not missed.
    ObjectNode variables = variables().put("first", settings.size("order-page-size"))
        .put("after", cursor.after())
        .put("query", cursor.from() == null ? "status:open" : search(since(cursor.from())));
    JsonNode connection = api.read(Operation.ORDERS, variables).path("orders");
    tell(GraphQl.nodes(connection), into);
    return GraphQl.next(connection, cursor.after());
  }

  /**
   * Adds orders that the pass has not read, because they did not change themselves: a fulfilment order that moves to another
   * location leaves its order's time stamp as it is. Returns Shopify's cursor of the next page.
   */
  private @Nullable String moved(Cursor cursor, Instant since, Told into) {
    ObjectNode variables = GraphQl.object().put("first", MOVES).put("after", cursor.after()).put("query", search(since));
    JsonNode connection = api.read(Operation.MOVES, variables).path("fulfillmentOrders");
    Set<OrderId> unread = new LinkedHashSet<>();
    for (JsonNode part : GraphQl.nodes(connection)) {
      JsonNode order = part.path("order");
      Instant changed = GraphQl.timeIfAny(order, "updatedAt");
      if (changed == null || changed.isBefore(since)) {
        unread.add(OrderId.of(GraphQl.id(order, "Order")));
      }
    }
    tell(unread, into);
    return GraphQl.next(connection, cursor.after());
  }

  /** Reads these by name; what the shop does not know, or cannot be understood, is left out. */
  List<OrderSnapshot> named(Collection<OrderId> wanted) {
    Told told = new Told();
    tell(wanted, told);
    return told.understood;
  }

  private void tell(Collection<OrderId> wanted, Told into) {
    List<String> numbers = wanted.stream().map(OrderId::value).filter(GraphQl::isNumber).toList();
    int size = settings.size("order-page-size");
    for (int from = 0; from < numbers.size(); from += size) {
      ObjectNode variables = variables();
      ArrayNode ids = variables.putArray("ids");
      numbers.subList(from, Math.min(numbers.size(), from + size)).forEach(number -> ids.add(GraphQl.gid("Order", number)));
      tell(GraphQl.array(api.read(Operation.ORDERS_BY_ID, variables), "nodes"), into);
    }
  }

  private ObjectNode variables() {
    return GraphQl.object().put("lines", settings.size("line-page-size")).put("parts", WholeOrder.PARTS)
        .put("located", !settings.singleLocation);
  }

  /** Orders, and apart from them those that cannot be understood. */
  static final class Told {
    final List<OrderSnapshot> understood = new ArrayList<>();
    final List<OrderPage.Unreadable> unreadable = new ArrayList<>();
  }

  private void tell(JsonNode nodes, Told into) {
    for (JsonNode node : nodes) {
      if (node.isObject() && !node.isEmpty()) {
        WholeOrder.tell(api, settings, node, into);
      }
    }
  }

  PublishResult ship(OrderAction.Ship ship, Instant deadline) {
    String number = ship.trackingNumber();
    if (number == null || number.isBlank() || !GraphQl.isNumber(ship.order().value())) {
      return new PublishResult.Rejected(FailureKind.INVALID, "order " + ship.order() + ": Shopify is told of a shipment by "
          + "the order's number and a tracking number, without which it could be told twice");
    }
    ObjectNode input = GraphQl.object();
    try {
      if (isKnown(ship.order().value(), number, deadline)) {
        return new PublishResult.Applied(null);
      }
      String missing = addParts(ship, input);
      if (missing != null) {
        return new PublishResult.Rejected(FailureKind.INVALID, missing);
      }
      input.putObject("trackingInfo").put("company", ship.carrier()).put("number", number);
      ObjectNode variables = GraphQl.object();
      variables.set("fulfillment", input);
      return result(api.send(Operation.SHIP, variables, deadline));
    } catch (ConnectorException e) {
      // A read failed, or nothing was sent: nothing was changed.
      return e.until() != null ? new PublishResult.Throttled(e.until())
          : new PublishResult.Rejected(e.kind(), String.valueOf(e.getMessage()));
    }
  }

  private boolean isKnown(String order, String number, Instant deadline) {
    ObjectNode variables = GraphQl.object().put("id", GraphQl.gid("Order", order)).put("first", SHIPMENTS);
    JsonNode node = api.send(Operation.ORDER_SHIPMENTS, variables, deadline).orThrow().path("node");
    if (!node.isObject()) {
      throw new ConnectorException(FailureKind.INVALID, "shop " + settings.shop + " knows no order " + order);
    }
    JsonNode shipments = GraphQl.array(node, "fulfillments");
    if (shipments.size() >= SHIPMENTS) {
      throw new ConnectorException(FailureKind.INVALID,
          "order " + order + " has " + SHIPMENTS + " shipments or more, so that it cannot be seen whether it has this one");
    }
    for (JsonNode shipment : shipments) {
      boolean voided = shipment.path("status").asText().matches("CANCELLED|ERROR|FAILURE");
      for (JsonNode tracking : GraphQl.array(shipment, "trackingInfo")) {
        if (!voided && number.equals(tracking.path("number").asText())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Divides the units among our location's open fulfilment orders; returns what is wrong if they do not fit. */
  private @Nullable String addParts(OrderAction.Ship ship, ObjectNode input) {
    Map<String, Long> left = new HashMap<>();
    ship.units().forEach((line, units) -> left.put(line.value(), units));
    ArrayNode parts = input.putArray("lineItemsByFulfillmentOrder");
    for (WholeOrder.Part part : WholeOrder.parts(api, settings, ship.order().value())) {
      if (part.location().path("id").asText().equals(settings.location)
          && part.node().path("status").asText().matches("OPEN|IN_PROGRESS|INCOMPLETE")) {
        addLines(part, left, parts);
      }
    }
    left.values().removeIf(units -> units == 0);
    return left.isEmpty() ? null : "order " + ship.order() + ": no open fulfilment order of " + settings.location
        + " has these units of these lines: " + left;
  }

  private static void addLines(WholeOrder.Part part, Map<String, Long> left, ArrayNode parts) {
    ArrayNode lines = GraphQl.object().putArray("lines");
    for (JsonNode line : part.lines()) {
      String id = GraphQl.id(line.path("lineItem"), "LineItem");
      long units = Math.min(left.getOrDefault(id, 0L), GraphQl.count(line, "remainingQuantity"));
      if (units > 0) {
        left.merge(id, -units, Long::sum);
        lines.addObject().put("id", line.path("id").asText()).put("quantity", units);
      }
    }
    if (!lines.isEmpty()) {
      parts.addObject().put("fulfillmentOrderId", part.node().path("id").asText()).set("fulfillmentOrderLineItems", lines);
    }
  }

  private PublishResult result(Reply reply) {
    if (!(reply instanceof Reply.Data data)) {
      return reply.asResult();
    }
    JsonNode answer = data.data().path("fulfillmentCreate");
    JsonNode errors = answer.path("userErrors");
    if (errors.isArray() && !errors.isEmpty()) {
      return new PublishResult.Rejected(FailureKind.INVALID, settings.clean(errors.path(0).path("message").asText()));
    }
    Instant created = GraphQl.timeIfAny(answer.path("fulfillment"), "createdAt");
    return created != null ? new PublishResult.Applied(created)
        : new PublishResult.Unknown("the shop's answer to a shipment cannot be read");
  }
}

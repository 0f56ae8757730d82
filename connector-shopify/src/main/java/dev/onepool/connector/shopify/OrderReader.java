package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads orders with all that belongs to them: what did not fit into the first answer is read page by page. */
final class OrderReader {

  private static final int PARTS = 3;
  private static final int MORE = 50;
  private static final int REFUNDS = 250;
  private static final int RETURNS = 5;
  private static final int RETURN_LINES = 20;
  /** How many further pages of one thing are read; an order with more of them is told in part. */
  private static final int MAX_PAGES = 200;

  private final ShopifyCalls calls;
  private final ShopifySettings settings;
  private final Clock clock;
  private final OrderTranslator translator;

  OrderReader(ShopifyCalls calls, ShopifySettings settings, Clock clock) {
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
    this.translator = new OrderTranslator(settings);
  }

  OrderPage page(@Nullable String text) {
    OrderCursor cursor = OrderCursor.of(text);
    Instant began = cursor.began() == null ? clock.instant() : cursor.began();
    List<OrderSnapshot> orders = new ArrayList<>();
    String after = cursor.moves() && cursor.from() != null
        ? moved(cursor, since(cursor.from()), orders)
        : changed(cursor, orders);
    boolean movesFollow = after == null && !cursor.moves() && cursor.from() != null && !settings.singleLocation();
    if (after != null || movesFollow) {
      OrderCursor next = after == null ? cursor.toMoves(began) : cursor.page(began, after);
      Instant before = cursor.from() == null ? Instant.EPOCH : cursor.from().minus(settings.clockSkew());
      return new OrderPage(orders, next.text(), true, before);
    }
    // Our clock may be ahead of the shop's by the skew, so that its instant of the beginning was that much earlier.
    return new OrderPage(orders, OrderCursor.since(began).text(), false, began.minus(settings.clockSkew()));
  }

  private Instant since(Instant from) {
    return from.minus(settings.overlap()).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String search(Instant since) {
    return "updated_at:>='" + since + "'";
  }

  /** Adds a page of orders that are open, or have changed; returns Shopify's cursor of the next. */
  private @Nullable String changed(OrderCursor cursor, List<OrderSnapshot> into) {
    // Ascending by change, so an order that changes meanwhile moves towards the end and is not missed.
    ObjectNode variables = variables().put("first", settings.size("order-page-size"))
        .put("after", cursor.after())
        .put("query", cursor.from() == null ? "status:open" : search(since(cursor.from())));
    JsonNode connection = calls.read(Operation.ORDERS, variables).path("orders");
    into.addAll(snapshots(Pages.nodes(connection)));
    return Pages.next(connection, cursor.after());
  }

  /**
   * Adds orders that the pass has not read, because they did not change themselves: a fulfilment order that moves to another
   * location leaves its order's time stamp as it is. Returns Shopify's cursor of the next page.
   */
  private @Nullable String moved(OrderCursor cursor, Instant since, List<OrderSnapshot> into) {
    ObjectNode variables = Json.object().put("first", MORE).put("after", cursor.after()).put("query", search(since));
    JsonNode connection = calls.read(Operation.MOVES, variables).path("fulfillmentOrders");
    Set<OrderId> unread = new LinkedHashSet<>();
    for (JsonNode part : Pages.nodes(connection)) {
      JsonNode order = part.path("order");
      if (Pages.time(order, "updatedAt").isBefore(since)) {
        unread.add(OrderId.of(Pages.id(order, "Order")));
      }
    }
    into.addAll(orders(unread));
    return Pages.next(connection, cursor.after());
  }

  List<OrderSnapshot> orders(Collection<OrderId> wanted) {
    List<String> numbers = wanted.stream().map(OrderId::value).filter(Gid::isNumber).toList();
    List<OrderSnapshot> orders = new ArrayList<>();
    int size = settings.size("order-page-size");
    for (int from = 0; from < numbers.size(); from += size) {
      ObjectNode variables = variables();
      ArrayNode ids = variables.putArray("ids");
      numbers.subList(from, Math.min(numbers.size(), from + size)).forEach(number -> ids.add(Gid.of("Order", number)));
      orders.addAll(snapshots(Pages.array(calls.read(Operation.ORDERS_BY_ID, variables), "nodes")));
    }
    return orders;
  }

  private ObjectNode variables() {
    return Json.object().put("lines", settings.size("line-page-size")).put("parts", PARTS)
        .put("located", !settings.singleLocation());
  }

  private List<OrderSnapshot> snapshots(JsonNode nodes) {
    List<OrderSnapshot> orders = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.isObject() && !node.isEmpty() && (settings.countsTestOrders() || !Pages.flag(node, "test"))) {
        orders.add(translator.snapshot(whole(node)));
      }
    }
    return orders;
  }

  /** Reads the rest of an order, as far as its state cannot be told without. */
  private WholeOrder whole(JsonNode node) {
    WholeOrder order = new WholeOrder(node);
    boolean complete = all(node.path("lineItems"), order.lines, Operation.ORDER_LINES, node, "lineItems");
    if (!settings.singleLocation()) {
      complete &= addParts(node.path("fulfillmentOrders"), node, order.parts);
    }
    if (order.lines.stream().anyMatch(line -> Pages.count(line, "currentQuantity") < Pages.count(line, "quantity"))) {
      complete &= readRefunds(node, order);
    }
    if (!node.path("returnStatus").asText().equals("NO_RETURN")) {
      complete &= readReturns(node, order);
    }
    order.complete = complete;
    return order;
  }

  /**
   * Returns the parts of an order that locations ship.
   *
   * @throws ConnectorException if there is no such order, or it has too many
   */
  List<WholeOrder.Part> parts(String number) {
    ObjectNode owner = Json.object().put("id", Gid.of("Order", number));
    JsonNode order = calls.read(Operation.ORDER_PARTS, more(Operation.ORDER_PARTS, owner, null)).path("node");
    List<WholeOrder.Part> parts = new ArrayList<>();
    if (!order.isObject() || !addParts(order.path("fulfillmentOrders"), owner, parts)) {
      throw new ConnectorException(FailureKind.INVALID, "shop " + settings.shop() + " knows no order " + number
          + ", or one of more parts than can be read");
    }
    return parts;
  }

  private boolean addParts(JsonNode first, JsonNode owner, List<WholeOrder.Part> into) {
    List<JsonNode> parts = new ArrayList<>();
    boolean complete = all(first, parts, Operation.ORDER_PARTS, owner, "fulfillmentOrders");
    for (JsonNode part : parts) {
      List<JsonNode> lines = new ArrayList<>();
      complete &= all(part.path("lineItems"), lines, Operation.PART_LINES, part, "lineItems");
      into.add(new WholeOrder.Part(part, lines));
    }
    return complete;
  }

  /** Collects the nodes of a page that has come, and of the pages that follow it; returns whether there were no more. */
  private boolean all(JsonNode first, List<JsonNode> into, Operation operation, JsonNode owner, String field) {
    JsonNode connection = first;
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      Pages.nodes(connection).forEach(into::add);
      cursor = Pages.next(connection, cursor);
      if (cursor == null) {
        return true;
      }
      connection = calls.read(operation, more(operation, owner, cursor)).path("node").path(field);
    }
    return false;
  }

  private static ObjectNode more(Operation operation, JsonNode owner, @Nullable String cursor) {
    boolean parts = operation == Operation.ORDER_PARTS;
    ObjectNode variables = Json.object().put("id", owner.path("id").asText())
        .put("first", parts ? PARTS : MORE).put("after", cursor);
    return parts ? variables.put("lines", MORE) : variables;
  }

  private boolean readRefunds(JsonNode node, WholeOrder order) {
    ObjectNode variables = Json.object().put("id", node.path("id").asText()).put("first", REFUNDS);
    JsonNode refunds = Pages.array(calls.read(Operation.ORDER_REFUNDS, variables).path("node"), "refunds");
    boolean complete = refunds.size() < REFUNDS;
    for (JsonNode refund : refunds) {
      ObjectNode first = Json.object().put("id", refund.path("id").asText()).put("first", MORE).putNull("after");
      JsonNode page = calls.read(Operation.REFUND_LINES, first).path("node").path("refundLineItems");
      complete &= all(page, order.refunds, Operation.REFUND_LINES, refund, "refundLineItems");
    }
    return complete;
  }

  private boolean readReturns(JsonNode node, WholeOrder order) {
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode variables = Json.object().put("id", node.path("id").asText())
          .put("first", RETURNS).put("after", cursor).put("lines", RETURN_LINES);
      JsonNode connection = calls.read(Operation.ORDER_RETURNS, variables).path("node").path("returns");
      boolean cut = false;
      for (JsonNode back : Pages.nodes(connection)) {
        order.returns.add(back);
        cut |= Pages.flag(back.path("returnLineItems").path("pageInfo"), "hasNextPage");
        cut |= Pages.flag(back.path("exchangeLineItems").path("pageInfo"), "hasNextPage");
      }
      cursor = Pages.next(connection, cursor);
      if (cursor == null || cut) {
        return !cut;
      }
    }
    return false;
  }
}

package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.shopify.GraphQl.Operation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One order with all that belongs to it, and how it stands in our words. What did not fit into the first answer is read page
 * by page.
 *
 * <p>Shopify tells of a line how many units were ordered, how many are left after refunds and removals, and how many are yet
 * to be shipped. Of the units that are neither, refunds tell: those refunded as {@code CANCEL} went back on sale before they
 * were shipped. Those refunded without restocking were not put back, so they are not put back here either: they count as
 * having left, until somebody counts them. Saying that they were cancelled would offer units that may not be there.
 */
final class WholeOrder {

  static final int PARTS = 3;
  private static final int MORE = 50;
  private static final int REFUNDS = 250;
  private static final int RETURNS = 5;
  private static final int RETURN_LINES = 20;
  /** How many further pages of one thing are read; an order with more of them is told in part. */
  private static final int MAX_PAGES = 200;

  private final ShopifyApi api;
  private final ShopifySettings settings;
  private final JsonNode order;
  private final List<JsonNode> lines = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<JsonNode> refunds = new ArrayList<>();
  private final List<JsonNode> returns = new ArrayList<>();
  private boolean complete = true;
  private boolean allLines;

  private WholeOrder(ShopifyApi api, ShopifySettings settings, JsonNode order) {
    this.api = api;
    this.settings = settings;
    this.order = order;
  }

  /** A fulfilment order: the part of an order that one location ships. */
  record Part(JsonNode node, List<JsonNode> lines) {

    JsonNode location() {
      return node.path("assignedLocation").path("location");
    }
  }

  /** Reads the rest of an order and tells it. One that contradicts itself is set aside, and spares the others. */
  static void tell(ShopifyApi api, ShopifySettings settings, JsonNode node, Orders.Told into) {
    OrderId id = OrderId.of(GraphQl.id(node, "Order"));
    WholeOrder order = new WholeOrder(api, settings, node);
    try {
      if (settings.countsTestOrders || !GraphQl.flag(node, "test")) {
        order.readRest();
        into.understood.add(order.snapshot());
      }
    } catch (ConnectorException broken) {
      // A call that failed says nothing of the order.
      if (broken.kind() != FailureKind.MALFORMED) {
        throw broken;
      }
      into.unreadable.add(order.unreadable(id, broken));
    } catch (IllegalArgumentException contradiction) {
      into.unreadable.add(order.unreadable(id, contradiction));
    }
  }

  /** Reads the rest of an order, as far as its state cannot be told without. */
  private void readRest() {
    readAll(order.path("lineItems"), lines, Operation.ORDER_LINES, order, "lineItems");
    allLines = complete;
    if (!settings.singleLocation) {
      readParts(order.path("fulfillmentOrders"));
    }
    if (lines.stream().anyMatch(line -> GraphQl.count(line, "currentQuantity") < GraphQl.count(line, "quantity"))) {
      readRefunds();
    }
    if (!order.path("returnStatus").asText().equals("NO_RETURN")) {
      readReturns();
    }
  }

  private OrderPage.Unreadable unreadable(OrderId id, RuntimeException why) {
    return new OrderPage.Unreadable(id, listings(), settings.clean("order " + id + " cannot be: " + why.getMessage()));
  }

  /** Returns what the order sells, if all lines were read and each says so; else nothing, which stands for anything. */
  private Set<ListingId> listings() {
    Set<ListingId> listings = new HashSet<>();
    for (JsonNode line : lines) {
      String item = GraphQl.number("InventoryItem", line.path("variant").path("inventoryItem").path("id").asText());
      if (item == null) {
        return Set.of();
      }
      listings.add(ListingId.of(item));
    }
    return allLines ? listings : Set.of();
  }

  /**
   * Reads the parts of an order that locations ship.
   *
   * @throws ConnectorException if there is no such order, or it has too many
   */
  static List<Part> parts(ShopifyApi api, ShopifySettings settings, String number) {
    WholeOrder order = new WholeOrder(api, settings, GraphQl.object().put("id", GraphQl.gid("Order", number)));
    JsonNode found = api.read(Operation.ORDER_PARTS, more(Operation.ORDER_PARTS, order.order, null)).path("node");
    if (found.isObject()) {
      order.readParts(found.path("fulfillmentOrders"));
    }
    if (!found.isObject() || !order.complete) {
      throw new ConnectorException(FailureKind.INVALID, "shop " + settings.shop + " knows no order " + number
          + ", or one of more parts than can be read");
    }
    return order.parts;
  }

  private void readParts(JsonNode first) {
    List<JsonNode> nodes = new ArrayList<>();
    readAll(first, nodes, Operation.ORDER_PARTS, order, "fulfillmentOrders");
    for (JsonNode node : nodes) {
      Part part = new Part(node, new ArrayList<>());
      readAll(node.path("lineItems"), part.lines(), Operation.PART_LINES, node, "lineItems");
      parts.add(part);
    }
  }

  /** Collects the nodes of a page that has come, and of the pages that follow it. */
  private void readAll(JsonNode first, List<JsonNode> into, Operation operation, JsonNode owner, String field) {
    JsonNode connection = first;
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      GraphQl.nodes(connection).forEach(into::add);
      cursor = GraphQl.next(connection, cursor);
      if (cursor == null) {
        return;
      }
      connection = api.read(operation, more(operation, owner, cursor)).path("node").path(field);
    }
    complete = false;
  }

  private static ObjectNode more(Operation operation, JsonNode owner, @Nullable String cursor) {
    boolean parts = operation == Operation.ORDER_PARTS;
    ObjectNode variables = GraphQl.object().put("id", owner.path("id").asText())
        .put("first", parts ? PARTS : MORE).put("after", cursor);
    return parts ? variables.put("lines", MORE) : variables;
  }

  private void readRefunds() {
    ObjectNode variables = GraphQl.object().put("id", order.path("id").asText()).put("first", REFUNDS);
    JsonNode found = GraphQl.array(api.read(Operation.ORDER_REFUNDS, variables).path("node"), "refunds");
    complete &= found.size() < REFUNDS;
    for (JsonNode refund : found) {
      JsonNode page = api.read(Operation.REFUND_LINES, more(Operation.REFUND_LINES, refund, null)).path("node");
      readAll(page.path("refundLineItems"), refunds, Operation.REFUND_LINES, refund, "refundLineItems");
    }
  }

  private void readReturns() {
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode variables = GraphQl.object().put("id", order.path("id").asText())
          .put("first", RETURNS).put("after", cursor).put("lines", RETURN_LINES);
      JsonNode connection = api.read(Operation.ORDER_RETURNS, variables).path("node").path("returns");
      boolean cut = false;
      for (JsonNode back : GraphQl.nodes(connection)) {
        returns.add(back);
        cut |= GraphQl.flag(back.path("returnLineItems").path("pageInfo"), "hasNextPage");
        cut |= GraphQl.flag(back.path("exchangeLineItems").path("pageInfo"), "hasNextPage");
      }
      cursor = GraphQl.next(connection, cursor);
      if (cursor == null || cut) {
        complete &= !cut;
        return;
      }
    }
    complete = false;
  }

  private OrderSnapshot snapshot() {
    Set<String> exchanged = exchanged();
    boolean drew = GraphQl.flag(order, "confirmed") && !"shopify_draft_order".equals(GraphQl.text(order, "sourceName"));
    List<OrderSnapshot.Line> told = new ArrayList<>();
    for (JsonNode line : lines) {
      Share share = share(line);
      ListingId listing = listing(line, share);
      if (listing != null && !share.nothing()) {
        told.add(line(line, listing, share, drew && !exchanged.contains(GraphQl.id(line, "LineItem"))));
      }
    }
    boolean all = complete && told.size() <= OrderSnapshot.MAX_LINES;
    return new OrderSnapshot(OrderId.of(GraphQl.id(order, "Order")), GraphQl.time(order, "updatedAt"), sequence(),
        GraphQl.time(order, "createdAt"), all, told.stream().limit(OrderSnapshot.MAX_LINES).toList(), shipBy());
  }

  /**
   * What of a line our location ships.
   *
   * @param elsewhere units that other locations ship
   * @param here units that ours ships
   * @param open of these, yet to be shipped
   * @param item the inventory item that fulfilment orders name; null if they name none
   */
  private record Share(long elsewhere, long here, long open, @Nullable String item) {

    /** Whether all of the line is another location's. What no location has yet is counted as ours. */
    boolean nothing() {
      return elsewhere > 0 && here == 0;
    }

    boolean split() {
      return elsewhere > 0 && here > 0;
    }
  }

  private Share share(JsonNode line) {
    long elsewhere = 0;
    long here = 0;
    long open = 0;
    String item = null;
    for (Part part : parts) {
      for (JsonNode partLine : part.lines()) {
        if (!GraphQl.same(partLine.path("lineItem"), line)) {
          continue;
        }
        item = partLine.path("inventoryItemId").isTextual() ? partLine.path("inventoryItemId").asText() : item;
        if (isOurs(part.location())) {
          here += GraphQl.count(partLine, "totalQuantity");
          open += GraphQl.count(partLine, "remainingQuantity");
        } else if (!part.node().path("status").asText().equals("CANCELLED")) {
          elsewhere += GraphQl.count(partLine, "totalQuantity");
        }
      }
    }
    return new Share(elsewhere, here, open, item);
  }

  /** Whether a location is ours; where none is named it may be. */
  private boolean isOurs(JsonNode location) {
    return !location.path("id").isTextual() || location.path("id").asText().equals(settings.location);
  }

  /**
   * Returns the listing that a line sold; null for what is not goods, such as a tip. A line whose product is gone, or never
   * was one, gets a listing that nobody has mapped, so that the engine sets it aside for a person and keeps it charged.
   */
  private static @Nullable ListingId listing(JsonNode line, Share share) {
    String item = GraphQl.number("InventoryItem",
        line.path("variant").path("inventoryItem").path("id").asText(share.item()));
    if (item != null) {
      return ListingId.of(item);
    } else if (!GraphQl.flag(line, "requiresShipping") && !line.path("variant").isObject()) {
      return null;
    }
    String sku = GraphQl.text(line, "sku");
    String code = sku == null ? "" : sku.replaceAll("\\p{Cntrl}", " ").strip();
    return ListingId.of(code.isEmpty() || code.length() > 190
        ? "line:" + GraphQl.id(line, "LineItem") : "sku:" + code);
  }

  private OrderSnapshot.Line line(JsonNode line, ListingId listing, Share share, boolean drew) {
    Refunded refunded = refunded(line, share);
    Units units = share.split() ? split(line, share, refunded) : whole(line, refunded);
    if (order.hasNonNull("cancelledAt")) {
      // Of a cancelled order nothing will be shipped any more.
      units = new Units(0, units.cancelled() + units.open(), units.shipped());
    }
    long returned = Math.min(units.shipped(), Math.max(refunded.restocked(), processed(line)));
    return new OrderSnapshot.Line(LineId.of(GraphQl.id(line, "LineItem")), listing, units.ordered(), units.cancelled(),
        units.shipped(), returned, Math.min(returned, refunded.restocked()), drew);
  }

  /** What became of the units of a line. */
  private record Units(long open, long cancelled, long shipped) {
    long ordered() {
      return open + cancelled + shipped;
    }
  }

  /** A line of which our location ships all. */
  private static Units whole(JsonNode line, Refunded refunded) {
    long quantity = GraphQl.count(line, "quantity");
    long current = Math.min(quantity, GraphQl.count(line, "currentQuantity"));
    // Whether units that were removed still count as unfulfilled is not documented; they are never among the current ones.
    long open = Math.min(current, GraphQl.count(line, "unfulfilledQuantity"));
    // What was removed and is in no refund was taken off by an edit or a cancellation; only open units can be.
    long removed = Math.max(0, quantity - current - refunded.all());
    long cancelled = Math.min(quantity - open, refunded.cancelled() + removed);
    return new Units(open, cancelled, quantity - open - cancelled);
  }

  /** A line that several locations ship: our part of it stands in fulfilment orders, and in refunds that name our location. */
  private static Units split(JsonNode line, Share share, Refunded refunded) {
    long open = Math.min(share.here(), share.open());
    long shipped = share.here() - open;
    // A refund without restocking names no location. It can have taken what is nowhere any more.
    long nowhere = GraphQl.count(line, "quantity") - share.elsewhere() - share.here() - refunded.cancelled();
    long gone = Math.max(0, Math.min(nowhere, refunded.all() - refunded.cancelled() - refunded.restocked()));
    return new Units(open, refunded.cancelled(), shipped + gone);
  }

  /** Units of a line in refunds: put back before shipping, put back after it, and all. */
  private record Refunded(long cancelled, long restocked, long all) {}

  private Refunded refunded(JsonNode line, Share share) {
    long cancelled = 0;
    long restocked = 0;
    long all = 0;
    for (JsonNode refund : refunds) {
      if (!GraphQl.same(refund.path("lineItem"), line)
          || share.split() && !isOurs(refund.path("location"))) {
        continue;
      }
      long units = GraphQl.count(refund, "quantity");
      String type = refund.path("restockType").asText();
      cancelled += type.equals("CANCEL") ? units : 0;
      restocked += type.equals("RETURN") ? units : 0;
      all += units;
    }
    return new Refunded(cancelled, restocked, all);
  }

  /** Units of a line that the shop has received back. */
  private long processed(JsonNode line) {
    long units = 0;
    for (JsonNode back : returns) {
      if (back.path("status").asText().matches("CANCELED|DECLINED|REQUESTED")) {
        continue;
      }
      for (JsonNode returned : GraphQl.nodes(back.path("returnLineItems"))) {
        boolean ofLine = GraphQl.same(returned.path("fulfillmentLineItem").path("lineItem"), line);
        units += ofLine ? GraphQl.count(returned, "processedQuantity") : 0;
      }
    }
    return units;
  }

  /** Returns the numbers of the lines that were added in exchange for returned ones. */
  private Set<String> exchanged() {
    Set<String> exchanged = new HashSet<>();
    for (JsonNode back : returns) {
      for (JsonNode exchange : GraphQl.nodes(back.path("exchangeLineItems"))) {
        exchange.path("lineItems").forEach(line -> exchanged.add(GraphQl.id(line, "LineItem")));
      }
    }
    return exchanged;
  }

  /** Tells apart states of one update: a fulfilment order that moves to another location does not touch its order. */
  private long sequence() {
    return parts.stream().mapToLong(part -> GraphQl.time(part.node(), "updatedAt").toEpochMilli()).max().orElse(0);
  }

  private @Nullable Instant shipBy() {
    Instant shipBy = null;
    for (Part part : parts) {
      boolean open = part.lines().stream().anyMatch(line -> GraphQl.count(line, "remainingQuantity") > 0);
      if (open && part.node().path("fulfillBy").isTextual() && isOurs(part.location())) {
        Instant due = GraphQl.time(part.node(), "fulfillBy");
        shipBy = shipBy == null || due.isBefore(shipBy) ? due : shipBy;
      }
    }
    return shipBy;
  }
}

package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Amazon's orders, as both versions of the API and the notifications write them.
 *
 * <p>Every state but a cancelled one holds its units: also pending orders, whose buyer has not paid. What is neither shipped nor
 * waiting was cancelled, whether Amazon lowers the ordered number or not. Replacements and exchanges take units without having
 * lowered the shown number (unverified, and the safe way round).
 */
final class OrderTexts {

  /** Of one time stamp, what the orders say goes before what a notification said. */
  private static final long TOLD_BY_THE_ORDER = 1;

  private OrderTexts() {}

  static boolean isAmazons(JsonNode order) {
    return order.path("fulfillment").path("fulfilledBy").asText().equals("AMAZON");
  }

  static boolean isAmazonsV0(JsonNode order) {
    return order.path("FulfillmentChannel").asText().equals("AFN");
  }

  /** Reads an order of version 2026-01-01; null if Amazon ships it. */
  static @Nullable OrderSnapshot order(JsonNode order) {
    if (isAmazons(order)) {
      return null;
    }
    String id = text(order, "orderId");
    return reading(id, () -> {
      boolean cancelled = order.path("fulfillment").path("fulfillmentStatus").asText().equals("CANCELLED");
      boolean drew = true;
      for (JsonNode other : order.path("associatedOrders")) {
        String type = other.path("associationType").asText();
        drew &= !type.equals("REPLACEMENT_ORIGINAL_ID") && !type.equals("EXCHANGE_ORIGINAL_ID");
      }
      List<OrderSnapshot.Line> lines = new ArrayList<>();
      for (JsonNode item : items(order.path("orderItems"))) {
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
    ListingId listing = Names.sold(counted ? item.path("product").path("sellerSku").asText(null) : null, id);
    return line(id, listing, ordered, shipped, cancelled ? 0 : waiting, drew);
  }

  /** Reads an order of version v0 with its items; null if Amazon ships it. */
  static @Nullable OrderSnapshot v0(JsonNode order, List<JsonNode> items) {
    if (isAmazonsV0(order)) {
      return null;
    }
    String id = text(order, "AmazonOrderId");
    return reading(id, () -> {
      boolean cancelled = order.path("OrderStatus").asText().equals("Canceled");
      boolean drew = !bool(order.path("IsReplacementOrder"));
      List<OrderSnapshot.Line> lines = new ArrayList<>();
      for (JsonNode item : items) {
        String line = text(item, "OrderItemId");
        long ordered = units(item.path("QuantityOrdered"));
        long shipped = item.has("QuantityShipped") ? units(item.path("QuantityShipped")) : 0;
        long waiting = cancelled ? 0 : Math.max(0, ordered - shipped);
        boolean counted = !item.has("Measurement") || item.path("Measurement").path("Unit").asText().equals("count");
        ListingId listing = Names.sold(counted ? item.path("SellerSKU").asText(null) : null, line);
        lines.add(line(line, listing, ordered, shipped, waiting, drew));
      }
      String shipBy = order.path("LatestShipDate").asText("");
      return new OrderSnapshot(OrderId.of(id), time(text(order, "LastUpdateDate")), TOLD_BY_THE_ORDER,
          time(text(order, "PurchaseDate")), true, lines, shipBy.isEmpty() ? null : time(shipBy));
    });
  }

  /** The example of Amazon's own model writes such flags as text. */
  static boolean bool(JsonNode flag) {
    return flag.asText().equalsIgnoreCase("true");
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
      lines.add(line(id, Names.sold(sku, id), units(item.path("Quantity")), 0, units(item.path("Quantity")), true));
    }
    return lines.isEmpty() ? null
        : new OrderSnapshot(OrderId.of(text(change, "AmazonOrderId")), placed, 0, placed, false, lines);
  }

  private static OrderSnapshot.Line line(
      String id, ListingId listing, long ordered, long shipped, long waiting, boolean drew) {
    long most = Math.max(ordered, shipped + waiting);
    return new OrderSnapshot.Line(LineId.of(id), listing, most, most - shipped - waiting, shipped, 0, 0, drew);
  }

  /**
   * Returns what can be said of an order that contradicts itself. Its listings are told only if each of its items names one.
   *
   * @throws ConnectorException the one that was caught, where it is something else, or the order does not even tell its name
   */
  static OrderPage.Unreadable unreadable(String order, JsonNode items, String sku, String item, ConnectorException broken) {
    if (broken.kind() != FailureKind.MALFORMED || order.isEmpty()) {
      throw broken;
    }
    Set<ListingId> listings = new HashSet<>();
    boolean all = items.isArray() && !items.isEmpty();
    for (JsonNode one : items) {
      String name = one.at(sku).asText("");
      all &= !name.isEmpty();
      listings.add(Names.sold(name, one.path(item).asText("?")));
    }
    return new OrderPage.Unreadable(
        OrderId.of(order), all ? listings : Set.of(), SpApi.clipped(String.valueOf(broken.getMessage())));
  }

  private interface Reading {
    OrderSnapshot read();
  }

  private static OrderSnapshot reading(String order, Reading reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException contradiction) {
      throw new ConnectorException(FailureKind.MALFORMED,
          "Amazon's order " + SpApi.clipped(order) + " cannot be: " + contradiction.getMessage());
    }
  }

  private static JsonNode items(JsonNode items) {
    if (!items.isArray()) {
      throw new IllegalArgumentException("it has no list of items");
    }
    return items;
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

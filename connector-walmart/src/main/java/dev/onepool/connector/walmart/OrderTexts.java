package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderSnapshot;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Walmart's orders. An order has no state of its own and no time of its last change: each line tells how many of its units
 * are in which state, and since when. Every state but a cancelled or a shipped one holds its units, those that we do not know too.
 */
final class OrderTexts {

  private static final Set<String> SHIPPED = Set.of("Shipped", "Delivered");
  private static final String REFUND = "Refund";
  private static final String CANCELLED = "Cancelled";

  private final Inventories names;

  OrderTexts(Inventories names) {
    this.names = names;
  }

  /** Units of a line by what became of them. */
  record Units(long ordered, long open, long shipped, long cancelled) {}

  /** Returns whether something of it can have come back: before the buyer has it, nothing can. */
  static boolean mayBeReturned(JsonNode order) {
    for (JsonNode line : order.path("orderLines").path("orderLine")) {
      for (JsonNode state : states(line)) {
        if (state.path("status").asText().equals("Delivered") || state.path("status").asText().equals(REFUND)) {
          return true;
        }
      }
    }
    return false;
  }

  private static JsonNode states(JsonNode line) {
    return line.path("orderLineStatuses").path("orderLineStatus");
  }

  /**
   * Reads an order.
   *
   * @param returns what was returned of the buyer's whole order
   * @return null if somebody else ships it
   */
  @Nullable OrderSnapshot order(JsonNode order, List<JsonNode> returns) {
    if (!isOwn(order)) {
      return null;
    }
    OrderId id = id(order);
    try {
      return read(id, order, returns);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException impossible) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart's order " + id + " cannot be read: " + impossible.getMessage());
    }
  }

  /** Returns an order's identifier. */
  static OrderId id(JsonNode order) {
    try {
      return OrderId.of(text(order, "purchaseOrderId"));
    } catch (IllegalArgumentException noId) {
      throw new ConnectorException(FailureKind.MALFORMED, "the purchaseOrderId of an order of Walmart's is none");
    }
  }

  /** Returns what an order sells, if each of its lines says so; else nothing, which stands for anything. */
  Set<ListingId> listings(JsonNode order) {
    String node = order.path("shipNode").path("id").asText("");
    Set<ListingId> listings = new HashSet<>();
    try {
      for (JsonNode line : order.path("orderLines").path("orderLine")) {
        String sku = line.path("item").path("sku").asText("");
        ListingId listing = names.listing(sku, node);
        if (node.isEmpty() && !listing.value().equals(sku)) {
          // One of several ship nodes has sold it, and it does not say which.
          return Set.of();
        }
        listings.add(listing);
      }
    } catch (IllegalArgumentException noSku) {
      return Set.of();
    }
    return listings;
  }

  private OrderSnapshot read(OrderId id, JsonNode order, List<JsonNode> returns) {
    Instant placed = time(order.path("orderDate"), "orderDate");
    Instant updated = placed;
    long progress = 0;
    boolean drew = !order.path("orderType").asText().equals("REPLACEMENT");
    Back back = back(id.value(), returns);
    List<OrderSnapshot.Line> lines = new ArrayList<>();
    for (JsonNode line : lines(order)) {
      String number = text(line, "lineNumber");
      Units units = units(line);
      long returned = Math.min(units.shipped(), back.units().getOrDefault(number, 0L));
      String sku = line.path("item").path("sku").asText("");
      ListingId listing = sku.isEmpty() ? ListingId.of("no-sku:" + id + "/" + number)
          : names.listing(sku, order.path("shipNode").path("id").asText(""));
      lines.add(new OrderSnapshot.Line(
          LineId.of(number), listing, units.ordered(), units.cancelled(), units.shipped(), returned, 0, drew));
      if (line.hasNonNull("statusDate")) {
        updated = later(updated, time(line.path("statusDate"), "statusDate"));
      }
      progress = Math.addExact(progress, progress(line, units, returned));
    }
    JsonNode shipBy = order.path("shippingInfo").path("estimatedShipDate");
    return new OrderSnapshot(id, later(updated, back.latest()), progress, placed, true, lines,
        shipBy.isMissingNode() || shipBy.isNull() ? null : time(shipBy, "estimatedShipDate"));
  }

  static JsonNode lines(JsonNode order) {
    JsonNode lines = order.path("orderLines").path("orderLine");
    if (!lines.isArray() || lines.isEmpty()) {
      throw new IllegalArgumentException("it has no lines");
    }
    return lines;
  }

  /** Of two versions of one second the one that has come further is the newer. */
  private static long progress(JsonNode line, Units units, long returned) {
    long acknowledged = 0;
    for (JsonNode state : states(line)) {
      acknowledged += state.path("status").asText().equals("Acknowledged") ? 1 : 0;
    }
    return acknowledged + 2 * Math.addExact(Math.addExact(units.shipped(), units.cancelled()), returned);
  }

  /** A refund says nothing of units: those it is for were shipped, whether that is still told beside it or not. */
  static Units units(JsonNode line) {
    long ordered = units(line.path("orderLineQuantity").path("amount"), "orderLineQuantity");
    long open = 0;
    long shipped = 0;
    long refunded = 0;
    long cancelled = 0;
    for (JsonNode state : states(line)) {
      String status = state.path("status").asText();
      long units = units(state.path("statusQuantity").path("amount"), "statusQuantity");
      if (SHIPPED.contains(status)) {
        shipped = Math.addExact(shipped, units);
      } else if (status.equals(CANCELLED)) {
        cancelled = Math.addExact(cancelled, units);
      } else if (status.equals(REFUND)) {
        refunded = Math.addExact(refunded, units);
      } else {
        open = Math.addExact(open, units);
      }
    }
    if (Math.addExact(Math.addExact(open, shipped), cancelled) > ordered) {
      throw new IllegalArgumentException("line " + line.path("lineNumber").asText() + " has " + ordered + " units, of which " + open
          + " wait, " + shipped + " are shipped and " + cancelled + " cancelled");
    }
    long gone = Math.min(Math.addExact(shipped, refunded), ordered - cancelled - open);
    return new Units(ordered, ordered - cancelled - gone, gone, cancelled);
  }

  /** Returns whether the seller ships it. */
  static boolean isOwn(JsonNode order) {
    return order.path("shipNode").path("type").asText("SellerFulfilled").equals("SellerFulfilled");
  }

  /** Returns whether there are units that nobody has acknowledged. */
  static boolean isNew(JsonNode order) {
    for (JsonNode line : lines(order)) {
      for (JsonNode state : states(line)) {
        if (state.path("status").asText().equals("Created")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the units of a line that left in the parcel of this number. */
  static long shippedIn(JsonNode line, String tracking) {
    long units = 0;
    for (JsonNode state : states(line)) {
      if (SHIPPED.contains(state.path("status").asText())
          && state.path("trackingInfo").path("trackingNumber").asText().equals(tracking)) {
        units += units(state.path("statusQuantity").path("amount"), "statusQuantity");
      }
    }
    return units;
  }

  // ---- returns

  /** Units that came back, by line number, and when the returns changed last. */
  private record Back(Map<String, Long> units, Instant latest) {}

  private static Back back(String order, List<JsonNode> returns) {
    Map<String, Long> units = new HashMap<>();
    Instant latest = Instant.EPOCH;
    for (JsonNode one : returns) {
      for (JsonNode line : one.path("returnOrderLines")) {
        if (line.path("purchaseOrderId").asText().equals(order)) {
          latest = later(latest, changed(line));
          if (isBack(line)) {
            units.merge(line.path("purchaseOrderLineNumber").asText(),
                units(line.path("quantity").path("measurementValue"), "quantity of a return"), Math::addExact);
          }
        }
      }
    }
    return new Back(units, latest);
  }

  /**
   * The money may be back before the goods are, and some goods the buyer keeps: only what was seen at a return centre is back
   * (returns reference, event tags).
   */
  private static boolean isBack(JsonNode line) {
    if (isTrue(line.path("isKeepIt")) || line.has("returnExpectedFlag") && !isTrue(line.path("returnExpectedFlag"))) {
      return false;
    }
    boolean back = line.path("status").asText().equals("DELIVERED");
    for (JsonNode event : line.path("returnTrackingDetail")) {
      if (event.path("eventTag").asText().equals("RETURN_CANCELLED")) {
        return false;
      }
      back |= event.path("eventTag").asText().equals("DELIVERED_AT_RETURN_CENTER");
    }
    return back;
  }

  private static Instant changed(JsonNode line) {
    Instant latest = line.hasNonNull("statusTime") ? time(line.path("statusTime"), "statusTime") : Instant.EPOCH;
    for (JsonNode event : line.path("returnTrackingDetail")) {
      latest = event.hasNonNull("eventTime") ? later(latest, time(event.path("eventTime"), "eventTime")) : latest;
    }
    return latest;
  }

  // ---- values

  /** Flags come as text in places. */
  static boolean isTrue(JsonNode flag) {
    return flag.asText().equalsIgnoreCase("true");
  }

  /** Quantities of orders come as text, those of returns as numbers. */
  private static long units(JsonNode amount, String what) {
    if (!amount.isTextual() && !amount.isNumber()) {
      throw new IllegalArgumentException("its " + what + " is missing");
    }
    try {
      long units = new BigDecimal(amount.asText().strip()).longValueExact();
      if (units < 0 || units > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("its " + what + " cannot be: " + units);
      }
      return units;
    } catch (NumberFormatException | ArithmeticException noNumber) {
      throw new IllegalArgumentException("its " + what + " is no whole number");
    }
  }

  /** Times come as milliseconds since 1970 in orders, and as text in returns. */
  private static Instant time(JsonNode time, String what) {
    if (time.isIntegralNumber() && time.canConvertToLong()) {
      return Instant.ofEpochMilli(time.longValue());
    }
    try {
      String text = time.asText();
      return text.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
    } catch (DateTimeException noTime) {
      throw new IllegalArgumentException("its " + what + " is no time");
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String text(JsonNode node, String name) {
    String text = node.path(name).asText("");
    if (text.isEmpty()) {
      throw new ConnectorException(FailureKind.MALFORMED, "an order of Walmart's has no " + name);
    }
    return text;
  }
}

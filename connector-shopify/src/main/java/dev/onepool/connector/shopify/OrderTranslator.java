package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in our words how an order stands.
 *
 * <p>Shopify tells of a line how many units were ordered, how many are left after refunds and removals, and how many are yet
 * to be shipped. Of the units that are neither, refunds tell: those refunded as {@code CANCEL} went back on sale before they
 * were shipped. Those refunded without restocking were not put back, so they are not put back here either: they count as
 * having left, until somebody counts them. Saying that they were cancelled would offer units that may not be there.
 */
final class OrderTranslator {

  private final ShopifySettings settings;

  OrderTranslator(ShopifySettings settings) {
    this.settings = settings;
  }

  OrderSnapshot snapshot(WholeOrder whole) {
    JsonNode order = whole.order;
    Set<String> exchanged = exchanged(whole);
    boolean drew = Pages.flag(order, "confirmed") && !"shopify_draft_order".equals(Pages.text(order, "sourceName"));
    List<OrderSnapshot.Line> lines = new ArrayList<>();
    for (JsonNode line : whole.lines) {
      Share share = share(whole, line);
      ListingId listing = listing(line, share);
      if (listing != null && !share.nothing()) {
        lines.add(line(whole, line, listing, share, drew && !exchanged.contains(Pages.id(line, "LineItem"))));
      }
    }
    boolean complete = whole.complete && lines.size() <= OrderSnapshot.MAX_LINES;
    return new OrderSnapshot(OrderId.of(Pages.id(order, "Order")), Pages.time(order, "updatedAt"), sequence(whole),
        Pages.time(order, "createdAt"), complete, lines.stream().limit(OrderSnapshot.MAX_LINES).toList(), shipBy(whole));
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

  private Share share(WholeOrder whole, JsonNode line) {
    long elsewhere = 0;
    long here = 0;
    long open = 0;
    String item = null;
    for (WholeOrder.Part part : whole.parts) {
      for (JsonNode partLine : part.lines()) {
        if (!partLine.path("lineItem").path("id").asText().equals(line.path("id").asText())) {
          continue;
        }
        item = partLine.path("inventoryItemId").isTextual() ? partLine.path("inventoryItemId").asText() : item;
        if (isOurs(part.node().path("assignedLocation").path("location"))) {
          here += Pages.count(partLine, "totalQuantity");
          open += Pages.count(partLine, "remainingQuantity");
        } else if (!part.node().path("status").asText().equals("CANCELLED")) {
          elsewhere += Pages.count(partLine, "totalQuantity");
        }
      }
    }
    return new Share(elsewhere, here, open, item);
  }

  /** Whether a location is ours; where none is named it may be. */
  private boolean isOurs(JsonNode location) {
    return !location.path("id").isTextual() || location.path("id").asText().equals(settings.location());
  }

  /**
   * Returns the listing that a line sold; null for what is not goods, such as a tip. A line whose product is gone, or never
   * was one, gets a listing that nobody has mapped, so that the engine sets it aside for a person and keeps it charged.
   */
  private static @Nullable ListingId listing(JsonNode line, Share share) {
    String item = Gid.number("InventoryItem",
        line.path("variant").path("inventoryItem").path("id").asText(share.item()));
    if (item != null) {
      return ListingId.of(item);
    } else if (!Pages.flag(line, "requiresShipping") && !line.path("variant").isObject()) {
      return null;
    }
    String sku = Pages.text(line, "sku");
    String code = sku == null ? "" : sku.replaceAll("\\p{Cntrl}", " ").strip();
    return ListingId.of(code.isEmpty() || code.length() > 190
        ? "line:" + Pages.id(line, "LineItem") : "sku:" + code);
  }

  private OrderSnapshot.Line line(WholeOrder whole, JsonNode line, ListingId listing, Share share, boolean drew) {
    Refunded refunded = refunded(whole, line, share);
    Units units = share.split() ? split(line, share, refunded) : whole(line, refunded);
    if (whole.order.hasNonNull("cancelledAt")) {
      // Of a cancelled order nothing will be shipped any more.
      units = new Units(0, units.cancelled() + units.open(), units.shipped());
    }
    long returned = Math.min(units.shipped(), Math.max(refunded.restocked(), processed(whole, line)));
    return new OrderSnapshot.Line(LineId.of(Pages.id(line, "LineItem")), listing, units.ordered(), units.cancelled(),
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
    long quantity = Pages.count(line, "quantity");
    long current = Math.min(quantity, Pages.count(line, "currentQuantity"));
    // Whether units that were removed still count as unfulfilled is not documented; they are never among the current ones.
    long open = Math.min(current, Pages.count(line, "unfulfilledQuantity"));
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
    long nowhere = Pages.count(line, "quantity") - share.elsewhere() - share.here() - refunded.cancelled();
    long gone = Math.max(0, Math.min(nowhere, refunded.all() - refunded.cancelled() - refunded.restocked()));
    return new Units(open, refunded.cancelled(), shipped + gone);
  }

  /** Units of a line in refunds: put back before shipping, put back after it, and all. */
  private record Refunded(long cancelled, long restocked, long all) {}

  private Refunded refunded(WholeOrder whole, JsonNode line, Share share) {
    long cancelled = 0;
    long restocked = 0;
    long all = 0;
    for (JsonNode refund : whole.refunds) {
      if (!refund.path("lineItem").path("id").asText().equals(line.path("id").asText())
          || share.split() && !isOurs(refund.path("location"))) {
        continue;
      }
      long units = Pages.count(refund, "quantity");
      String type = refund.path("restockType").asText();
      cancelled += type.equals("CANCEL") ? units : 0;
      restocked += type.equals("RETURN") ? units : 0;
      all += units;
    }
    return new Refunded(cancelled, restocked, all);
  }

  /** Units of a line that the shop has received back. */
  private static long processed(WholeOrder whole, JsonNode line) {
    long units = 0;
    for (JsonNode back : whole.returns) {
      if (Stream.of("CANCELED", "DECLINED", "REQUESTED").anyMatch(back.path("status").asText()::equals)) {
        continue;
      }
      for (JsonNode returned : Pages.nodes(back.path("returnLineItems"))) {
        String of = returned.path("fulfillmentLineItem").path("lineItem").path("id").asText();
        units += of.equals(line.path("id").asText()) ? Pages.count(returned, "processedQuantity") : 0;
      }
    }
    return units;
  }

  /** Returns the numbers of the lines that were added in exchange for returned ones. */
  private static Set<String> exchanged(WholeOrder whole) {
    Set<String> lines = new HashSet<>();
    for (JsonNode back : whole.returns) {
      for (JsonNode exchange : Pages.nodes(back.path("exchangeLineItems"))) {
        exchange.path("lineItems").forEach(line -> lines.add(Pages.id(line, "LineItem")));
      }
    }
    return lines;
  }

  /** Tells apart states of one update: a fulfilment order that moves to another location does not touch its order. */
  private static long sequence(WholeOrder whole) {
    return whole.parts.stream().mapToLong(part -> Pages.time(part.node(), "updatedAt").toEpochMilli()).max().orElse(0);
  }

  private @Nullable Instant shipBy(WholeOrder whole) {
    Instant shipBy = null;
    for (WholeOrder.Part part : whole.parts) {
      boolean open = part.lines().stream().anyMatch(line -> Pages.count(line, "remainingQuantity") > 0);
      if (open && part.node().path("fulfillBy").isTextual() && isOurs(part.node().path("assignedLocation").path("location"))) {
        Instant due = Pages.time(part.node(), "fulfillBy");
        shipBy = shipBy == null || due.isBefore(shipBy) ? due : shipBy;
      }
    }
    return shipBy;
  }
}

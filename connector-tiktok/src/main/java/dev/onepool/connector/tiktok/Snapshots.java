package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.connector.tiktok.Listings.Item;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in our words how an order stands.
 *
 * <p>TikTok tells one entry for each unit and no quantity. Units of one SKU are folded into one line, which is named by the SKU
 * and so stays what it is, in whatever order the units are told; gifts are a line of their own. Of a bundle the physical SKUs
 * are told, because it is their stock that goes.
 */
final class Snapshots {

  /** Where a unit is gone. All others, and states that nobody has heard of, hold it. */
  private static final Set<String> GONE = Set.of("IN_TRANSIT", "DELIVERED", "COMPLETED");
  /** The interface writes it with two L and an ending, notifications write it without. */
  private static final Set<String> CANCELLED = Set.of("CANCELLED", "CANCEL");
  /** Who ships these takes the units from stock that is not ours. */
  private static final Set<String> NOT_OURS = Set.of("FULFILLMENT_BY_TIKTOK", "FULFILLMENT_BY_DILAYANI_TOKOPEDIA");
  private static final int LONGEST_CODE = 180;

  private final TikTokSettings settings;

  Snapshots(TikTokSettings settings) {
    this.settings = settings;
  }

  /** Units of one line, counted. */
  private static final class Count {
    final ListingId listing;
    long ordered;
    long cancelled;
    long shipped;
    long returned;

    Count(ListingId listing) {
      this.listing = listing;
    }
  }

  /** Returns whether an order takes from our stock: TikTok's own warehouses, and others than the one we sell, do not. */
  boolean isOurs(JsonNode order) {
    String warehouse = Json.idOrNull(order, "warehouse_id");
    boolean elsewhere = settings.oneWarehouse() && warehouse != null && !warehouse.equals(settings.warehouse());
    return !elsewhere && !NOT_OURS.contains(Json.text(order, "fulfillment_type"));
  }

  static boolean hasShipped(JsonNode order) {
    for (JsonNode unit : order.path("line_items")) {
      if (isGone(order, unit)) {
        return true;
      }
    }
    return false;
  }

  /** Returns what an order sells, if each of its units says so; else nothing, which stands for anything. */
  static Set<ListingId> listings(JsonNode order) {
    Set<ListingId> listings = new HashSet<>();
    for (JsonNode unit : order.path("line_items")) {
      JsonNode bundle = unit.path("combined_listing_skus");
      for (JsonNode item : bundle.isEmpty() ? List.of(unit) : bundle) {
        String product = Json.idOrNull(item, "product_id");
        String sku = Json.idOrNull(item, "sku_id");
        if (product == null || sku == null) {
          return Set.of();
        }
        listings.add(Item.id(product, sku));
      }
    }
    return listings;
  }

  OrderSnapshot snapshot(JsonNode order, List<JsonNode> returns) {
    boolean drew = !Json.flag(order, "is_sample_order") && !Json.flag(order, "is_replacement_order");
    Set<String> back = cameBack(returns);
    Map<String, Count> lines = new LinkedHashMap<>();
    Set<String> units = new HashSet<>();
    for (JsonNode unit : Json.array(order, "line_items")) {
      String id = Json.id(unit, "id");
      if (!units.add(id)) {
        throw Json.malformed("unit " + id + " twice in order " + Json.id(order, "id"));
      }
      for (Part part : parts(order, unit)) {
        add(order, unit, part.units(), back.contains(id), lines.computeIfAbsent(part.line(), any -> new Count(part.listing())));
      }
    }
    Instant updated = Json.time(order, "update_time");
    for (JsonNode one : returns) {
      Instant time = Json.time(one, "update_time");
      updated = time.isAfter(updated) ? time : updated;
    }
    List<OrderSnapshot.Line> told = new ArrayList<>();
    lines.forEach((name, count) -> told.add(new OrderSnapshot.Line(LineId.of(name), count.listing, count.ordered,
        count.cancelled, count.shipped, count.returned, 0, drew)));
    return new OrderSnapshot(OrderId.of(Json.id(order, "id")), updated, progress(lines.values()),
        Json.time(order, "create_time"), true, told, shipBy(order, lines.values()));
  }

  private static void add(JsonNode order, JsonNode unit, long units, boolean back, Count count) {
    count.ordered = Math.addExact(count.ordered, units);
    if (isGone(order, unit)) {
      count.shipped += units;
      count.returned += back ? units : 0;
    } else if (isCancelled(order, unit)) {
      count.cancelled += units;
    }
  }

  private static boolean isCancelled(JsonNode order, JsonNode unit) {
    return CANCELLED.contains(Json.text(unit, "display_status")) || CANCELLED.contains(Json.text(order, "status"));
  }

  /**
   * Returns whether a unit has left. A parcel that was lost or damaged on its way is cancelled as well; its units are not here
   * to be sold again, so they count as having left until somebody counts them.
   */
  private static boolean isGone(JsonNode order, JsonNode unit) {
    String parcel = Json.text(unit, "package_status");
    boolean collected = order.path("collection_time").asLong() > 0;
    if (isCancelled(order, unit)) {
      return parcel.equals("FULFILLING") || parcel.equals("COMPLETED") || parcel.equals("CANCELLED") && collected;
    }
    String status = Json.text(unit, "display_status");
    return GONE.contains(status.isEmpty() ? Json.text(order, "status") : status);
  }

  /** Returns the units that came back. Of a mere refund, and of a replacement for what the buyer keeps, nothing does. */
  private static Set<String> cameBack(List<JsonNode> returns) {
    Set<String> units = new HashSet<>();
    for (JsonNode one : returns) {
      boolean goods = Json.text(one, "return_type").matches("RETURN_AND_REFUND|REPLACEMENT")
          && !Json.flag(one, "can_buyer_keep_item");
      boolean done = Json.text(one, "return_status").matches("RETURN_OR_REFUND_REQUEST_(SUCCESS|COMPLETE)");
      if (goods && done) {
        for (JsonNode line : one.path("return_line_items")) {
          units.add(Json.id(line, "order_line_item_id"));
        }
      }
    }
    return units;
  }

  /** What of a listing an entry takes. */
  private record Part(String line, ListingId listing, long units) {}

  private static List<Part> parts(JsonNode order, JsonNode unit) {
    JsonNode bundle = unit.path("combined_listing_skus");
    String gift = Json.flag(unit, "is_gift") ? "+gift" : "";
    if (!bundle.isArray() || bundle.isEmpty()) {
      return List.of(new Part(lineName(unit) + gift, listing(order, unit), 1));
    }
    List<Part> parts = new ArrayList<>();
    for (JsonNode item : bundle) {
      long units = Json.count(item, "sku_count");
      if (units < 1 || units > 1_000_000) {
        throw Json.malformed("a bundle of " + units + " units of SKU " + Json.text(item, "sku_id"));
      }
      parts.add(new Part(lineName(unit) + ":" + Json.id(item, "sku_id") + gift, listing(order, item), units));
    }
    return parts;
  }

  /** Returns what a unit is folded by, and what actions name its line by. */
  static String lineName(JsonNode unit) {
    String sku = Json.idOrNull(unit, "sku_id");
    String code = code(unit);
    return sku != null ? sku : code.isEmpty() ? "unnamed" : "sku:" + code;
  }

  /** A unit without numbers gets a listing that nobody has mapped, so that the engine sets it aside and keeps it charged. */
  private static ListingId listing(JsonNode order, JsonNode item) {
    String sku = Json.idOrNull(item, "sku_id");
    String product = Json.idOrNull(item, "product_id");
    if (sku != null) {
      return product == null ? ListingId.of("sku-id:" + sku) : Item.id(product, sku);
    }
    return ListingId.of(code(item).isEmpty() ? "unnamed:" + Json.id(order, "id") : "sku:" + code(item));
  }

  private static String code(JsonNode item) {
    String code = Json.text(item, "seller_sku").replaceAll("\\p{Cntrl}", " ").strip();
    return code.length() > LONGEST_CODE ? "" : code;
  }

  /** Tells apart states of one second: units only ever leave, are cancelled or come back. */
  private static long progress(Collection<Count> lines) {
    return lines.stream().mapToLong(line -> line.cancelled + line.shipped + line.returned).sum();
  }

  private static @Nullable Instant shipBy(JsonNode order, Collection<Count> lines) {
    boolean open = lines.stream().anyMatch(line -> line.cancelled + line.shipped < line.ordered);
    return open && order.path("rts_sla_time").asLong() > 0 ? Json.time(order, "rts_sla_time") : null;
  }
}

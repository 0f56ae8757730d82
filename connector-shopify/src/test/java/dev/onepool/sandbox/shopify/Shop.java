package dev.onepool.sandbox.shopify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The shop behind the sandbox: items, locations, orders. It takes units off sale when they are bought and puts them back when
 * they are cancelled with restocking, by itself, as Shopify does. Every method holds the shop's lock.
 */
final class Shop {

  /** An inventory item; a location where it is not stocked has no number. */
  static final class Item {
    final long id;
    final String sku;
    boolean tracked = true;
    boolean bundle;
    final Map<Long, Long> available = new TreeMap<>();
    long sold;
    long cancelled;
    long effects;

    Item(long id, String sku) {
      this.id = id;
      this.sku = sku;
    }
  }

  /** A location. */
  record Place(long id, String name, boolean active, boolean service) {}

  final Clock clock;
  final Map<Long, Item> items = new TreeMap<>();
  final Map<Long, Place> places = new TreeMap<>();
  final Map<Long, ShopOrder> orders = new TreeMap<>();
  Duration lag = Duration.ZERO;
  private final BiConsumer<String, Map<String, Object>> events;
  private long lastId = 9_007_199_254_740_993L;

  /**
   * Opens a shop.
   *
   * @param events takes what webhooks tell: a topic and a body
   */
  Shop(Clock clock, BiConsumer<String, Map<String, Object>> events) {
    this.clock = clock;
    this.events = events;
  }

  /** Identifiers begin above what a double can hold, as real ones may. */
  synchronized long id() {
    return ++lastId;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  synchronized Item item(String sku, long location, long available) {
    Item item = new Item(id(), sku);
    item.available.put(location, available);
    items.put(item.id, item);
    return item;
  }

  synchronized void set(Item item, long location, long available) {
    item.available.put(location, available);
    events.accept("inventory_levels/update", level(item, location));
  }

  synchronized long available(long item, long location) {
    return items.get(item).available.getOrDefault(location, 0L);
  }

  /** A line to order: an item that the shop may not know, or none and a code. */
  record Wish(@Nullable Long item, @Nullable String sku, long units, boolean goods) {
    Wish(@Nullable Long item, @Nullable String sku, long units) {
      this(item, sku, units, true);
    }
  }

  /** Places an order; null if {@code strict} and something is not there. */
  synchronized @Nullable ShopOrder place(List<Wish> wishes, long location, Instant at, boolean strict) {
    if (strict && wishes.stream().anyMatch(wish -> isShort(wish, location))) {
      return null;
    }
    ShopOrder order = new ShopOrder(id(), at);
    ShopOrder.Part part = new ShopOrder.Part(id(), location, at);
    for (Wish wish : wishes) {
      Item item = wish.item() == null ? null : items.get(wish.item());
      ShopOrder.Line line = new ShopOrder.Line(
          id(), item == null ? null : item.id, item == null ? wish.sku() : item.sku, wish.units(), wish.goods());
      order.lines.add(line);
      part.lines.add(new ShopOrder.PartLine(id(), line, wish.units()));
      if (item != null) {
        item.sold += wish.units();
        take(item, location, wish.units());
      }
    }
    order.parts.add(part);
    orders.put(order.id, order);
    // What turns up late was found by nobody until now.
    order.indexed.put(at, (at.isBefore(now()) ? now() : at).plus(lag));
    events.accept("orders/create", body(order));
    return order;
  }

  private boolean isShort(Wish wish, long location) {
    return wish.item() == null || !items.containsKey(wish.item())
        || items.get(wish.item()).available.getOrDefault(location, 0L) < wish.units();
  }

  private void take(Item item, long location, long units) {
    Long available = item.available.get(location);
    if (available != null) {
      set(item, location, available - units);
    }
  }

  /** Notes that an order has changed now. */
  synchronized void touch(ShopOrder order, String topic) {
    touch(order, topic, body(order));
  }

  private void touch(ShopOrder order, String topic, Map<String, Object> body) {
    order.updatedAt = now();
    order.parts.forEach(part -> part.updatedAt = now());
    order.indexed.put(order.updatedAt, order.updatedAt.plus(lag));
    events.accept(topic, topic.startsWith("orders/") ? body(order) : body);
  }

  /** Takes units off before they are shipped, by a refund with this type of restocking; null for an edit without one. */
  synchronized void remove(ShopOrder order, int at, long units, @Nullable String restock) {
    ShopOrder.Line line = order.lines.get(at);
    require(units <= line.open(), "only " + line.open() + " units are open");
    line.removed += units;
    line.cancelled += units;
    ShopOrder.Part part = reduce(order, line, units);
    if (restock != null) {
      order.refunds.add(new ShopOrder.Refund(id(), line, units, restock, part.location));
    }
    Item item = line.item == null ? null : items.get(line.item);
    if (item != null) {
      item.cancelled += units;
      if (!"NO_RESTOCK".equals(restock)) {
        take(item, part.location, -units);
      }
    }
    touch(order, "orders/updated");
  }

  private ShopOrder.Part reduce(ShopOrder order, ShopOrder.Line line, long units) {
    ShopOrder.Part last = order.parts.get(0);
    long left = units;
    for (ShopOrder.Part part : order.parts) {
      for (ShopOrder.PartLine partLine : part.lines) {
        long off = partLine.line == line ? Math.min(left, partLine.remaining) : 0;
        partLine.remaining -= off;
        partLine.total -= off;
        left -= off;
        last = off > 0 ? part : last;
      }
    }
    return last;
  }

  synchronized void cancel(ShopOrder order, boolean restock) {
    order.cancelledAt = now();
    for (int line = 0; line < order.lines.size(); line++) {
      if (order.lines.get(line).open() > 0) {
        remove(order, line, order.lines.get(line).open(), restock ? "CANCEL" : "NO_RESTOCK");
      }
    }
    touch(order, "orders/cancelled");
  }

  /** Cancels a whole order that nobody paid: its units go back, and its lines and refunds stay as they are. */
  synchronized void cancelUnpaid(ShopOrder order) {
    order.cancelledAt = now();
    for (ShopOrder.Line line : order.lines) {
      Item item = line.item == null ? null : items.get(line.item);
      if (item != null) {
        item.cancelled += line.open();
        take(item, order.parts.get(0).location, -line.open());
      }
    }
    touch(order, "orders/cancelled");
  }

  /** Adds units to a line, as an edit does. */
  synchronized void add(ShopOrder order, int at, long units) {
    ShopOrder.Line line = order.lines.get(at);
    line.quantity += units;
    ShopOrder.PartLine partLine = order.parts.get(0).lines.stream().filter(one -> one.line == line).findFirst().orElseThrow();
    partLine.total += units;
    partLine.remaining += units;
    Item item = line.item == null ? null : items.get(line.item);
    if (item != null) {
      item.sold += units;
      take(item, order.parts.get(0).location, units);
    }
    touch(order, "orders/updated");
  }

  /** Ships units; null says why not. */
  synchronized @Nullable String ship(
      ShopOrder order, Map<ShopOrder.PartLine, Long> units, @Nullable String company, @Nullable String number) {
    for (Map.Entry<ShopOrder.PartLine, Long> entry : units.entrySet()) {
      if (entry.getValue() < 1 || entry.getValue() > entry.getKey().remaining) {
        return "Invalid fulfillment order line item quantity requested.";
      }
    }
    ShopOrder.Shipment shipment = new ShopOrder.Shipment(id(), now(), company, number);
    units.forEach((partLine, count) -> {
      partLine.remaining -= count;
      partLine.line.fulfilled += count;
      shipment.units.merge(partLine.line, count, Long::sum);
    });
    order.shipments.add(shipment);
    touch(order, "orders/updated");
    return null;
  }

  synchronized void ship(ShopOrder order, int at, long units) {
    ShopOrder.Line line = order.lines.get(at);
    Map<ShopOrder.PartLine, Long> picked = new LinkedHashMap<>();
    long left = units;
    for (ShopOrder.Part part : order.parts) {
      for (ShopOrder.PartLine partLine : part.lines) {
        long now = partLine.line == line ? Math.min(left, partLine.remaining) : 0;
        left -= now;
        if (now > 0) {
          picked.put(partLine, now);
        }
      }
    }
    require(left == 0, "there are " + left + " units too few to ship");
    ship(order, picked, null, null);
  }

  /** Takes the newest shipments of these units back. */
  synchronized void unship(ShopOrder order, int at, long units) {
    ShopOrder.Line line = order.lines.get(at);
    require(units <= line.fulfilled, "only " + line.fulfilled + " units are shipped");
    line.fulfilled -= units;
    order.parts.get(0).lines.stream().filter(one -> one.line == line).findFirst().orElseThrow().remaining += units;
    order.shipments.stream().filter(shipment -> shipment.units.containsKey(line)).forEach(shipment -> shipment.cancelled = true);
    touch(order, "orders/updated");
  }

  /** Refunds shipped units; {@code RETURN} puts them back on sale. */
  synchronized void refundShipped(ShopOrder order, int at, long units, String restock) {
    ShopOrder.Line line = order.lines.get(at);
    require(units <= line.fulfilled, "only " + line.fulfilled + " units are shipped");
    line.removed += units;
    order.refunds.add(new ShopOrder.Refund(id(), line, units, restock, order.parts.get(0).location));
    Item item = line.item == null ? null : items.get(line.item);
    if (restock.equals("RETURN") && item != null) {
      take(item, order.parts.get(0).location, -units);
    }
    ShopOrder.Refund made = order.refunds.get(order.refunds.size() - 1);
    touch(order, "refunds/create", Map.of("id", made.id(), "order_id", order.id, "created_at", now().toString(),
        "admin_graphql_api_id", "gid://shopify/Refund/" + made.id(), "refund_line_items", List.of()));
  }

  /** Receives shipped units back, and gives as many in exchange, if any. */
  synchronized void receive(ShopOrder order, int at, long units, @Nullable Wish exchange) {
    ShopOrder.Line given = null;
    if (exchange != null && exchange.item() != null) {
      Item item = items.get(exchange.item());
      given = new ShopOrder.Line(id(), item.id, item.sku, exchange.units(), true);
      order.lines.add(given);
      order.parts.get(0).lines.add(new ShopOrder.PartLine(id(), given, exchange.units()));
    }
    order.returns.add(new ShopOrder.Return(id(), order.lines.get(at), units, given));
    ShopOrder.Return back = order.returns.get(order.returns.size() - 1);
    touch(order, "returns/close", Map.of("id", back.id(), "order_id", order.id, "status", "closed",
        "admin_graphql_api_id", "gid://shopify/Return/" + back.id()));
  }

  /** Gives all that is open to another location to ship; the order's own time stamp stays, as Shopify's does. */
  synchronized void move(ShopOrder order, long location) {
    for (ShopOrder.Part part : order.parts) {
      for (ShopOrder.PartLine line : part.lines) {
        Item item = line.line.item == null ? null : items.get(line.line.item);
        if (item != null) {
          take(item, part.location, -line.remaining);
          take(item, location, line.remaining);
        }
      }
      part.location = location;
      part.updatedAt = now();
    }
    events.accept("fulfillment_orders/moved", Map.of("source_location", Map.of("id", "gid://shopify/Location/1")));
  }

  /** Gives some units of a line to another location to ship. */
  synchronized void split(ShopOrder order, int at, long units, long location) {
    ShopOrder.Line line = order.lines.get(at);
    ShopOrder.Part part = order.parts.get(0);
    reduce(order, line, units);
    Item item = items.get(line.item);
    take(item, part.location, -units);
    take(item, location, units);
    part.updatedAt = now();
    ShopOrder.Part other = new ShopOrder.Part(id(), location, now());
    other.lines.add(new ShopOrder.PartLine(id(), line, units));
    order.parts.add(other);
  }

  Map<String, Object> level(Item item, long location) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("inventory_item_id", item.id);
    body.put("location_id", location);
    body.put("available", item.available.get(location));
    body.put("updated_at", now().toString());
    body.put("admin_graphql_api_id", "gid://shopify/InventoryLevel/" + location + "?inventory_item_id=" + item.id);
    return body;
  }

  Map<String, Object> body(ShopOrder order) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", order.id);
    body.put("admin_graphql_api_id", "gid://shopify/Order/" + order.id);
    body.put("created_at", order.createdAt.toString());
    body.put("updated_at", order.updatedAt.toString());
    body.put("cancelled_at", order.cancelledAt == null ? null : order.cancelledAt.toString());
    List<Map<String, Object>> lines = new ArrayList<>();
    for (ShopOrder.Line line : order.lines) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", line.id);
      told.put("sku", line.sku);
      told.put("quantity", line.quantity);
      told.put("current_quantity", line.quantity - line.removed);
      told.put("fulfillable_quantity", line.open());
      lines.add(told);
    }
    body.put("line_items", lines);
    return body;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

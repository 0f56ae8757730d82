package dev.onepool.sandbox.shopify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is in the shop as the Admin API does: maps of fields, lists where the API has connections, and suppliers where one
 * thing leads to another.
 */
final class ShopViews {

  private final Shop shop;

  ShopViews(Shop shop) {
    this.shop = shop;
  }

  static String gid(String type, long id) {
    return "gid://shopify/" + type + "/" + id;
  }

  private static Map<String, @Nullable Object> view(String type, long id) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("__typename", type);
    view.put("id", gid(type, id));
    return view;
  }

  /** Returns the thing of this identifier; null if there is none. */
  @Nullable Object node(String gid) {
    String[] parts = gid.split("/");
    if (parts.length != 5 || !gid.startsWith("gid://shopify/") || !parts[4].matches("[0-9]{1,19}")) {
      return null;
    }
    long id = Long.parseLong(parts[4]);
    return switch (parts[3]) {
      case "InventoryItem" -> shop.items.containsKey(id) ? item(shop.items.get(id)) : null;
      case "Order" -> shop.orders.containsKey(id) ? order(shop.orders.get(id)) : null;
      case "Location" -> shop.places.containsKey(id) ? place(id) : null;
      case "FulfillmentOrder" -> shop.orders.values().stream()
          .flatMap(order -> order.parts.stream().filter(part -> part.id == id).map(part -> part(order, part)))
          .findFirst().orElse(null);
      case "Refund" -> shop.orders.values().stream()
          .flatMap(order -> order.refunds.stream().filter(one -> one.id() == id).map(one -> refund(order, one)))
          .findFirst().orElse(null);
      default -> null;
    };
  }

  Map<String, @Nullable Object> item(Shop.Item item) {
    Map<String, @Nullable Object> view = view("InventoryItem", item.id);
    view.put("sku", item.sku);
    view.put("tracked", item.tracked);
    view.put("item", item);
    return view;
  }

  @Nullable Map<String, @Nullable Object> level(Shop.Item item, String location) {
    Long place = shop.places.keySet().stream().filter(id -> gid("Location", id).equals(location)).findFirst().orElse(null);
    Long available = place == null ? null : item.available.get(place);
    if (available == null) {
      return null;
    }
    Map<String, @Nullable Object> view = view("InventoryLevel", place);
    view.put("id", gid("InventoryLevel", place) + "?inventory_item_id=" + item.id);
    view.put("location", place(place));
    view.put("available", available);
    return view;
  }

  Map<String, @Nullable Object> place(long id) {
    Shop.Place place = shop.places.get(id);
    Map<String, @Nullable Object> view = view("Location", id);
    view.put("name", place.name());
    view.put("isActive", place.active());
    view.put("isFulfillmentService", place.service());
    return view;
  }

  Map<String, @Nullable Object> order(ShopOrder order) {
    Map<String, @Nullable Object> view = view("Order", order.id);
    view.put("createdAt", order.createdAt.toString());
    view.put("updatedAt", order.updatedAt.toString());
    view.put("cancelledAt", text(order.cancelledAt));
    view.put("confirmed", order.confirmed);
    view.put("test", order.test);
    view.put("sourceName", order.source);
    view.put("returnStatus", order.returns.isEmpty() ? "NO_RETURN" : "RETURNED");
    List<Object> lines = new ArrayList<>(order.lines.stream().map(this::line).toList());
    if (order.reversed) {
      Collections.reverse(lines);
    }
    view.put("lineItems", lines);
    view.put("fulfillmentOrders", order.parts.stream().map(part -> part(order, part)).toList());
    view.put("fulfillments", order.shipments.stream().map(ShopViews::shipment).toList());
    view.put("refunds", order.refunds.stream().map(refund -> refund(order, refund)).toList());
    view.put("returns", order.returns.stream().map(this::back).toList());
    return view;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private Map<String, @Nullable Object> line(ShopOrder.Line line) {
    Map<String, @Nullable Object> view = view("LineItem", line.id);
    view.put("sku", line.sku);
    view.put("quantity", line.quantity);
    view.put("currentQuantity", line.quantity - line.removed);
    view.put("unfulfilledQuantity", line.open());
    view.put("requiresShipping", line.requiresShipping);
    if (line.item != null) {
      Map<String, @Nullable Object> variant = view("ProductVariant", line.item + 1);
      variant.put("inventoryItem", item(shop.items.get(line.item)));
      view.put("variant", variant);
    }
    return view;
  }

  Map<String, @Nullable Object> part(ShopOrder order, ShopOrder.Part part) {
    Map<String, @Nullable Object> view = view("FulfillmentOrder", part.id);
    view.put("status", part.remaining() > 0 ? "OPEN" : "CLOSED");
    view.put("updatedAt", part.updatedAt.toString());
    Map<String, @Nullable Object> assigned = new LinkedHashMap<>();
    assigned.put("location", place(part.location));
    view.put("assignedLocation", assigned);
    view.put("order", (Supplier<Object>) () -> order(order));
    List<Object> lines = new ArrayList<>();
    for (ShopOrder.PartLine partLine : part.lines) {
      Map<String, @Nullable Object> told = view("FulfillmentOrderLineItem", partLine.id);
      told.put("totalQuantity", partLine.total);
      told.put("remainingQuantity", partLine.remaining);
      told.put("inventoryItemId", partLine.line.item == null ? null : gid("InventoryItem", partLine.line.item));
      told.put("lineItem", (Supplier<Object>) () -> line(partLine.line));
      lines.add(told);
    }
    view.put("lineItems", lines);
    return view;
  }

  static Map<String, @Nullable Object> shipment(ShopOrder.Shipment shipment) {
    Map<String, @Nullable Object> view = view("Fulfillment", shipment.id);
    view.put("createdAt", shipment.at.toString());
    view.put("status", shipment.cancelled ? "CANCELLED" : "SUCCESS");
    Map<String, @Nullable Object> tracking = new LinkedHashMap<>();
    tracking.put("company", shipment.company);
    tracking.put("number", shipment.number);
    view.put("trackingInfo", shipment.number == null ? List.of() : List.of(tracking));
    return view;
  }

  private Map<String, @Nullable Object> refund(ShopOrder order, ShopOrder.Refund refund) {
    Map<String, @Nullable Object> view = view("Refund", refund.id());
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("quantity", refund.quantity());
    line.put("restockType", refund.restockType());
    line.put("location", refund.restockType().equals("NO_RESTOCK") ? null : place(refund.location()));
    line.put("lineItem", (Supplier<Object>) () -> line(refund.line()));
    view.put("refundLineItems", List.of(line));
    return view;
  }

  private Map<String, @Nullable Object> back(ShopOrder.Return back) {
    Map<String, @Nullable Object> view = view("Return", back.id());
    view.put("status", "CLOSED");
    Map<String, @Nullable Object> returned = view("ReturnLineItem", back.id() + 1);
    returned.put("processedQuantity", back.processed());
    Map<String, @Nullable Object> shipped = view("FulfillmentLineItem", back.id() + 2);
    shipped.put("lineItem", (Supplier<Object>) () -> line(back.line()));
    returned.put("fulfillmentLineItem", shipped);
    view.put("returnLineItems", List.of(returned));
    List<Object> exchanges = new ArrayList<>();
    if (back.exchange() != null) {
      Map<String, @Nullable Object> exchange = view("ExchangeLineItem", back.id() + 3);
      exchange.put("lineItems", List.of(line(back.exchange())));
      exchanges.add(exchange);
    }
    view.put("exchangeLineItems", exchanges);
    return view;
  }
}

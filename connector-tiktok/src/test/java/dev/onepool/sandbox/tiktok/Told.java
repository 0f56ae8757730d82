package dev.onepool.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** How the sandbox tells an order. */
final class Told {

  private Told() {}

  static ObjectNode order(SandboxOrder order) {
    ObjectNode told = Request.JSON.createObjectNode().put("id", order.id()).put("status", order.status())
        .put("create_time", order.placedAt().getEpochSecond()).put("update_time", order.updatedAt().getEpochSecond())
        .put("rts_sla_time", order.placedAt().plus(Duration.ofDays(2)).getEpochSecond())
        .put("warehouse_id", order.warehouse()).put("shipping_type", "SELLER")
        .put("fulfillment_type", order.kind() == SandboxOrder.Kind.BY_TIKTOK ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER")
        .put("is_sample_order", order.kind() == SandboxOrder.Kind.SAMPLE)
        .put("is_replacement_order", order.kind() == SandboxOrder.Kind.REPLACEMENT)
        .put("is_on_hold_order", order.kind() == SandboxOrder.Kind.ON_HOLD)
        .put("is_buyer_request_cancel", false);
    if (order.collectedAt() != null) {
      told.put("collection_time", order.collectedAt().getEpochSecond());
    }
    ArrayNode units = told.putArray("line_items");
    order.units().forEach(unit -> units.add(unit(order, unit)));
    return told;
  }

  private static ObjectNode unit(SandboxOrder order, SandboxOrder.Unit unit) {
    ObjectNode told = Request.JSON.createObjectNode().put("id", unit.id()).put("seller_sku", unit.code())
        .put("display_status", unit.isOpen() ? open(order) : unit.status()).put("package_id", unit.parcel())
        .put("package_status", parcel(unit)).put("is_gift", unit.gift()).put("sku_type", "NORMAL");
    if (unit.sku() != null) {
      told.put("sku_id", unit.sku()).put("product_id", unit.product());
    }
    if (!unit.tracking().isEmpty()) {
      told.put("tracking_number", unit.tracking());
    }
    if (!unit.parts().isEmpty()) {
      ArrayNode parts = told.putArray("combined_listing_skus");
      unit.parts().forEach((listing, count) -> parts.addObject().put("product_id", listing.substring(0, listing.indexOf('/')))
          .put("sku_id", listing.substring(listing.indexOf('/') + 1)).put("sku_count", count));
    }
    return told;
  }

  private static String open(SandboxOrder order) {
    return switch (order.kind()) {
      case UNPAID -> "UNPAID";
      case ON_HOLD -> "ON_HOLD";
      case PAID, SAMPLE, REPLACEMENT, BY_TIKTOK -> "AWAITING_SHIPMENT";
    };
  }

  private static String parcel(SandboxOrder.Unit unit) {
    return switch (unit.status()) {
      case "AWAITING_COLLECTION" -> "PROCESSING";
      case "IN_TRANSIT" -> "FULFILLING";
      case "CANCELLED" -> unit.tracking().isEmpty() ? "" : "CANCELLED";
      default -> "TO_FULFILL";
    };
  }
}

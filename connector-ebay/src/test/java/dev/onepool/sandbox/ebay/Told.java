package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How eBay writes an order. Much of it is of no use here, but eBay's published schema demands it. */
final class Told {

  static final String SELLER = "gizmo_store";

  private Told() {}

  static String stamp(Instant time) {
    String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }

  static ObjectNode order(SandboxOrder order) {
    ObjectNode told = Request.JSON.createObjectNode().put("orderId", order.id()).put("creationDate", stamp(order.placedAt()))
        .put("lastModifiedDate", stamp(order.updatedAt())).put("orderFulfillmentStatus", order.status())
        .put("orderPaymentStatus", order.payment()).put("sellerId", SELLER);
    ObjectNode buyer = told.putObject("buyer").put("username", "a_buyer");
    buyer.putObject("taxAddress").put("countryCode", "US");
    buyer.putObject("buyerRegistrationAddress").put("fullName", "A. Buyer").putObject("contactAddress")
        .put("addressLine1", "1 Any Street").put("city", "Springfield").put("countryCode", "US");
    ObjectNode cancel = told.putObject("cancelStatus").put("cancelState", order.cancelled() ? "CANCELED" : "NONE_REQUESTED");
    cancel.putArray("cancelRequests");
    if (order.cancelled()) {
      cancel.put("cancelledDate", stamp(order.updatedAt()));
    }
    told.putArray("fulfillmentHrefs");
    told.putArray("fulfillmentStartInstructions").addObject().put("fulfillmentInstructionsType", "SHIP_TO");
    ObjectNode paid = told.putObject("paymentSummary");
    paid.putArray("payments");
    paid.putArray("refunds");
    amount(paid, "totalDueSeller");
    ObjectNode price = told.putObject("pricingSummary");
    amount(price, "deliveryCost");
    amount(price, "priceSubtotal");
    amount(price, "total");
    amount(told, "totalFeeBasisAmount");
    ArrayNode lines = told.putArray("lineItems");
    order.lines().forEach(line -> lines.add(line(order, line)));
    return told;
  }

  private static ObjectNode line(SandboxOrder order, SandboxOrder.Line line) {
    ObjectNode told = Request.JSON.createObjectNode().put("lineItemId", line.id()).put("legacyItemId", line.item())
        .put("title", "Gizmo").put("quantity", line.ordered()).put("soldFormat", "FIXED_PRICE")
        .put("listingMarketplaceId", "EBAY_US").put("purchaseMarketplaceId", "EBAY_US")
        .put("lineItemFulfillmentStatus", line.status());
    if (line.sku() != null) {
      told.put("sku", line.sku());
    }
    told.putArray("appliedPromotions");
    told.putArray("taxes");
    ArrayNode refunds = told.putArray("refunds");
    if (line.refunded()) {
      amount(refunds.addObject().put("refundId", "1"), "amount");
    }
    amount(told.putObject("deliveryCost"), "shippingCost");
    amount(told, "lineItemCost");
    amount(told, "total");
    told.putObject("properties").put("buyerProtection", true);
    told.putObject("lineItemFulfillmentInstructions").put("guaranteedDelivery", false)
        .put("minEstimatedDeliveryDate", stamp(order.placedAt().plus(Duration.ofDays(3))))
        .put("maxEstimatedDeliveryDate", stamp(order.placedAt().plus(Duration.ofDays(6))))
        .put("shipByDate", stamp(order.placedAt().plus(Duration.ofDays(2))));
    return told;
  }

  private static void amount(ObjectNode in, String name) {
    in.putObject(name).put("currency", "USD").put("value", "9.99");
  }
}

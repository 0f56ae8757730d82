package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** Notifications as Amazon writes them; the case of the keys is not a mistake here. */
final class Messages {

  private static final Map<String, String> STATUSES = Map.of("PENDING", "Pending", "UNSHIPPED", "Unshipped",
      "PARTIALLY_SHIPPED", "PartiallyShipped", "SHIPPED", "Shipped", "CANCELLED", "Canceled");

  private Messages() {}

  static String orderChange(SandboxOrder order, Instant at, String id, String seller, String application) {
    ObjectNode message = message("ORDER_CHANGE", at, id, application);
    ObjectNode change = message.putObject("Payload").putObject("OrderChangeNotification")
        .put("NotificationLevel", "OrderLevel").put("SellerId", seller).put("AmazonOrderId", order.id())
        .put("OrderChangeType", "OrderStatusChange");
    change.putObject("OrderChangeTrigger").put("TimeOfOrderChange", order.updatedAt().toString())
        .put("ChangeReason", "Status changed");
    ObjectNode summary = change.putObject("Summary").put("MarketplaceId", AmazonSandbox.MARKETPLACE)
        .put("OrderStatus", STATUSES.getOrDefault(order.status(), "Unshipped"))
        .put("PurchaseDate", order.placedAt().toString()).put("DestinationPostalCode", "48110")
        .put("FulfillmentType", "MFN").put("OrderType", "StandardOrder");
    summary.put("NumberOfItemsShipped", order.lines().stream().mapToLong(SandboxOrder.Line::shipped).sum());
    summary.put("NumberOfItemsUnshipped", order.lines().stream().mapToLong(SandboxOrder.Line::open).sum());
    ArrayNode items = summary.putArray("OrderItems");
    for (SandboxOrder.Line line : order.lines()) {
      items.addObject().put("OrderItemId", line.id()).put("SellerSKU", line.sku() == null ? "" : line.sku())
          .put("SupplySourceId", "").put("Quantity", line.ordered()).put("QuantityShipped", line.shipped());
    }
    return message.toString();
  }

  static String quantityChange(String sku, long units, Instant at, String id) {
    ObjectNode message = message("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", at, id, AmazonSandbox.APPLICATION);
    message.putObject("Payload").put("SellerId", AmazonSandbox.SELLER).put("FulfillmentChannelCode", "DEFAULT")
        .put("Sku", sku).put("Quantity", units);
    return message.toString();
  }

  static String feedFinished(String feed, Instant at, String id) {
    ObjectNode message = Request.JSON.createObjectNode().put("notificationVersion", "2020-09-04")
        .put("notificationType", "FEED_PROCESSING_FINISHED").put("payloadVersion", "2020-09-04").put("eventTime", at.toString());
    message.putObject("payload").putObject("feedProcessingFinishedNotification").put("sellerId", AmazonSandbox.SELLER)
        .put("accountId", "amzn1.merchant.o." + AmazonSandbox.SELLER).put("feedId", feed)
        .put("feedType", "JSON_LISTINGS_FEED").put("processingStatus", "DONE")
        .put("resultFeedDocumentId", "report-" + feed);
    message.putObject("notificationMetadata").put("applicationId", AmazonSandbox.APPLICATION)
        .put("subscriptionId", AmazonSandbox.SUBSCRIPTION).put("publishTime", at.toString()).put("notificationId", id);
    return message.toString();
  }

  private static ObjectNode message(String type, Instant at, String id, String application) {
    ObjectNode message = Request.JSON.createObjectNode().put("NotificationVersion", "1.0").put("NotificationType", type)
        .put("PayloadVersion", "1.0").put("EventTime", at.toString());
    message.putObject("NotificationMetadata").put("ApplicationId", application)
        .put("SubscriptionId", AmazonSandbox.SUBSCRIPTION).put("PublishTime", at.toString()).put("NotificationId", id);
    return message;
  }
}

package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.Call;
import org.jspecify.annotations.Nullable;

/** Which call is which operation, and who answers it. */
final class Routes {

  private Routes() {}

  /** What was done, and what is said of it. */
  record Done(int status, @Nullable JsonNode body) {}

  static Call kind(String method, String path, String query) {
    if (path.equals("/auth/o2/token")) {
      return Call.TOKEN;
    }
    if (path.startsWith("/listings/")) {
      boolean walk = path.endsWith("/items/" + AmazonSandbox.SELLER) && !query.contains("identifiers");
      return method.equals("PATCH") ? Call.WRITE : walk ? Call.LISTINGS : Call.READ;
    }
    if (path.endsWith("/shipmentConfirmation")) {
      return Call.ACTION;
    }
    if (path.startsWith("/orders/")) {
      return Call.ORDERS;
    }
    return method.equals("POST") && path.equals("/feeds/2021-06-30/feeds") ? Call.WRITE : Call.OTHER;
  }

  static String operation(Request request) {
    String path = request.path();
    String call = request.method() + " " + path;
    if (path.startsWith("/listings/2021-08-01/items/" + AmazonSandbox.SELLER)) {
      boolean one = request.parts() == 5;
      return switch (request.method()) {
        case "GET" -> one ? "getListingsItem" : "searchListingsItems";
        case "PATCH" -> one ? "patchListingsItem" : unknown(call);
        default -> unknown(call);
      };
    }
    return switch (call) {
      case "POST /feeds/2021-06-30/documents" -> "createFeedDocument";
      case "POST /feeds/2021-06-30/feeds" -> "createFeed";
      case "GET /feeds/2021-06-30/feeds" -> "getFeeds";
      case "GET /orders/2026-01-01/orders" -> "searchOrders";
      case "GET /orders/v0/orders" -> "getOrders";
      case "GET /fba/inventory/v1/summaries" -> "getInventorySummaries";
      case "POST /fba/outbound/2020-07-01/fulfillmentOrders/preview" -> "getFulfillmentPreview";
      case "POST /fba/outbound/2020-07-01/fulfillmentOrders" -> "createFulfillmentOrder";
      case "GET /notifications/v1/subscriptions/ORDER_CHANGE" -> "getSubscription";
      case "POST /notifications/v1/subscriptions/ORDER_CHANGE" -> "createSubscription";
      default -> one(request, call);
    };
  }

  private static String one(Request request, String call) {
    if (call.matches("GET /feeds/2021-06-30/feeds/[^/]+")) {
      return "getFeed";
    }
    if (call.matches("GET /feeds/2021-06-30/documents/[^/]+")) {
      return "getFeedDocument";
    }
    if (call.matches("GET /orders/2026-01-01/orders/[^/]+")) {
      return "getOrder";
    }
    if (call.matches("GET /orders/v0/orders/[^/]+")) {
      return "getOrderV0";
    }
    if (call.matches("GET /orders/v0/orders/[^/]+/orderItems")) {
      return "getOrderItems";
    }
    if (call.matches("POST /orders/v0/orders/[^/]+/shipmentConfirmation")) {
      return "confirmShipment";
    }
    if (call.matches("GET /fba/outbound/2020-07-01/fulfillmentOrders/[^/]+")) {
      return "getFulfillmentOrder";
    }
    return call.matches("PUT /fba/outbound/2020-07-01/fulfillmentOrders/[^/]+/cancel")
        ? "cancelFulfillmentOrder" : unknown(call);
  }

  private static String unknown(String call) {
    throw new Refusal(404, "NotFound", "no operation " + call);
  }

  /** Returns the usage plan that an operation goes by. */
  static String plan(String operation) {
    return switch (operation) {
      case "getFulfillmentPreview", "createFulfillmentOrder", "cancelFulfillmentOrder", "getFulfillmentOrder" -> "fulfillment";
      case "getSubscription", "createSubscription" -> "notifications";
      default -> operation;
    };
  }

  static Done dispatch(String operation, Request request, AmazonSandbox amazon) {
    return switch (operation) {
      case "patchListingsItem" -> new Done(200, amazon.listingDesk().patch(request, amazon.next("submission")));
      case "getListingsItem" -> new Done(200, amazon.listingDesk().get(request));
      case "searchListingsItems" -> new Done(200, amazon.listingDesk().search(request));
      case "createFeedDocument" -> new Done(201, amazon.feedDesk().createDocument(request, amazon.address()));
      case "createFeed" -> new Done(202, amazon.feedDesk().create(request));
      case "getFeed" -> new Done(200, amazon.feedDesk().get(request));
      case "getFeeds" -> new Done(200, amazon.feedDesk().list(request));
      case "getFeedDocument" -> new Done(200, amazon.feedDesk().document(request, amazon.address()));
      case "searchOrders" -> new Done(200, amazon.orderDesk().search(request));
      case "getOrder" -> new Done(200, amazon.orderDesk().get(request));
      case "getOrders" -> new Done(200, amazon.orderDesk().searchV0(request));
      case "getOrderV0" -> new Done(200, amazon.orderDesk().getV0(request));
      case "getOrderItems" -> new Done(200, amazon.orderDesk().itemsV0(request));
      case "confirmShipment" -> done(204, () -> amazon.orderDesk().confirm(request));
      case "getInventorySummaries" -> new Done(200, amazon.fbaDesk().summaries(request));
      case "getFulfillmentPreview" -> new Done(200, amazon.fbaDesk().preview(request));
      case "createFulfillmentOrder" -> empty(() -> amazon.fbaDesk().create(request));
      case "cancelFulfillmentOrder" -> empty(() -> amazon.fbaDesk().cancel(request));
      case "getFulfillmentOrder" -> new Done(200, amazon.fbaDesk().get(request));
      case "getSubscription" -> subscription(amazon);
      case "createSubscription" -> subscribe(request, amazon);
      default -> throw new Refusal(404, "NotFound", operation);
    };
  }

  private static Done done(int status, Runnable work) {
    work.run();
    return new Done(status, null);
  }

  private static Done empty(Runnable work) {
    work.run();
    return new Done(200, Request.JSON.createObjectNode());
  }

  private static Done subscription(AmazonSandbox amazon) {
    if (!amazon.subscribed()) {
      throw Refusal.unknown("subscription");
    }
    return new Done(200, subscription());
  }

  private static Done subscribe(Request request, AmazonSandbox amazon) {
    JsonNode body = request.json("payloadVersion", "destinationId", "processingDirective");
    Request.text(body, "payloadVersion");
    Request.text(body, "destinationId");
    if (amazon.subscribed()) {
      throw new Refusal(409, "Conflict", "the subscription exists");
    }
    amazon.subscribe();
    return new Done(200, subscription());
  }

  private static ObjectNode subscription() {
    ObjectNode answer = Request.JSON.createObjectNode();
    answer.putObject("payload").put("subscriptionId", AmazonSandbox.SUBSCRIPTION).put("payloadVersion", "1.0")
        .put("destinationId", "destination-of-the-sandbox");
    return answer;
  }
}

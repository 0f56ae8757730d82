package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which call is which operation, and who answers it. */
final class Routes {

  private Routes() {}

  /** Returns an operation's name, by which its limit goes. */
  static String operation(String method, String path) {
    String call = method + " " + path;
    if (call.equals("PUT /v3/inventory") || call.matches("PUT /v3/inventories/[^/]+")) {
      return "PUT inventory";
    }
    if (call.matches("GET /v3/inventories/[^/]+")) {
      return "GET inventory";
    }
    if (call.matches("GET /v3/feeds(/[^/]+)?")) {
      return "GET feeds";
    }
    if (call.matches("GET /v3/orders/released")) {
      return "GET released";
    }
    if (call.matches("GET /v3/orders(/[^/]+)?")) {
      return "GET orders";
    }
    if (call.matches("POST /v3/orders/[^/]+/(acknowledge|shipping|cancel)")) {
      return "POST " + path.substring(path.lastIndexOf('/') + 1);
    }
    return switch (call) {
      case "GET /v3/inventories" -> "GET inventories";
      case "GET /v3/fulfillment/inventory" -> "GET wfs";
      case "POST /v3/feeds" -> "POST feeds";
      case "GET /v3/returns" -> "GET returns";
      case "GET /v3/settings/shipping/shipnodes", "GET /v3/settings/partnerprofile" -> "GET settings";
      case "GET /v3/webhooks/subscriptions" -> "GET subscriptions";
      case "POST /v3/webhooks/subscriptions" -> "POST subscriptions";
      case "GET /v3/webhooks/eventTypes" -> "GET eventTypes";
      default -> throw new Refusal(404, "URI_NOT_FOUND.GMP_GATEWAY_API", "no operation " + call);
    };
  }

  static JsonNode dispatch(String operation, Request request, WalmartSandbox walmart) {
    boolean one = request.path().substring(1).split("/").length > 2;
    return switch (operation) {
      case "PUT inventory" -> one ? walmart.stockDesk().putNodes(request) : walmart.stockDesk().put(request);
      case "GET inventory" -> walmart.stockDesk().get(request);
      case "GET inventories" -> walmart.stockDesk().list(request);
      case "GET wfs" -> walmart.stockDesk().held(request);
      case "POST feeds" -> walmart.feedDesk().submit(request);
      case "GET feeds" -> one ? walmart.feedDesk().get(request) : walmart.feedDesk().list(request);
      case "GET orders" -> one ? walmart.orderDesk().get(request) : walmart.orderDesk().search(request);
      case "GET released" -> walmart.orderDesk().released(request);
      case "POST acknowledge" -> walmart.orderDesk().acknowledge(request);
      case "POST shipping" -> walmart.orderDesk().ship(request);
      case "POST cancel" -> walmart.orderDesk().cancel(request);
      case "GET returns" -> walmart.returnDesk().search(request);
      case "GET settings" -> request.path().endsWith("shipnodes") ? shipNodes() : walmart.accountDesk().profile();
      case "GET subscriptions" -> walmart.accountDesk().subscriptions();
      case "POST subscriptions" -> walmart.accountDesk().subscribe(request);
      case "GET eventTypes" -> eventTypes();
      default -> throw new Refusal(404, "URI_NOT_FOUND.GMP_GATEWAY_API", operation);
    };
  }

  private static ArrayNode shipNodes() {
    ArrayNode nodes = Request.JSON.createArrayNode();
    nodes.addObject().put("shipNode", WalmartSandbox.NODE).put("nodeType", "PHYSICAL").put("shipNodeName", "Main")
        .put("status", "ACTIVE").put("timeZone", "PST");
    nodes.addObject().put("shipNode", "99351656957153281").put("nodeType", "3PL").put("shipNodeName", "MP_Deliverr")
        .put("status", "INACTIVE").put("timeZone", "EST");
    return nodes;
  }

  private static ObjectNode eventTypes() {
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode events = answer.putArray("events");
    String[][] types = {{"ORDER_UPDATES", "ORDER"}, {"PO_CREATED", "ORDER"}, {"RETURN_DELIVERED", "RETURNS"}, {"INVENTORY_OOS", "INVENTORY"}};
    for (String[] type : types) {
      events.addObject().put("resourceName", type[1]).put("eventType", type[0]).put("eventVersion", "V1")
          .put("description", "Notification");
    }
    return answer;
  }
}

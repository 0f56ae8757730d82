package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stock that Amazon holds, and what it ships of it for orders of other channels. Guarded by the sandbox's lock. */
final class SandboxFba {

  private static final int PAGE = 50;

  static final class Stock {
    long available;
    long reserved;
    long inbound;
    long unsellable;
  }

  private static final class Shipment {
    final ObjectNode request;
    String status = "Received";

    Shipment(ObjectNode request) {
      this.request = request;
    }
  }

  private final Clock clock;
  private final String marketplace;
  private final Map<String, Stock> stock = new LinkedHashMap<>();
  private final Map<String, Shipment> shipments = new LinkedHashMap<>();
  private final Map<String, Long> asked = new LinkedHashMap<>();

  SandboxFba(Clock clock, String marketplace) {
    this.clock = clock;
    this.marketplace = marketplace;
  }

  Stock of(String sku) {
    return stock.computeIfAbsent(sku, any -> new Stock());
  }

  long created(String id) {
    return shipments.containsKey(id) ? 1 : 0;
  }

  long asked(String id) {
    return asked.getOrDefault(id, 0L);
  }

  /** Ships what was ordered, or finds that it cannot. */
  void work(String id, boolean fulfillable) {
    Shipment shipment = shipments.get(id);
    if (shipment == null) {
      throw new IllegalArgumentException("no fulfilment order " + id);
    }
    shipment.status = fulfillable ? "Complete" : "Unfulfillable";
    for (JsonNode item : shipment.request.path("items")) {
      Stock held = of(item.path("sellerSku").asText());
      held.reserved -= item.path("quantity").asLong();
      held.available += fulfillable ? 0 : item.path("quantity").asLong();
    }
  }

  // ---- the protocol

  ObjectNode summaries(Request request) {
    request.only("details", "granularityType", "granularityId", "marketplaceIds", "nextToken", "sellerSkus");
    if (!request.required("granularityType").equals("Marketplace") || !request.required("granularityId").equals(marketplace)
        || !request.list("marketplaceIds").equals(List.of(marketplace))) {
      throw Refusal.invalid("granularity");
    }
    int from = request.text("nextToken").isEmpty() ? 0 : Integer.parseInt(request.text("nextToken"));
    List<String> skus = List.copyOf(stock.keySet());
    int to = Math.min(skus.size(), from + PAGE);
    ObjectNode answer = Request.JSON.createObjectNode();
    ObjectNode payload = answer.putObject("payload");
    payload.putObject("granularity").put("granularityType", "Marketplace").put("granularityId", marketplace);
    ArrayNode list = payload.putArray("inventorySummaries");
    for (String sku : skus.subList(from, to)) {
      Stock held = of(sku);
      ObjectNode summary = list.addObject().put("asin", "B0SANDBOX0").put("fnSku", "X00" + Math.abs(sku.hashCode() % 9_999_999))
          .put("sellerSku", sku).put("condition", "NewItem").put("lastUpdatedTime", clock.instant().toString())
          .put("totalQuantity", held.available + held.reserved + held.inbound + held.unsellable);
      ObjectNode details = summary.putObject("inventoryDetails").put("fulfillableQuantity", held.available)
          .put("inboundWorkingQuantity", 0).put("inboundShippedQuantity", held.inbound).put("inboundReceivingQuantity", 0);
      details.putObject("reservedQuantity").put("totalReservedQuantity", held.reserved);
      details.putObject("unfulfillableQuantity").put("totalUnfulfillableQuantity", held.unsellable);
      details.putObject("researchingQuantity").put("totalResearchingQuantity", 0);
    }
    if (to < skus.size()) {
      answer.putObject("pagination").put("nextToken", Integer.toString(to));
    }
    return answer;
  }

  ObjectNode preview(Request request) {
    JsonNode body = request.json("marketplaceId", "address", "items", "shippingSpeedCategories");
    address(body.path("address"));
    ObjectNode answer = Request.JSON.createObjectNode();
    ObjectNode preview = answer.putObject("payload").putArray("fulfillmentPreviews").addObject()
        .put("shippingSpeedCategory", "Standard").put("isCODCapable", false).put("marketplaceId", marketplace);
    ArrayNode missing = Request.JSON.createArrayNode();
    ArrayNode boxed = Request.JSON.createArrayNode();
    for (JsonNode item : items(body)) {
      long lacking = item.path("quantity").asLong() - of(item.path("sellerSku").asText()).available;
      if (lacking > 0) {
        missing.add(item.deepCopy().<ObjectNode>require().put("quantity", lacking));
      }
      boxed.add(item);
    }
    preview.put("isFulfillable", missing.isEmpty());
    if (missing.isEmpty()) {
      ObjectNode box = preview.putArray("fulfillmentPreviewShipments").addObject()
          .put("latestArrivalDate", clock.instant().plus(Duration.ofDays(3)).toString());
      box.set("fulfillmentPreviewItems", boxed);
    } else {
      preview.set("unfulfillablePreviewItems", missing);
    }
    return answer;
  }

  void create(Request request) {
    JsonNode body = request.json("marketplaceId", "sellerFulfillmentOrderId", "displayableOrderId", "displayableOrderDate",
        "displayableOrderComment", "shippingSpeedCategory", "fulfillmentAction", "fulfillmentPolicy", "destinationAddress", "items");
    for (String field : List.of("displayableOrderId", "displayableOrderDate", "displayableOrderComment", "shippingSpeedCategory")) {
      Request.text(body, field);
    }
    address(body.path("destinationAddress"));
    String id = Request.text(body, "sellerFulfillmentOrderId");
    asked.merge(id, 1L, Long::sum);
    if (id.length() > 40) {
      throw Refusal.invalid("sellerFulfillmentOrderId is too long");
    }
    if (shipments.containsKey(id)) {
      throw Refusal.invalid("sellerFulfillmentOrderId " + id + " exists");
    }
    for (JsonNode item : items(body)) {
      if (item.path("quantity").asLong() > of(item.path("sellerSku").asText()).available) {
        throw Refusal.invalid("not enough of " + item.path("sellerSku").asText());
      }
    }
    for (JsonNode item : items(body)) {
      Stock held = of(item.path("sellerSku").asText());
      held.available -= item.path("quantity").asLong();
      held.reserved += item.path("quantity").asLong();
    }
    shipments.put(id, new Shipment((ObjectNode) body));
  }

  void cancel(Request request) {
    Shipment shipment = known(request.part(4));
    if (!shipment.status.equals("Received")) {
      throw Refusal.invalid("it is " + shipment.status);
    }
    shipment.status = "Cancelled";
    for (JsonNode item : shipment.request.path("items")) {
      Stock held = of(item.path("sellerSku").asText());
      held.reserved -= item.path("quantity").asLong();
      held.available += item.path("quantity").asLong();
    }
  }

  ObjectNode get(Request request) {
    Shipment shipment = known(request.part(4));
    ObjectNode answer = Request.JSON.createObjectNode();
    ObjectNode payload = answer.putObject("payload");
    ObjectNode order = payload.putObject("fulfillmentOrder");
    order.setAll(shipment.request.deepCopy().without(List.of("items")).<ObjectNode>require());
    order.put("receivedDate", clock.instant().toString()).put("fulfillmentOrderStatus", shipment.status)
        .put("statusUpdatedDate", clock.instant().toString());
    ArrayNode items = payload.putArray("fulfillmentOrderItems");
    boolean cancelled = shipment.status.equals("Cancelled");
    boolean impossible = shipment.status.equals("Unfulfillable");
    for (JsonNode item : shipment.request.path("items")) {
      long units = item.path("quantity").asLong();
      items.add(item.deepCopy().<ObjectNode>require().put("cancelledQuantity", cancelled ? units : 0)
          .put("unfulfillableQuantity", impossible ? units : 0));
    }
    if (shipment.status.equals("Complete")) {
      ObjectNode box = payload.putArray("fulfillmentShipments").addObject().put("amazonShipmentId", "DkQ8xRYRN")
          .put("fulfillmentCenterId", "ABE2").put("fulfillmentShipmentStatus", "SHIPPED");
      ArrayNode packed = box.putArray("fulfillmentShipmentItem");
      shipment.request.path("items").forEach(item -> packed.add(item.deepCopy()));
    }
    payload.putArray("returnItems");
    payload.putArray("returnAuthorizations");
    return answer;
  }

  private Shipment known(String id) {
    Shipment shipment = shipments.get(id);
    if (shipment == null) {
      throw Refusal.unknown("fulfilment order " + id);
    }
    return shipment;
  }

  private static Iterable<JsonNode> items(JsonNode body) {
    if (body.path("items").isEmpty()) {
      throw Refusal.invalid("missing field items");
    }
    for (JsonNode item : body.path("items")) {
      Request.only(item, "sellerSku", "sellerFulfillmentOrderItemId", "quantity");
      Request.text(item, "sellerSku");
      Request.text(item, "sellerFulfillmentOrderItemId");
      if (!item.path("quantity").isIntegralNumber() || item.path("quantity").asLong() < 1) {
        throw Refusal.invalid("quantity");
      }
    }
    return body.path("items");
  }

  private static void address(JsonNode address) {
    Request.only(address, "name", "addressLine1", "addressLine2", "addressLine3", "city", "districtOrCounty", "stateOrRegion",
        "postalCode", "countryCode", "phone");
    for (String field : List.of("name", "addressLine1", "postalCode", "countryCode")) {
      Request.text(address, field);
    }
  }
}

package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.LineId;
import dev.onepool.OrderId;
import dev.onepool.connector.walmart.Inventories.Item;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells Walmart what the seller does with orders. Walmart knows no idempotency key, so each time the order is read first: a parcel
 * that is on a line already is not told again, and a cancellation neither that was told before in this process.
 */
final class Actions {

  /** Carriers that Walmart knows by name (orders reference, {@code carrierName.carrier}); others need an address for tracking. */
  private static final List<String> CARRIERS = List.of("UPS", "USPS", "FedEx", "Airborne", "OnTrac", "DHL Ecommerce - US", "DHL", "LS",
      "UDS", "UPSMI", "FDX", "PILOT", "ESTES", "SAIA", "FDS Express", "Seko Worldwide", "HIT Delivery", "FEDEXSP", "RL Carriers",
      "Metropolitan Warehouse & Delivery", "China Post", "YunExpress", "Yellow Freight Sys", "AIT Worldwide Logistics", "Chukou1",
      "Sendle", "Landmark Global", "Sunyou", "Yanwen", "4PX", "GLS", "OSM Worldwide", "FIRST MILE", "AM Trucking", "CEVA",
      "India Post", "SF Express", "CNE", "TForce Freight", "AxleHire", "LSO", "Royal Mail", "ABF Freight System", "WanB",
      "Roadrunner Freight", "Meyer Distribution", "AAA Cooper", "Canada Post", "Southeastern Freight Lines", "Japan Post",
      "Correos de Mexico", "XPO Logistics", "JD Logistics", "YDH", "JCEX", "Flyt", "Deutsche Post");
  private static final List<String> METHODS = List.of("Standard", "Express", "OneDay", "Freight", "WhiteGlove", "Value");
  private static final int KEPT = 10_000;
  /** Released orders a call of {@link #acknowledgeOld} looks at; 60 can be acknowledged a minute. */
  private static final int MOST_RELEASED = 200;
  private static final Duration LONGEST = Duration.ofDays(179);

  private final WalmartApi api;
  private final WalmartSettings settings;
  private final Inventories names;
  private final Quantities quantities;
  private final Orders orders;
  /** By action: how many units of its lines were cancelled before it was told first. */
  private final Map<String, Map<String, Long>> cancelledBefore = Collections.synchronizedMap(new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Map<String, Long>> eldest) {
      return size() > KEPT;
    }
  });

  Actions(WalmartApi api, WalmartSettings settings, Inventories names, Quantities quantities, Orders orders) {
    this.api = api;
    this.settings = settings;
    this.names = names;
    this.quantities = quantities;
    this.orders = orders;
  }

  PublishResult act(OrderAction action, Instant deadline) {
    if (action instanceof OrderAction.Acknowledge) {
      return acknowledge(action.order(), deadline);
    }
    JsonNode order;
    try {
      order = orders.one(action.order().value());
    } catch (ConnectorException unread) {
      Instant until = unread.until();
      return until != null ? new PublishResult.Throttled(until)
          : new PublishResult.Rejected(unread.kind(), "not told, because the order could not be read: " + unread.getMessage());
    }
    if (order.isEmpty()) {
      return unknown(action.order());
    }
    if (!OrderTexts.isOwn(order)) {
      return new PublishResult.Rejected(FailureKind.INVALID, "order " + action.order() + " is shipped by somebody else");
    }
    try {
      return action instanceof OrderAction.Ship ship ? ship(ship, order, deadline)
          : cancel((OrderAction.Cancel) action, order, deadline);
    } catch (IllegalArgumentException unreadable) {
      return new PublishResult.Rejected(FailureKind.MALFORMED, "Walmart's order " + action.order() + " cannot be read: "
          + unreadable.getMessage());
    }
  }

  private static PublishResult unknown(OrderId order) {
    return new PublishResult.Rejected(FailureKind.INVALID, "Walmart has no order " + order);
  }

  // ---- acknowledging

  /** Acknowledging twice does no harm. */
  private PublishResult acknowledge(OrderId order, Instant deadline) {
    Reply reply = api.send(Operation.ACKNOWLEDGE,
        HttpCall.of("POST", api.uri("/v3/orders/" + WalmartApi.encoded(order.value()) + "/acknowledge")), deadline);
    return reply.status() == 404 ? unknown(order) : done(reply);
  }

  private static PublishResult done(Reply reply) {
    return reply.isAnswered() && reply.body().path("order").hasNonNull("purchaseOrderId")
        ? new PublishResult.Applied(null) : reply.asResult();
  }

  /**
   * Acknowledges orders that have waited too long for somebody to do it. Walmart wants it within four hours.
   *
   * @return what was done, one sentence each
   */
  List<String> acknowledgeOld() {
    Duration age = settings.acknowledgeAfter();
    if (age == null) {
      return List.of();
    }
    Instant now = api.now().truncatedTo(ChronoUnit.SECONDS);
    Reply reply = api.get(Operation.GET_RELEASED_ORDERS, "/v3/orders/released?createdStartDate=" + now.minus(LONGEST)
        + "&createdEndDate=" + now.minus(age) + "&limit=" + MOST_RELEASED, api.patience());
    if (reply.status() == 404) {
      return List.of();
    }
    List<String> said = new ArrayList<>();
    for (JsonNode order : reply.orThrow().path("list").path("elements").path("order")) {
      String id = order.path("purchaseOrderId").asText("");
      PublishResult result = id.isEmpty() ? null : acknowledge(OrderId.of(id), api.patience());
      if (result instanceof PublishResult.Applied) {
        said.add("order " + id + " was not acknowledged for " + age + "; it is now");
      } else if (result instanceof PublishResult.Throttled) {
        break;
      }
    }
    return said;
  }

  // ---- shipping

  private PublishResult ship(OrderAction.Ship ship, JsonNode order, Instant deadline) {
    String tracking = ship.trackingNumber();
    if (tracking == null) {
      return new PublishResult.Rejected(FailureKind.INVALID,
          "Walmart takes no shipment without a tracking number; name one for order " + ship.order());
    }
    ObjectNode carrier = carrier(ship.carrier());
    if (carrier == null) {
      return new PublishResult.Rejected(FailureKind.INVALID, "Walmart does not know the carrier \"" + ship.carrier() + "\"; set \""
          + WalmartSettings.TRACKING_URL + "\" to where its parcels are tracked");
    }
    Map<String, JsonNode> lines = lines(order);
    Map<Item, Long> leaving = new LinkedHashMap<>();
    boolean told = true;
    for (Map.Entry<LineId, Long> units : new TreeMap<>(ship.units()).entrySet()) {
      JsonNode line = lines.get(units.getKey().value());
      if (line == null) {
        return noLine(ship.order(), units.getKey());
      }
      told &= OrderTexts.shippedIn(line, tracking) >= units.getValue();
      String sku = line.path("item").path("sku").asText("");
      // Whether Walmart keeps units aside for replacements, too, is not known; lowering for them does no harm.
      if (!sku.isEmpty()) {
        leaving.merge(names.item(names.listing(sku, order.path("shipNode").path("id").asText(""))), units.getValue(), Long::sum);
      }
    }
    if (told) {
      return new PublishResult.Applied(null);
    }
    // What nobody acknowledged cannot be shipped.
    PublishResult seen = OrderTexts.isNew(order) ? acknowledge(ship.order(), deadline) : null;
    if (seen != null && !(seen instanceof PublishResult.Applied)) {
      return seen;
    }
    return quantities.around(ship.id(), leaving, () -> tell(ship, order, lines, carrier, deadline), deadline);
  }

  private PublishResult tell(
      OrderAction.Ship ship, JsonNode order, Map<String, JsonNode> lines, ObjectNode carrier, Instant deadline) {
    ObjectNode body = WalmartApi.JSON.createObjectNode();
    ArrayNode rows = body.putObject("orderShipment").putObject("orderLines").putArray("orderLine");
    String method = order.path("shippingInfo").path("methodCode").asText();
    new TreeMap<>(ship.units()).forEach((id, units) -> {
      ObjectNode row = rows.addObject().put("lineNumber", id.value()).put("sellerOrderId", reference(ship.id()));
      if (OrderTexts.isTrue(lines.getOrDefault(id.value(), row).path("intentToCancel"))) {
        // The buyer asked to cancel, and the seller has decided: without this the shipment is refused.
        row.put("intentToCancelOverride", true);
      }
      ObjectNode state = status(row, "Shipped", units);
      ObjectNode parcel = state.putObject("trackingInfo").put("shipDateTime", api.now().toEpochMilli());
      parcel.set("carrierName", carrier);
      parcel.put("methodCode", METHODS.contains(method) ? method : METHODS.get(0)).put("trackingNumber", ship.trackingNumber());
      if (carrier.has("otherCarrier")) {
        parcel.put("trackingURL", settings.trackingUrl().replace("{number}", WalmartApi.encoded(String.valueOf(ship.trackingNumber()))));
      }
    });
    return done(api.send(Operation.SHIP, "POST", "/v3/orders/" + WalmartApi.encoded(ship.order().value()) + "/shipping", body, deadline));
  }

  private @Nullable ObjectNode carrier(String name) {
    ObjectNode carrier = WalmartApi.JSON.createObjectNode();
    for (String known : CARRIERS) {
      if (known.equalsIgnoreCase(name)) {
        return carrier.put("carrier", known);
      }
    }
    return settings.trackingUrl().isEmpty() ? null : carrier.put("otherCarrier", name);
  }

  private static ObjectNode status(ObjectNode row, String status, long units) {
    ObjectNode state = row.putObject("orderLineStatuses").putArray("orderLineStatus").addObject().put("status", status);
    state.putObject("statusQuantity").put("unitOfMeasurement", "EACH").put("amount", Long.toString(units));
    return state;
  }

  /** At most 30 characters; made from the action's id, so that a repetition names the same. */
  static String reference(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 15));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  // ---- cancelling

  private PublishResult cancel(OrderAction.Cancel cancel, JsonNode order, Instant deadline) {
    Map<String, JsonNode> lines = lines(order);
    Map<String, Long> before = new HashMap<>();
    for (LineId line : cancel.units().keySet()) {
      if (!lines.containsKey(line.value())) {
        return noLine(cancel.order(), line);
      }
      before.put(line.value(), OrderTexts.units(lines.get(line.value())).cancelled());
    }
    Map<String, Long> first = cancelledBefore.putIfAbsent(cancel.id(), Map.copyOf(before));
    boolean told = cancel.units().entrySet().stream().allMatch(entry -> first == null
        // After a restart only what has nothing left to cancel is known to be told.
        ? before.get(entry.getKey().value()) >= entry.getValue() && OrderTexts.units(lines.get(entry.getKey().value())).open() < entry.getValue()
        : before.get(entry.getKey().value()) >= first.get(entry.getKey().value()) + entry.getValue());
    if (told) {
      return new PublishResult.Applied(null);
    }
    ObjectNode body = WalmartApi.JSON.createObjectNode();
    ArrayNode rows = body.putObject("orderCancellation").putObject("orderLines").putArray("orderLine");
    new TreeMap<>(cancel.units()).forEach((line, units) ->
        status(rows.addObject().put("lineNumber", line.value()), "Cancelled", units).put("cancellationReason", reason(cancel.reason())));
    return done(api.send(
        Operation.CANCEL, "POST", "/v3/orders/" + WalmartApi.encoded(cancel.order().value()) + "/cancel", body, deadline));
  }

  /** "Out of stock" takes the item off sale at its ship node until a quantity is written, which is right when there is none. */
  private static String reason(OrderAction.Reason reason) {
    return reason.equals(OrderAction.Reason.BUYER) ? "CUSTOMER_REQUESTED_SELLER_TO_CANCEL" : "SELLER_CANCEL_OUT_OF_STOCK";
  }

  private static Map<String, JsonNode> lines(JsonNode order) {
    Map<String, JsonNode> lines = new HashMap<>();
    OrderTexts.lines(order).forEach(line -> lines.put(line.path("lineNumber").asText(), line));
    return lines;
  }

  private static PublishResult noLine(OrderId order, LineId line) {
    return new PublishResult.Rejected(FailureKind.INVALID, "Walmart's order " + order + " has no line " + line);
  }
}

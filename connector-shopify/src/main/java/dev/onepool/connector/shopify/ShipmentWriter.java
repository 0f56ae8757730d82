package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the shop what was shipped.
 *
 * <p>Shopify takes no idempotency key for that. A shipment is known again by its tracking number, which is read first; so
 * one without a number is refused, because telling it twice could ship twice.
 */
final class ShipmentWriter {

  private static final int SHIPMENTS = 200;

  private final ShopifyCalls calls;
  private final OrderReader orders;
  private final ShopifySettings settings;

  ShipmentWriter(ShopifyCalls calls, OrderReader orders, ShopifySettings settings) {
    this.calls = calls;
    this.orders = orders;
    this.settings = settings;
  }

  PublishResult ship(OrderAction.Ship ship, Instant deadline) {
    String number = ship.trackingNumber();
    if (number == null || number.isBlank() || !Gid.isNumber(ship.order().value())) {
      return new PublishResult.Rejected(FailureKind.INVALID, "order " + ship.order() + ": Shopify is told of a shipment by "
          + "the order's number and a tracking number, without which it could be told twice");
    }
    ObjectNode input = Json.object();
    try {
      if (isKnown(ship.order().value(), number, deadline)) {
        return new PublishResult.Applied(null);
      }
      String missing = addParts(ship, input);
      if (missing != null) {
        return new PublishResult.Rejected(FailureKind.INVALID, missing);
      }
    } catch (ConnectorException e) {
      // Only reads so far: nothing was changed.
      return e.until() != null ? new PublishResult.Throttled(e.until())
          : new PublishResult.Rejected(e.kind(), String.valueOf(e.getMessage()));
    }
    input.putObject("trackingInfo").put("company", ship.carrier()).put("number", number);
    ObjectNode variables = Json.object();
    variables.set("fulfillment", input);
    return result(calls.send(Operation.SHIP, variables, deadline));
  }

  private boolean isKnown(String order, String number, Instant deadline) {
    ObjectNode variables = Json.object().put("id", Gid.of("Order", order)).put("first", SHIPMENTS);
    JsonNode node = calls.read(Operation.ORDER_SHIPMENTS, variables, deadline).path("node");
    if (!node.isObject()) {
      throw new ConnectorException(FailureKind.INVALID, "shop " + settings.shop() + " knows no order " + order);
    }
    JsonNode shipments = Pages.array(node, "fulfillments");
    if (shipments.size() >= SHIPMENTS) {
      throw new ConnectorException(FailureKind.INVALID,
          "order " + order + " has " + SHIPMENTS + " shipments or more, so that it cannot be seen whether it has this one");
    }
    for (JsonNode shipment : shipments) {
      boolean voided = shipment.path("status").asText().matches("CANCELLED|ERROR|FAILURE");
      for (JsonNode tracking : Pages.array(shipment, "trackingInfo")) {
        if (!voided && number.equals(tracking.path("number").asText())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Divides the units among our location's open fulfilment orders; returns what is wrong if they do not fit. */
  private @Nullable String addParts(OrderAction.Ship ship, ObjectNode input) {
    Map<String, Long> left = new HashMap<>();
    ship.units().forEach((line, units) -> left.put(line.value(), units));
    ArrayNode parts = input.putArray("lineItemsByFulfillmentOrder");
    for (WholeOrder.Part part : orders.parts(ship.order().value())) {
      if (part.node().path("assignedLocation").path("location").path("id").asText().equals(settings.location())
          && part.node().path("status").asText().matches("OPEN|IN_PROGRESS|INCOMPLETE")) {
        addLines(part, left, parts);
      }
    }
    left.values().removeIf(units -> units == 0);
    return left.isEmpty() ? null : "order " + ship.order() + ": no open fulfilment order of " + settings.location()
        + " has these units of these lines: " + left;
  }

  private static void addLines(WholeOrder.Part part, Map<String, Long> left, ArrayNode parts) {
    ArrayNode lines = Json.object().putArray("lines");
    for (JsonNode line : part.lines()) {
      String id = Pages.id(line.path("lineItem"), "LineItem");
      long units = Math.min(left.getOrDefault(id, 0L), Pages.count(line, "remainingQuantity"));
      if (units > 0) {
        left.merge(id, -units, Long::sum);
        lines.addObject().put("id", line.path("id").asText()).put("quantity", units);
      }
    }
    if (!lines.isEmpty()) {
      parts.addObject().put("fulfillmentOrderId", part.node().path("id").asText()).set("fulfillmentOrderLineItems", lines);
    }
  }

  private PublishResult result(Reply reply) {
    if (reply instanceof Reply.Throttled throttled) {
      return new PublishResult.Throttled(throttled.until());
    } else if (reply instanceof Reply.Refused refused) {
      return new PublishResult.Rejected(refused.kind(), refused.message());
    } else if (reply instanceof Reply.Lost lost) {
      return new PublishResult.Unknown(lost.message());
    } else if (reply instanceof Reply.NotSent notSent) {
      return new PublishResult.Rejected(FailureKind.UNAVAILABLE, notSent.message());
    }
    JsonNode answer = ((Reply.Data) reply).data().path("fulfillmentCreate");
    JsonNode errors = answer.path("userErrors");
    if (errors.isArray() && !errors.isEmpty()) {
      return new PublishResult.Rejected(FailureKind.INVALID, settings.clean(errors.path(0).path("message").asText()));
    }
    String created = answer.path("fulfillment").path("createdAt").asText();
    try {
      return new PublishResult.Applied(OffsetDateTime.parse(created).toInstant());
    } catch (DateTimeParseException e) {
      return new PublishResult.Unknown("the shop's answer to a shipment cannot be read");
    }
  }
}

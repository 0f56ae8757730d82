package dev.onepool.connector.ebay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.LineId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells eBay that units were shipped. eBay takes no key that would make a repetition harmless, so what it knows of the order is
 * read first, and a parcel is known again by its tracking number.
 */
final class Shipments {

  private static final int UNKNOWN_ORDER = 32100;

  private final EbayApi api;

  Shipments(EbayApi api) {
    this.api = api;
  }

  PublishResult ship(OrderAction.Ship ship, Instant deadline) {
    String tracking = ship.trackingNumber();
    if (tracking == null || tracking.isBlank()) {
      return new PublishResult.Rejected(FailureKind.INVALID, "a shipment without a tracking number could not be told from its "
          + "repetition at eBay; name one for order " + ship.order());
    }
    String path = "/order/" + EbayApi.step(ship.order().value()) + "/shipping_fulfillment";
    EbayApi.Reply known = api.send(EbayApi.Api.FULFILLMENT, EbayApi.Caller.SELLER, "GET", path, null, deadline);
    if (known.effect() != EbayApi.Effect.ANSWERED) {
      // Only a read was made, so nothing can have come of the shipment.
      return unknownOrder(known, ship) ? noOrder(ship)
          : known.effect() == EbayApi.Effect.DOUBTFUL ? new PublishResult.Rejected(known.failure(), known.message())
          : known.asResult();
    }
    try {
      for (JsonNode parcel : Orders.list(known.body().path("fulfillments"))) {
        if (parcel.path("shipmentTrackingNumber").asText().equals(tracking)) {
          return new PublishResult.Applied(null);
        }
      }
    } catch (ConnectorException malformed) {
      return new PublishResult.Rejected(malformed.kind(), "not sent: " + malformed.getMessage());
    }
    EbayApi.Reply made =
        api.send(EbayApi.Api.FULFILLMENT, EbayApi.Caller.SELLER, "POST", path, parcel(ship, tracking), deadline);
    if (made.effect() == EbayApi.Effect.ANSWERED) {
      return new PublishResult.Applied(null);
    }
    return unknownOrder(made, ship) ? noOrder(ship) : made.asResult();
  }

  private static ObjectNode parcel(OrderAction.Ship ship, String tracking) {
    ObjectNode body = EbayApi.JSON.createObjectNode();
    ArrayNode lines = body.putArray("lineItems");
    for (Map.Entry<LineId, Long> line : new TreeMap<>(ship.units()).entrySet()) {
      lines.addObject().put("lineItemId", line.getKey().value()).put("quantity", line.getValue());
    }
    // Without a date eBay takes the present.
    return body.put("shippingCarrierCode", ship.carrier()).put("trackingNumber", tracking);
  }

  private static boolean unknownOrder(EbayApi.Reply reply, OrderAction.Ship ship) {
    return reply.status() == 404 || reply.errors().contains(UNKNOWN_ORDER);
  }

  private static PublishResult noOrder(OrderAction.Ship ship) {
    return new PublishResult.Rejected(FailureKind.INVALID, "eBay has no order " + ship.order());
  }
}

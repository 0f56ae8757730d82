package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ChannelFulfilment.Address;
import dev.onepool.ChannelFulfilment.Preview;
import dev.onepool.ChannelFulfilment.Shipment;
import dev.onepool.ChannelFulfilment.State;
import dev.onepool.ChannelFulfilment.Status;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.connector.amazon.SpApi.Operation;
import dev.onepool.connector.amazon.SpApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells Amazon what the seller has shipped, and has Amazon ship stock that it holds for other channels' orders.
 *
 * <p>Amazon expects no acknowledgement. For a seller's cancellation it has no call that is in its published model, only an XML
 * feed without a published schema; that is not done here.
 *
 * <p>How sure held stock is: a preview is an estimate, a shipment that was taken can still come back as not to be fulfilled, and
 * only what is in a box with the status {@code SHIPPED} has left. All of a shipment is shipped or nothing. Its id is Amazon's key,
 * so asking twice ships once.
 */
final class Shipments implements FulfilmentService {

  private static final String HELD = "/fba/outbound/2020-07-01/fulfillmentOrders";
  private static final String SPEED = "Standard";
  private static final int MOST_LINES = 3;

  private final SpApi api;
  private final AmazonSettings settings;

  Shipments(SpApi api, AmazonSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  PublishResult act(OrderAction action, Instant deadline) {
    if (action instanceof OrderAction.Ship ship) {
      return ship(ship, deadline);
    }
    return new PublishResult.Rejected(FailureKind.UNSUPPORTED, action instanceof OrderAction.Acknowledge
        ? "Amazon expects no acknowledgement" : "cancel on Amazon's own pages: its API has no published call for that");
  }

  private PublishResult ship(OrderAction.Ship ship, Instant deadline) {
    String tracking = ship.trackingNumber();
    if (tracking == null) {
      return new PublishResult.Rejected(FailureKind.INVALID,
          "Amazon takes no shipment without a tracking number; name one for order " + ship.order());
    }
    ObjectNode body = SpApi.JSON.createObjectNode().put("marketplaceId", settings.marketplace);
    ObjectNode parcel = body.putObject("packageDetail")
        .put("packageReferenceId", reference(ship.id()))
        .put("carrierCode", ship.carrier())
        .put("carrierName", ship.carrier())
        .put("trackingNumber", tracking)
        .put("shipDate", api.now().toString());
    ArrayNode items = parcel.putArray("orderItems");
    new TreeMap<LineId, Long>(ship.units()).forEach((line, units) ->
        items.addObject().put("orderItemId", line.value()).put("quantity", units.longValue()));
    Reply reply = api.send(Operation.CONFIRM_SHIPMENT, "/orders/v0/orders/"
        + SpApi.encoded(ship.order().value()) + "/shipmentConfirmation", body, deadline);
    if (reply.status() == 404) {
      return new PublishResult.Rejected(FailureKind.INVALID, "Amazon has no order " + ship.order());
    }
    return reply.is(Reply.Kind.ANSWERED) ? new PublishResult.Applied(null) : reply.asResult();
  }

  /** A parcel is named by a positive number. Made from the action's id, so that a repetition names the same parcel. */
  static String reference(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return Long.toString(1 + (ByteBuffer.wrap(digest).getInt() & 0x3fffffffL));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public Preview preview(Shipment shipment, Instant deadline) {
    ObjectNode body = SpApi.JSON.createObjectNode().put("marketplaceId", settings.marketplace);
    body.set("address", address(shipment.address()));
    body.set("items", items(shipment));
    body.putArray("shippingSpeedCategories").add(SPEED);
    JsonNode previews = api.send(Operation.FULFILLMENT_PREVIEW, HELD + "/preview", body, deadline).orThrow()
        .path("payload").path("fulfillmentPreviews");
    JsonNode preview = previews.path(0);
    if (!preview.path("isFulfillable").isBoolean()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Amazon's preview of a shipment does not say whether it could be");
    }
    Map<ListingId, Long> missing = new HashMap<>();
    for (JsonNode item : preview.path("unfulfillablePreviewItems")) {
      add(missing, item, item.path("quantity").asLong());
    }
    Instant arrival = null;
    for (JsonNode box : preview.path("fulfillmentPreviewShipments")) {
      String latest = box.path("latestArrivalDate").asText("");
      Instant at = latest.isEmpty() ? null : Orders.time(latest);
      arrival = at != null && (arrival == null || at.isAfter(arrival)) ? at : arrival;
    }
    return new Preview(preview.path("isFulfillable").booleanValue(), missing, arrival);
  }

  @Override
  public PublishResult create(Shipment shipment, Instant deadline) {
    ObjectNode body = SpApi.JSON.createObjectNode()
        .put("marketplaceId", settings.marketplace)
        .put("sellerFulfillmentOrderId", shipment.id())
        .put("displayableOrderId", shipment.id())
        .put("displayableOrderDate", shipment.placedAt().toString())
        .put("displayableOrderComment", "Thank you for your order.")
        .put("shippingSpeedCategory", SPEED)
        .put("fulfillmentAction", "Ship")
        .put("fulfillmentPolicy", "FillOrKill");
    body.set("destinationAddress", address(shipment.address()));
    body.set("items", items(shipment));
    return taken(shipment.id(), api.send(Operation.CREATE_FULFILLMENT_ORDER, HELD, body, deadline));
  }

  @Override
  public PublishResult cancel(String id, Instant deadline) {
    return taken(id, api.send(Operation.CANCEL_FULFILLMENT_ORDER, HELD + "/" + SpApi.encoded(id) + "/cancel", null, deadline));
  }

  private static PublishResult taken(String id, Reply reply) {
    return reply.is(Reply.Kind.ANSWERED) ? new PublishResult.Accepted("shipment:" + id) : reply.asResult();
  }

  @Override
  public @Nullable Status status(String id, Instant deadline) {
    Reply reply = api.send(Operation.GET_FULFILLMENT_ORDER, HELD + "/" + SpApi.encoded(id), null, deadline);
    if (reply.status() == 404) {
      return null;
    }
    JsonNode payload = reply.orThrow().path("payload");
    String status = payload.path("fulfillmentOrder").path("fulfillmentOrderStatus").asText();
    Map<ListingId, Long> shipped = new HashMap<>();
    for (JsonNode box : payload.path("fulfillmentShipments")) {
      if (box.path("fulfillmentShipmentStatus").asText().equals("SHIPPED")) {
        box.path("fulfillmentShipmentItem").forEach(item -> add(shipped, item, item.path("quantity").asLong()));
      }
    }
    Map<ListingId, Long> cancelled = new HashMap<>();
    for (JsonNode item : payload.path("fulfillmentOrderItems")) {
      add(cancelled, item, item.path("cancelledQuantity").asLong() + item.path("unfulfillableQuantity").asLong());
    }
    return new Status(state(status), shipped, cancelled);
  }

  private static State state(String status) {
    return switch (status) {
      case "New", "Received", "Planning" -> State.RECEIVED;
      case "Processing" -> State.PROCESSING;
      case "Complete" -> State.COMPLETE;
      case "CompletePartialled" -> State.PARTIAL;
      case "Cancelled" -> State.CANCELLED;
      case "Unfulfillable", "Invalid" -> State.UNFULFILLABLE;
      default -> throw new ConnectorException(FailureKind.MALFORMED, "a shipment's status is " + SpApi.clipped(status));
    };
  }

  private static void add(Map<ListingId, Long> units, JsonNode item, long count) {
    String sku = item.path("sellerSku").asText("");
    if (!sku.isEmpty() && count > 0) {
      units.merge(Listings.held(sku), count, Long::sum);
    }
  }

  private static ArrayNode items(Shipment shipment) {
    ArrayNode items = SpApi.JSON.createArrayNode();
    new TreeMap<>(shipment.units()).forEach((listing, units) -> items.addObject()
        .put("sellerSku", Listings.sku(listing))
        .put("sellerFulfillmentOrderItemId", "item-" + (items.size()))
        .put("quantity", units.longValue()));
    return items;
  }

  private static ObjectNode address(Address address) {
    List<String> lines = address.lines();
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("an address for Amazon has 1 to " + MOST_LINES + " lines, this one " + lines.size());
    }
    ObjectNode body = SpApi.JSON.createObjectNode().put("name", address.name());
    for (int i = 0; i < lines.size(); i++) {
      body.put("addressLine" + (i + 1), lines.get(i));
    }
    body.put("city", address.city()).put("postalCode", address.postalCode()).put("countryCode", address.country());
    if (address.region() != null) {
      body.put("stateOrRegion", address.region());
    }
    if (address.phone() != null) {
      body.put("phone", address.phone());
    }
    return body;
  }
}

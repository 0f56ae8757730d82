package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.LineId;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Tells Amazon that units were shipped. Amazon expects no acknowledgement. For a seller's cancellation it has no call that is in
 * its published model, only an XML feed without a published schema; that is not done here.
 */
final class Actions {

  private final SpApi api;
  private final AmazonSettings settings;

  Actions(SpApi api, AmazonSettings settings) {
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
    ObjectNode body = SpApi.JSON.createObjectNode().put("marketplaceId", settings.marketplace());
    ObjectNode parcel = body.putObject("packageDetail")
        .put("packageReferenceId", reference(ship.id()))
        .put("carrierCode", ship.carrier())
        .put("carrierName", ship.carrier())
        .put("trackingNumber", tracking)
        .put("shipDate", api.now().toString());
    ArrayNode items = parcel.putArray("orderItems");
    new TreeMap<LineId, Long>(ship.units()).forEach((line, units) ->
        items.addObject().put("orderItemId", line.value()).put("quantity", units.longValue()));
    Reply reply = api.send(Operation.CONFIRM_SHIPMENT, "POST", "/orders/v0/orders/"
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
}

package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.LineId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells TikTok what was shipped, and what will not be.
 *
 * <p>TikTok knows no idempotency key. So the order is read first: a shipment is known again by its tracking number, and must have
 * one; a cancellation by its line having nothing left to cancel, so it must be of all that is open of a line.
 */
final class Actions {

  private static final Set<String> ARRANGED = Set.of("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED");
  private static final Set<String> CANCELLED = Set.of("CANCELLED", "CANCEL");

  private final Api api;
  private final TikTokSettings settings;
  private final Orders orders;

  Actions(Api api, TikTokSettings settings, Orders orders) {
    this.api = api;
    this.settings = settings;
    this.orders = orders;
  }

  PublishResult act(OrderAction action, Instant deadline) {
    try {
      JsonNode order = null;
      for (JsonNode told : orders.read(List.of(action.order()), deadline)) {
        order = action.order().value().equals(Json.idOrNull(told, "id")) ? told : order;
      }
      if (order == null) {
        return rejected("shop " + settings.shop() + " knows no order " + action.order());
      }
      return action instanceof OrderAction.Ship ship ? ship(ship, order, deadline)
          : cancel((OrderAction.Cancel) action, order, deadline);
    } catch (ConnectorException e) {
      // Only reads can fail so, and calls that were not sent: nothing was changed.
      return Api.Reply.of(e).asResult();
    }
  }

  private static PublishResult rejected(String why) {
    return new PublishResult.Rejected(FailureKind.INVALID, why);
  }

  // ---- ship

  private PublishResult ship(OrderAction.Ship ship, JsonNode order, Instant deadline) {
    String number = ship.trackingNumber();
    if (number == null || number.isBlank()) {
      return rejected("order " + ship.order() + ": TikTok is told of a shipment with a tracking number, without which it could "
          + "be told twice");
    } else if (settings.shippingProvider(ship.carrier()) == null) {
      return rejected("order " + ship.order() + ": \"" + ship.carrier() + "\" is no shipping provider of TikTok's; add its "
          + "number to shipping-providers");
    } else if (isKnown(order, number)) {
      return new PublishResult.Applied(null);
    } else if (!Json.text(order, "shipping_type").equals("SELLER")) {
      return rejected("order " + ship.order() + " is shipped with a label of TikTok's, which is made in the Seller Center");
    }
    Map<String, List<String>> parcels = new LinkedHashMap<>();
    for (Map.Entry<LineId, Long> line : ship.units().entrySet()) {
      List<JsonNode> open = open(order, line.getKey().value());
      if (open.size() < line.getValue()) {
        return rejected("order " + ship.order() + ": of line " + line.getKey() + " " + open.size() + " units are open, not "
            + line.getValue());
      }
      open.subList(0, Math.toIntExact(line.getValue())).forEach(unit -> parcels
          .computeIfAbsent(Json.text(unit, "package_id"), any -> new ArrayList<>()).add(Json.id(unit, "id")));
    }
    if (parcels.size() != 1 || parcels.containsKey("")) {
      return rejected("order " + ship.order() + ": its units are in " + parcels.size() + " parcels at TikTok, and one is "
          + "shipped at a time; name the units of one parcel");
    }
    Map.Entry<String, List<String>> parcel = parcels.entrySet().iterator().next();
    return send(ship, order, parcel.getKey(), parcel.getValue(), number, deadline);
  }

  private static boolean isKnown(JsonNode order, String number) {
    for (JsonNode unit : Json.array(order, "line_items")) {
      if (Json.text(unit, "tracking_number").equals(number) && ARRANGED.contains(Json.text(unit, "display_status"))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the units of a line that are neither shipped nor cancelled, in the order of their numbers. */
  private static List<JsonNode> open(JsonNode order, String line) {
    List<JsonNode> open = new ArrayList<>();
    for (JsonNode unit : Json.array(order, "line_items")) {
      String status = Json.text(unit, "display_status");
      if (isOf(unit, line) && !ARRANGED.contains(status) && !CANCELLED.contains(status)) {
        open.add(unit);
      }
    }
    open.sort(Comparator.comparing(unit -> Json.id(unit, "id")));
    return open;
  }

  private static boolean isOf(JsonNode unit, String line) {
    return line.equals(Snapshots.lineName(unit) + (Json.flag(unit, "is_gift") ? "+gift" : ""));
  }

  private PublishResult send(OrderAction.Ship ship, JsonNode order, String parcel, List<String> units, String number,
      Instant deadline) {
    String shipped = parcel;
    if (inParcel(order, parcel) > units.size()) {
      Api.Reply split = api.send(split(ship, units), deadline);
      JsonNode made = split.data().path("packages").path(0);
      shipped = Json.idOrNull(made, "id");
      if (!split.isAnswered() || shipped == null) {
        return split.isAnswered() ? new PublishResult.Unknown("TikTok split the order and names no parcel") : split.asResult();
      }
    }
    ObjectNode body = Json.object();
    body.putObject("self_shipment").put("tracking_number", number)
        .put("shipping_provider_id", settings.shippingProvider(ship.carrier()));
    Api.Reply reply = api.send(Api.Call.post(Api.Operation.SHIP_PACKAGE,
        "/fulfillment/202309/packages/" + shipped + "/ship", Map.of(), body), deadline);
    return reply.isAnswered() ? new PublishResult.Applied(null) : reply.asResult();
  }

  private static long inParcel(JsonNode order, String parcel) {
    long units = 0;
    for (JsonNode unit : Json.array(order, "line_items")) {
      boolean cancelled = CANCELLED.contains(Json.text(unit, "display_status"));
      units += Json.text(unit, "package_id").equals(parcel) && !cancelled ? 1 : 0;
    }
    return units;
  }

  private static Api.Call split(OrderAction.Ship ship, List<String> units) {
    ObjectNode body = Json.object();
    ArrayNode ids = body.putArray("splittable_groups").addObject().put("id", "1").putArray("order_line_item_ids");
    units.forEach(ids::add);
    return Api.Call.post(
        Api.Operation.SPLIT_ORDER, "/fulfillment/202309/orders/" + ship.order() + "/split", Map.of(), body);
  }

  // ---- cancel

  private PublishResult cancel(OrderAction.Cancel cancel, JsonNode order, Instant deadline) {
    String reason = settings.cancelReason(cancel.reason());
    if (reason.isEmpty()) {
      return rejected("order " + cancel.order() + ": no name of TikTok's is set for the reason " + cancel.reason().name()
          + "; set cancel-reason-no-stock, cancel-reason-buyer or cancel-reason-other");
    }
    ObjectNode body = Json.object().put("order_id", cancel.order().value()).put("cancel_reason", reason);
    ArrayNode units = body.putArray("order_line_item_ids");
    for (Map.Entry<LineId, Long> line : cancel.units().entrySet()) {
      List<JsonNode> open = open(order, line.getKey().value());
      boolean done = open.isEmpty() && cancelled(order, line.getKey().value()) >= line.getValue();
      if (!done && open.size() != line.getValue()) {
        return rejected("order " + cancel.order() + ": of line " + line.getKey() + " " + open.size() + " units are open, not "
            + line.getValue() + "; a part of them could not be told from the same told twice, so cancel all of them");
      }
      open.forEach(unit -> units.add(Json.id(unit, "id")));
    }
    return units.isEmpty() ? new PublishResult.Applied(null) : result(api.send(Api.Call.post(
        Api.Operation.CANCEL_ORDER, "/return_refund/202309/cancellations", Map.of(), body), deadline));
  }

  private static long cancelled(JsonNode order, String line) {
    long units = 0;
    for (JsonNode unit : Json.array(order, "line_items")) {
      units += isOf(unit, line) && CANCELLED.contains(Json.text(unit, "display_status")) ? 1 : 0;
    }
    return units;
  }

  /** A request that TikTok has yet to decide is taken; what becomes of it the order tells. */
  private static PublishResult result(Api.Reply reply) {
    String id = Json.idOrNull(reply.data(), "cancel_id");
    if (!reply.isAnswered()) {
      return reply.asResult();
    }
    String status = Json.text(reply.data(), "cancel_status");
    if (status.matches("CANCELLATION_REQUEST_(SUCCESS|COMPLETE)")) {
      return new PublishResult.Applied(null);
    } else if (status.equals("CANCELLATION_REQUEST_PENDING") && id != null) {
      return new PublishResult.Accepted("cancel:" + id);
    }
    return new PublishResult.Unknown("TikTok answered a cancellation with status \"" + status + "\"");
  }
}

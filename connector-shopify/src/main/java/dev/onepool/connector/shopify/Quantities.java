package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.connector.shopify.GraphQl.Operation;
import dev.onepool.connector.shopify.ShopifyApi.Reply;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities with {@code inventorySetQuantities}, and reads listings, what they show, and locations.
 *
 * <p>Shopify does all quantities of a call or none, so one bad listing refuses up to 249 good ones. The good ones are then
 * sent in a call of their own. That is no second try of an attempt that may have been applied: the shop has said that it
 * changed nothing, the call differs, and so does its idempotency key. Only such an answer leads to another call; an attempt
 * whose call was lost is {@link PublishResult.Unknown} and stays so. Rejecting the good ones instead would be true as well,
 * but a listing that is bad for ever would then keep its neighbours from ever being written.
 */
final class Quantities {

  /** So that a batch of nothing but bad listings ends; what is left over has not been sent. */
  private static final int MAX_CALLS = 24;

  /** Codes that speak of the whole call, or of what all its items share. */
  private static final Set<String> OF_ALL =
      Set.of("INVALID_LOCATION", "INVALID_NAME", "INVALID_REASON", "INVALID_REFERENCE_DOCUMENT");

  private static final int LOCATIONS_A_PAGE = 100;
  private static final int MAX_LOCATION_PAGES = 20;

  private final ShopifyApi api;
  private final ShopifySettings settings;

  Quantities(ShopifyApi api, ShopifySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    return new Batch(batch).write(deadline);
  }

  /** A batch being written: what is known of its items by their place, and the groups of them that are to be sent. */
  private final class Batch {
    private final List<QuantityWrite> writes;
    private final PublishResult[] results;
    private final Deque<List<Integer>> groups = new ArrayDeque<>();

    Batch(List<QuantityWrite> writes) {
      this.writes = writes;
      this.results = new PublishResult[writes.size()];
    }

    List<PublishResult> write(Instant deadline) {
      List<Integer> good = new ArrayList<>();
      for (int i = 0; i < results.length; i++) {
        results[i] = refusedHere(writes.get(i));
        if (results[i] == null) {
          good.add(i);
        }
      }
      if (!good.isEmpty()) {
        groups.add(good);
      }
      for (int call = 0; !groups.isEmpty(); call++) {
        Instant now = api.now();
        if (call == MAX_CALLS || !now.isBefore(deadline)) {
          // These were not sent, or were in a call that changed nothing; they may be tried at once.
          fillAll(new PublishResult.Throttled(now));
        } else {
          send(groups.remove(), call == 0, deadline);
        }
      }
      return Arrays.asList(results);
    }

    private void send(List<Integer> group, boolean first, Instant deadline) {
      Reply reply;
      try {
        reply = api.send(Operation.SET_QUANTITIES, variables(group.stream().map(writes::get).toList()), deadline);
      } catch (ConnectorException e) {
        // Nothing of this call has reached the shop; where nothing of the batch has, the engine is told so.
        if (first) {
          throw e;
        }
        reply = new Reply.Refused(e.kind(), e.getMessage());
      }
      if (reply instanceof Reply.Data data) {
        understand(group, data.data().path("inventorySetQuantities"));
        return;
      }
      fill(group, reply.asResult());
      if (reply instanceof Reply.Throttled) {
        fillAll(reply.asResult());
      }
    }

    private void understand(List<Integer> group, JsonNode answer) {
      JsonNode errors = answer.path("userErrors");
      JsonNode changes = answer.path("inventoryAdjustmentGroup");
      if (!errors.isArray()) {
        fill(group, new PublishResult.Unknown("the shop's answer to a write says nothing of errors"));
      } else if (errors.isEmpty()) {
        // Without a group of changes the listings showed these numbers already.
        fill(group, new PublishResult.Applied(GraphQl.timeIfAny(changes, "createdAt")));
      } else if (changes.isObject()) {
        fill(group, new PublishResult.Unknown("the shop reports errors and changes: " + said(errors.get(0))));
      } else {
        refused(group, errors);
      }
    }

    /** The shop changed nothing. Finds out because of which listings, and leaves the others for calls of their own. */
    private void refused(List<Integer> group, JsonNode errors) {
      Map<Integer, PublishResult> bad = new HashMap<>();
      for (JsonNode error : errors) {
        String code = error.path("code").asText();
        int index = group.size() == 1 ? 0 : index(error.path("field"), group.size());
        if (code.startsWith("IDEMPOTENCY_") || OF_ALL.contains(code)) {
          fill(group, result(code, error, null));
          return;
        } else if (index >= 0) {
          bad.putIfAbsent(group.get(index), result(code, error, writes.get(group.get(index))));
        }
      }
      bad.forEach((item, result) -> results[item] = result);
      List<Integer> good = group.stream().filter(item -> !bad.containsKey(item)).toList();
      if (!settings.refusedCallWritesNothing) {
        fill(good, new PublishResult.Unknown("another listing of the same call was refused: " + said(errors.get(0))));
      } else if (!bad.isEmpty() && !good.isEmpty()) {
        groups.add(good);
      } else if (bad.isEmpty()) {
        // The shop does not say which one it means: halves tell.
        groups.add(group.subList(0, group.size() / 2));
        groups.add(group.subList(group.size() / 2, group.size()));
      }
    }

    private void fill(List<Integer> items, PublishResult result) {
      items.forEach(item -> results[item] = result);
    }

    private void fillAll(PublishResult result) {
      groups.forEach(group -> fill(group, result));
      groups.clear();
    }
  }

  private static @Nullable PublishResult refusedHere(QuantityWrite write) {
    if (!GraphQl.isNumber(write.listing().value())) {
      return new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING,
          "a Shopify listing is the number of an inventory item, not \"" + write.listing() + "\"");
    }
    return write.quantity() <= 1_000_000_000 ? null : new PublishResult.Rejected(FailureKind.INVALID,
        "Shopify takes quantities up to 1,000,000,000, not " + write.quantity() + " for " + write.listing());
  }

  private ObjectNode variables(List<QuantityWrite> writes) {
    UUID key = ShopifyApi.uuid("attempts", writes.stream().map(QuantityWrite::attempt).collect(Collectors.joining("\n")));
    ObjectNode variables = GraphQl.object().put("key", key.toString());
    ObjectNode input = variables.putObject("input");
    input.put("name", "available").put("reason", "correction");
    input.put("referenceDocumentUri", "gid://onepool/Attempt/" + key);
    ArrayNode quantities = input.putArray("quantities");
    for (QuantityWrite write : writes) {
      quantities.addObject()
          .put("inventoryItemId", GraphQl.gid("InventoryItem", write.listing().value()))
          .put("locationId", settings.location)
          .put("quantity", write.quantity())
          // Present even where it is null: Shopify refuses a call that leaves it out.
          .put("changeFromQuantity", write.expected());
    }
    return variables;
  }

  /** Returns which item an error names; -1 if it names none. How the path looks is not documented, so little is assumed. */
  private static int index(JsonNode field, int size) {
    for (JsonNode step : field) {
      if (step.asText().matches("[0-9]{1,3}") && Integer.parseInt(step.asText()) < size) {
        return Integer.parseInt(step.asText());
      }
    }
    return -1;
  }

  private PublishResult result(String code, JsonNode error, @Nullable QuantityWrite write) {
    String message = (write == null ? "" : "listing " + write.listing() + ": ") + said(error);
    return switch (code) {
      case "CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE" ->
          new PublishResult.Rejected(FailureKind.STALE, message);
      case "INVALID_INVENTORY_ITEM" -> new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, message);
      case "ITEM_NOT_STOCKED_AT_LOCATION" -> new PublishResult.Rejected(FailureKind.INVALID,
          message + "; stock it at " + settings.location + " in the shop's admin");
      case "NON_MUTABLE_INVENTORY_ITEM" -> new PublishResult.Rejected(FailureKind.INVALID,
          message + "; it is a bundle: map its parts instead");
      // An earlier call of these attempts failed for good, so neither it nor this one was applied.
      case "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" -> new PublishResult.Rejected(FailureKind.UNAVAILABLE, message);
      // Another call of these attempts is under way, or was made with other numbers, and may have been applied.
      case "IDEMPOTENCY_CONCURRENT_REQUEST", "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" -> new PublishResult.Unknown(message);
      default -> new PublishResult.Rejected(FailureKind.INVALID, message);
    };
  }

  private String said(JsonNode error) {
    return settings.clean(error.path("code").asText("no code") + ", " + error.path("message").asText());
  }

  List<ShownQuantity> shown(List<ListingId> listings) {
    Map<String, ListingId> wanted = new HashMap<>();
    ObjectNode variables = GraphQl.object().put("location", settings.location);
    ArrayNode ids = variables.putArray("ids");
    for (ListingId listing : listings) {
      if (GraphQl.isNumber(listing.value()) && wanted.put(listing.value(), listing) == null) {
        ids.add(GraphQl.gid("InventoryItem", listing.value()));
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    // The shop does not say as of when it answers. What it answers was true at some instant of the call; the earliest is
    // the one that claims least.
    Instant asOf = api.now();
    JsonNode data = api.read(Operation.SHOWN, variables);
    List<ShownQuantity> shown = new ArrayList<>();
    for (JsonNode node : GraphQl.array(data, "nodes")) {
      // An item that the shop does not know is null; one that is no inventory item has no field.
      if (node.isObject() && !node.isEmpty() && node.path("inventoryLevel").isObject()) {
        ListingId listing = wanted.get(GraphQl.id(node, "InventoryItem"));
        if (listing == null) {
          throw GraphQl.malformed("an inventory item that was not asked for");
        }
        shown.add(new ShownQuantity(listing, available(node.path("inventoryLevel")), asOf));
      }
    }
    return shown;
  }

  /** Returns the units for sale. An item that goes on selling without stock shows fewer than none; that is none. */
  private static long available(JsonNode level) {
    for (JsonNode quantity : GraphQl.array(level, "quantities")) {
      if (quantity.path("name").asText().equals("available")) {
        return GraphQl.count(quantity, "quantity");
      }
    }
    throw GraphQl.malformed("an inventory level without an available quantity");
  }

  /**
   * Reads a page of inventory items that are counted and stocked at our location. Of others the shop keeps no number, or
   * none that we may write.
   */
  ListingPage listings(@Nullable String cursor) {
    ObjectNode variables = GraphQl.object()
        .put("first", settings.size("listing-page-size")).put("after", cursor).put("location", settings.location);
    JsonNode connection = api.read(Operation.LISTINGS, variables).path("inventoryItems");
    List<ChannelListing> listings = new ArrayList<>();
    for (JsonNode item : GraphQl.nodes(connection)) {
      JsonNode level = item.path("inventoryLevel");
      if (GraphQl.flag(item, "tracked") && level.isObject()) {
        String sku = GraphQl.text(item, "sku");
        listings.add(new ChannelListing(
            ListingId.of(GraphQl.id(item, "InventoryItem")),
            sku == null || sku.isBlank() ? null : sku,
            GraphQl.flag(level.path("location"), "isFulfillmentService")));
      }
    }
    return new ListingPage(listings, GraphQl.next(connection, cursor));
  }

  List<ChannelLocation> locations() {
    List<ChannelLocation> locations = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MAX_LOCATION_PAGES; page++) {
      ObjectNode variables = GraphQl.object().put("first", LOCATIONS_A_PAGE).put("after", cursor);
      JsonNode connection = api.read(Operation.LOCATIONS, variables).path("locations");
      for (JsonNode node : GraphQl.nodes(connection)) {
        locations.add(new ChannelLocation(GraphQl.id(node, "Location"), node.path("name").asText(),
            GraphQl.flag(node, "isActive"), GraphQl.flag(node, "isFulfillmentService")));
      }
      cursor = GraphQl.next(connection, cursor);
      if (cursor == null) {
        return locations;
      }
    }
    throw new ConnectorException(FailureKind.INVALID,
        "the shop has more than " + MAX_LOCATION_PAGES * LOCATIONS_A_PAGE + " locations");
  }
}

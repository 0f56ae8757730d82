package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.ShownQuantity;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads listings, what they show, and locations. */
final class StockReader {

  private static final int LOCATIONS_A_PAGE = 100;
  private static final int MAX_LOCATION_PAGES = 20;

  private final ShopifyCalls calls;
  private final ShopifySettings settings;
  private final Clock clock;

  StockReader(ShopifyCalls calls, ShopifySettings settings, Clock clock) {
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
  }

  List<ShownQuantity> shown(List<ListingId> listings) {
    Map<String, ListingId> wanted = new HashMap<>();
    ObjectNode variables = Json.object().put("location", settings.location());
    ArrayNode ids = variables.putArray("ids");
    for (ListingId listing : listings) {
      if (Gid.isNumber(listing.value()) && wanted.put(listing.value(), listing) == null) {
        ids.add(Gid.of("InventoryItem", listing.value()));
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    // The shop does not say as of when it answers. What it answers was true at some instant of the call; the earliest is
    // the one that claims least.
    Instant asOf = clock.instant();
    JsonNode data = calls.read(Operation.SHOWN, variables);
    List<ShownQuantity> shown = new ArrayList<>();
    for (JsonNode node : Pages.array(data, "nodes")) {
      // An item that the shop does not know is null; one that is no inventory item has no field.
      if (node.isObject() && !node.isEmpty() && node.path("inventoryLevel").isObject()) {
        ListingId listing = wanted.get(Pages.id(node, "InventoryItem"));
        if (listing == null) {
          throw Pages.malformed("an inventory item that was not asked for");
        }
        shown.add(new ShownQuantity(listing, available(node.path("inventoryLevel")), asOf));
      }
    }
    return shown;
  }

  /** Returns the units for sale. An item that goes on selling without stock shows fewer than none; that is none. */
  private static long available(JsonNode level) {
    for (JsonNode quantity : Pages.array(level, "quantities")) {
      if (quantity.path("name").asText().equals("available")) {
        return Pages.count(quantity, "quantity");
      }
    }
    throw Pages.malformed("an inventory level without an available quantity");
  }

  /**
   * Reads a page of inventory items that are counted and stocked at our location. Of others the shop keeps no number, or
   * none that we may write.
   */
  ListingPage listings(@Nullable String cursor) {
    ObjectNode variables = Json.object()
        .put("first", settings.size("listing-page-size")).put("after", cursor).put("location", settings.location());
    JsonNode connection = calls.read(Operation.LISTINGS, variables).path("inventoryItems");
    List<ChannelListing> listings = new ArrayList<>();
    for (JsonNode item : Pages.nodes(connection)) {
      JsonNode level = item.path("inventoryLevel");
      if (Pages.flag(item, "tracked") && level.isObject()) {
        String sku = Pages.text(item, "sku");
        listings.add(new ChannelListing(
            ListingId.of(Pages.id(item, "InventoryItem")),
            sku == null || sku.isBlank() ? null : sku,
            Pages.flag(level.path("location"), "isFulfillmentService")));
      }
    }
    return new ListingPage(listings, Pages.next(connection, cursor));
  }

  List<ChannelLocation> locations() {
    List<ChannelLocation> locations = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MAX_LOCATION_PAGES; page++) {
      ObjectNode variables = Json.object().put("first", LOCATIONS_A_PAGE).put("after", cursor);
      JsonNode connection = calls.read(Operation.LOCATIONS, variables).path("locations");
      for (JsonNode node : Pages.nodes(connection)) {
        locations.add(new ChannelLocation(Pages.id(node, "Location"), node.path("name").asText(),
            Pages.flag(node, "isActive"), Pages.flag(node, "isFulfillmentService")));
      }
      cursor = Pages.next(connection, cursor);
      if (cursor == null) {
        return locations;
      }
    }
    throw new ConnectorException(FailureKind.INVALID,
        "the shop has more than " + MAX_LOCATION_PAGES * LOCATIONS_A_PAGE + " locations");
  }
}

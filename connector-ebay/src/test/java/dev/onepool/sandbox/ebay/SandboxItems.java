package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inventory items and their offers, what buyers can buy of them, and how the Inventory API tells and writes them. Guarded by the sandbox's lock. */
final class SandboxItems {

  private static final int MOST = 25;
  private static final int REVISIONS = 250;

  /** An item with one fixed-price offer. */
  static final class Item {
    final String sku;
    final String offer;
    String listing;
    boolean published = true;
    /** The item's number and the offer's; the offer has none if null. */
    long quantity;
    @Nullable Long available;
    /** What was sold since the numbers were written, for an eBay that does not tell them lowered. */
    long sold;
    long effects;

    Item(String sku, String offer, String listing, long quantity, @Nullable Long available) {
      this.sku = sku;
      this.offer = offer;
      this.listing = listing;
      this.quantity = quantity;
      this.available = available;
    }

    /** Returns what buyers can buy: the smaller number. */
    long shown() {
      Long limit = available;
      return !published ? 0 : Math.max(0, limit == null ? quantity : Math.min(quantity, limit));
    }

    /** Takes off what was sold, or with a negative number puts it back. */
    void sell(long units) {
      quantity = Math.max(0, quantity - units);
      Long limit = available;
      available = limit == null ? null : Long.valueOf(Math.max(0, limit - units));
      sold += units;
    }
  }

  private final Clock clock;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<String, Map<LocalDate, Integer>> revisions = new HashMap<>();
  private final Set<String> locked = new HashSet<>();
  private final Set<String> halfDone = new HashSet<>();
  boolean offersLimit;
  boolean oneSkuOnly;
  boolean readsFollowSales = true;
  boolean wantsLanguage = true;

  SandboxItems(Clock clock) {
    this.clock = clock;
  }

  Item add(String sku, long units) {
    long number = items.size() + 1L;
    Item item = new Item(sku, Long.toString(5_738_000_000L + number), Long.toString(110_000_000_000L + number), units,
        offersLimit ? Long.valueOf(units) : null);
    items.put(sku, item);
    return item;
  }

  @Nullable Item find(String sku) {
    return items.get(sku);
  }

  Item known(String sku) {
    Item item = items.get(sku);
    if (item == null) {
      throw new IllegalArgumentException("no item of SKU " + sku);
    }
    return item;
  }

  Iterable<Item> all() {
    return items.values();
  }

  /** Makes the next write to the SKU meet somebody else's. */
  void lock(String sku) {
    locked.add(sku);
  }

  /** Makes the next write to the SKU change the item and not the offer. */
  void halve(String sku) {
    halfDone.add(sku);
  }

  /** Returns how often a listing was revised on the clock's present day. */
  int revisions(String sku) {
    return revisions.getOrDefault(known(sku).listing, Map.of()).getOrDefault(today(), 0);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  // ---- writing

  /** Writes; returns rows, of which some may be refusals. */
  ObjectNode write(Request request) {
    JsonNode body = request.only().json("requests");
    JsonNode requests = body.path("requests");
    if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST) {
      throw Refusal.inventory(25709, "Invalid value for requests. 1 to " + MOST);
    }
    if (oneSkuOnly && requests.size() > 1) {
      throw Refusal.inventory(25709, "Invalid value for requests. Only one SKU can be updated per call");
    }
    Set<String> skus = new HashSet<>();
    Set<String> listings = new HashSet<>();
    List<JsonNode> checked = new ArrayList<>();
    for (JsonNode one : requests) {
      Request.only(one, "sku", "shipToLocationAvailability", "offers");
      if (!skus.add(Request.text(one, "sku"))) {
        throw Refusal.inventory(25002, "SKU twice");
      }
      checked.add(one);
    }
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode rows = answer.putArray("responses");
    checked.forEach(one -> write(one, rows, listings));
    return answer;
  }

  private void write(JsonNode one, ArrayNode rows, Set<String> listings) {
    String sku = one.path("sku").asText();
    Item item = find(sku);
    JsonNode offers = one.path("offers");
    String offer = offers.isEmpty() ? "" : Request.text(
        Request.only(offers.get(0), "offerId", "availableQuantity", "price"), "offerId");
    if (item == null) {
      row(rows, 400, sku, offer, 25702, "SKU " + sku + " is not available in the system");
    } else if (!listings.add(item.listing) || locked.remove(sku)) {
      row(rows, 500, sku, offer, 25025, "Concurrent access of the same Inventory or Inventory Item Group object is not allowed.");
    } else if (!offers.isEmpty() && (!offer.equals(item.offer) || offers.size() > 1 || !item.published)) {
      row(rows, 400, sku, offer, 25713, "This Offer is not available.");
    } else if (bad(one.path("shipToLocationAvailability").path("quantity"))
        || !offers.isEmpty() && bad(offers.get(0).path("availableQuantity"))) {
      row(rows, 400, sku, offer, 25709, "Invalid value for quantity.");
    } else if (revisions(sku) >= REVISIONS) {
      row(rows, 400, sku, offer, 25002, "The listing was revised too often today.");
    } else {
      apply(item, one, rows, offer);
    }
  }

  private void apply(Item item, JsonNode one, ArrayNode rows, String offer) {
    revisions.computeIfAbsent(item.listing, any -> new HashMap<>()).merge(today(), 1, Integer::sum);
    Request.only(one.path("shipToLocationAvailability"), "quantity");
    item.quantity = one.path("shipToLocationAvailability").path("quantity").asLong();
    item.sold = 0;
    item.effects++;
    if (halfDone.remove(item.sku)) {
      row(rows, 400, item.sku, offer, 25709, "Invalid value for availableQuantity.");
      return;
    }
    if (!offer.isEmpty()) {
      item.available = one.path("offers").get(0).path("availableQuantity").asLong();
    }
    row(rows, 200, item.sku, offer, 0, "");
  }

  private static boolean bad(JsonNode quantity) {
    return !quantity.isIntegralNumber() || !quantity.canConvertToInt() || quantity.intValue() < 0;
  }

  private static void row(ArrayNode rows, int status, String sku, String offer, int error, String message) {
    ObjectNode row = rows.addObject().put("statusCode", status).put("sku", sku);
    if (!offer.isEmpty()) {
      row.put("offerId", offer);
    }
    ArrayNode errors = row.putArray("errors");
    if (error != 0) {
      errors.addObject().put("errorId", error).put("domain", "API_INVENTORY")
          .put("category", status == 500 ? "APPLICATION" : "REQUEST").put("message", message);
    }
    row.putArray("warnings");
  }

  // ---- reading

  ObjectNode offers(Request request) {
    request.only("sku", "limit", "offset", "format", "marketplace_id");
    language(request);
    Item item = find(request.text("sku"));
    if (request.text("sku").isEmpty()) {
      throw Refusal.inventory(25709, "Invalid value for sku.");
    }
    if (item == null) {
      throw new Refusal(404, 25713, "API_INVENTORY", "This Offer is not available.");
    }
    ObjectNode answer = Request.JSON.createObjectNode().put("total", 1).put("size", 1).put("limit", 100)
        .put("href", "/sell/inventory/v1/offer");
    ObjectNode offer = answer.putArray("offers").addObject().put("offerId", item.offer).put("sku", item.sku)
        .put("marketplaceId", "EBAY_US").put("format", "FIXED_PRICE").put("merchantLocationKey", "warehouse-1")
        .put("hideBuyerDetails", false).put("includeCatalogProductDetails", true).put("listingDuration", "GTC")
        .put("status", item.published ? "PUBLISHED" : "UNPUBLISHED");
    Long available = item.available;
    if (available != null) {
      offer.put("availableQuantity", available + told(item));
    }
    offer.putObject("listingPolicies");
    offer.putObject("pricingSummary").putObject("price").put("currency", "USD").put("value", "9.99");
    if (item.published) {
      offer.putObject("listing").put("listingId", item.listing)
          .put("listingStatus", item.shown() == 0 ? "OUT_OF_STOCK" : "ACTIVE").put("soldQuantity", 0);
    }
    return answer;
  }

  private long told(Item item) {
    return readsFollowSales ? 0 : item.sold;
  }

  ObjectNode items(Request request) {
    JsonNode requests = request.only().json("requests").path("requests");
    language(request);
    if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST) {
      throw Refusal.inventory(25727, "The number of InventoryItems in the request cannot exceed " + MOST + ".");
    }
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode rows = answer.putArray("responses");
    Set<String> seen = new HashSet<>();
    for (JsonNode one : requests) {
      String sku = Request.text(Request.only(one, "sku"), "sku");
      if (!seen.add(sku)) {
        throw Refusal.inventory(25734, "SKU should be unique in the request.");
      }
      Item item = find(sku);
      ObjectNode row = rows.addObject().put("statusCode", item == null ? 404 : 200).put("sku", sku);
      row.set("inventoryItem", item == null ? Request.JSON.createObjectNode().put("locale", "en_US") : told(item, false));
      ArrayNode errors = row.putArray("errors");
      if (item == null) {
        errors.addObject().put("errorId", 25702).put("domain", "API_INVENTORY").put("category", "REQUEST").put("message", "SKU");
      }
    }
    return answer;
  }

  private ObjectNode told(Item item, boolean named) {
    ObjectNode told = Request.JSON.createObjectNode().put("locale", "en_US").put("condition", "NEW");
    if (named) {
      told.put("sku", item.sku);
    }
    told.putObject("availability").putObject("shipToLocationAvailability").put("quantity", item.quantity + told(item));
    return told;
  }

  /** Tells a page of items; the offset counts pages, not items. */
  ObjectNode page(Request request) {
    request.only("limit", "offset");
    language(request);
    int size = request.number("limit", 25);
    int page = request.number("offset", 0);
    if (size < 1 || size > 200 || page < 0) {
      throw Refusal.inventory(25706, "You have provided invalid pagination values.");
    }
    List<Item> all = List.copyOf(items.values());
    int from = Math.min(all.size(), page * size);
    int to = Math.min(all.size(), from + size);
    ObjectNode answer = Request.JSON.createObjectNode().put("total", all.size()).put("limit", size)
        .put("size", (all.size() + size - 1) / size).put("href", "/sell/inventory/v1/inventory_item");
    if (to < all.size()) {
      answer.put("next", "/sell/inventory/v1/inventory_item?limit=" + size + "&offset=" + (page + 1));
    }
    ArrayNode told = answer.putArray("inventoryItems");
    all.subList(from, to).forEach(item -> told.add(told(item, true)));
    return answer;
  }

  /** Tells the one place that there is. */
  ObjectNode locations(Request request) {
    request.only("limit", "offset");
    int offset = request.number("offset", 0);
    ObjectNode answer = Request.JSON.createObjectNode().put("total", 1).put("limit", 100).put("offset", offset)
        .put("href", "/sell/inventory/v1/location");
    ArrayNode locations = answer.putArray("locations");
    if (offset == 0) {
      ObjectNode place = locations.addObject().put("merchantLocationKey", "warehouse-1").put("name", "The warehouse")
          .put("merchantLocationStatus", "ENABLED").put("phone", "555-0100");
      place.putArray("locationTypes").add("WAREHOUSE");
      place.putObject("location").put("locationId", "1").putObject("address").put("country", "US").put("stateOrProvince", "CA");
    }
    return answer;
  }

  private void language(Request request) {
    if (wantsLanguage && !request.headers().containsKey("accept-language")) {
      throw Refusal.inventory(25709, "Invalid value for header Accept-Language.");
    }
  }
}

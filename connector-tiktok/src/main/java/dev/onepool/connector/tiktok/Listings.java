package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads listings, what they show, what TikTok holds, and warehouses. A listing is a SKU of a product: {@code product/sku}. */
final class Listings {

  /** The most SKUs that one call may ask for. */
  static final int MOST_SKUS = 600;

  private final Api api;
  private final TikTokSettings settings;

  Listings(Api api, TikTokSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** The two numbers of a listing. */
  record Item(String product, String sku) {

    /** Returns the numbers in an identifier; null if it is none of ours. */
    static @Nullable Item of(ListingId listing) {
      String[] parts = listing.value().split("/", -1);
      return parts.length == 2 && Json.isId(parts[0]) && Json.isId(parts[1]) ? new Item(parts[0], parts[1]) : null;
    }

    static ListingId id(String product, String sku) {
      return ListingId.of(product + "/" + sku);
    }
  }

  /**
   * What TikTok has of a SKU.
   *
   * @param item the SKU and its product
   * @param total units for sale in all warehouses, those kept aside for campaigns included
   * @param available units for sale, by warehouse. Ordered units are not among them
   * @param committed units ordered and not gone, by warehouse
   */
  record Shelf(Item item, long total, Map<String, Long> available, Map<String, Long> committed) {}

  /** Reads shelves by the SKU's number; what TikTok does not know is left out. */
  Map<String, Shelf> shelves(Collection<String> skus, Instant deadline) {
    Map<String, Shelf> shelves = new HashMap<>();
    if (skus.isEmpty()) {
      return shelves;
    }
    ObjectNode body = Json.object();
    ArrayNode ids = body.putArray("sku_ids");
    skus.forEach(ids::add);
    JsonNode data = api.read(Api.Call.post(
        Api.Operation.SEARCH_INVENTORY, "/product/202309/inventory/search", Map.of(), body), deadline);
    for (JsonNode product : Json.arrayOrNull(data, "inventory")) {
      for (JsonNode sku : Json.array(product, "skus")) {
        Shelf shelf = shelf(Json.id(product, "product_id"), sku);
        if (!skus.contains(shelf.item().sku()) || shelves.put(shelf.item().sku(), shelf) != null) {
          throw Json.malformed("SKU " + shelf.item().sku() + ", which was not asked for or told before");
        }
      }
    }
    return shelves;
  }

  private static Shelf shelf(String product, JsonNode sku) {
    Map<String, Long> available = new TreeMap<>();
    Map<String, Long> committed = new TreeMap<>();
    for (JsonNode warehouse : Json.array(sku, "warehouse_inventory")) {
      String id = Json.id(warehouse, "warehouse_id");
      available.put(id, Json.count(warehouse, "available_quantity"));
      committed.put(id, warehouse.hasNonNull("committed_quantity") ? Json.count(warehouse, "committed_quantity") : 0L);
    }
    return new Shelf(new Item(product, Json.id(sku, "id")), Json.count(sku, "total_available_quantity"), available, committed);
  }

  /** Returns whether all of a SKU stands in warehouses that TikTok runs. */
  boolean isHeld(Collection<String> warehouses) {
    return !warehouses.isEmpty() && settings.fbtWarehouses().containsAll(warehouses);
  }

  List<ShownQuantity> shown(List<ListingId> wanted) {
    Map<String, Item> items = new LinkedHashMap<>();
    for (ListingId listing : wanted) {
      Item item = Item.of(listing);
      if (item != null) {
        items.put(item.sku(), item);
      }
    }
    // TikTok does not say as of when it answers. It was true at some instant of the call; the earliest claims least.
    Instant asOf = api.now();
    List<ShownQuantity> shown = new ArrayList<>();
    shelves(items.keySet(), asOf.plus(settings.timeout())).forEach((sku, shelf) -> {
      if (shelf.item().equals(items.get(sku))) {
        shown.add(new ShownQuantity(Item.id(shelf.item().product(), sku), units(shelf), asOf));
      }
    });
    return shown;
  }

  private long units(Shelf shelf) {
    boolean ours = settings.oneWarehouse() && !isHeld(shelf.available().keySet());
    return ours ? shelf.available().getOrDefault(settings.warehouse(), 0L) : shelf.total();
  }

  /** Reads a page of products; the cursor is TikTok's own. */
  ListingPage page(@Nullable String cursor) {
    JsonNode data = products(cursor);
    List<ChannelListing> listings = new ArrayList<>();
    for (JsonNode product : Json.page(data, "products")) {
      for (JsonNode sku : skus(product)) {
        String code = Json.text(sku, "seller_sku");
        listings.add(new ChannelListing(Item.id(Json.id(product, "id"), Json.id(sku, "id")), code.isEmpty() ? null : code,
            isHeld(warehouses(sku))));
      }
    }
    return new ListingPage(listings, Json.next(data, cursor));
  }

  private JsonNode products(@Nullable String cursor) {
    Map<String, String> query = new HashMap<>();
    query.put("page_size", Integer.toString(settings.size("listing-page-size")));
    query.put("page_token", cursor == null ? "" : cursor);
    return api.read(Api.Call.post(Api.Operation.SEARCH_PRODUCTS, "/product/202502/products/search", query,
        Json.object().put("status", "ALL")));
  }

  /** Returns a product's SKUs; a draft may have none yet. */
  private static JsonNode skus(JsonNode product) {
    return product.hasNonNull("skus") ? Json.array(product, "skus") : Json.object();
  }

  private static Set<String> warehouses(JsonNode sku) {
    Set<String> warehouses = new LinkedHashSet<>();
    for (JsonNode inventory : sku.path("inventory")) {
      warehouses.add(Json.id(inventory, "warehouse_id"));
    }
    return warehouses;
  }

  /** Reads a page of what TikTok holds; where no warehouse is TikTok's, there is nothing, and no call. */
  StockPage stock(@Nullable String cursor) {
    if (settings.fbtWarehouses().isEmpty()) {
      return new StockPage(List.of(), null);
    }
    JsonNode data = products(cursor);
    Map<String, String> held = new LinkedHashMap<>();
    for (JsonNode product : Json.page(data, "products")) {
      for (JsonNode sku : skus(product)) {
        if (isHeld(warehouses(sku))) {
          held.put(Json.id(sku, "id"), Json.text(sku, "seller_sku"));
        }
      }
    }
    List<StockPage.HeldStock> stock = new ArrayList<>();
    List<String> skus = List.copyOf(held.keySet());
    for (int from = 0; from < skus.size(); from += MOST_SKUS) {
      stock.addAll(held(skus.subList(from, Math.min(skus.size(), from + MOST_SKUS)), held));
    }
    return new StockPage(stock, Json.next(data, cursor));
  }

  private List<StockPage.HeldStock> held(List<String> skus, Map<String, String> codes) {
    Instant asOf = api.now();
    List<StockPage.HeldStock> stock = new ArrayList<>();
    shelves(skus, asOf.plus(settings.timeout())).forEach((sku, shelf) -> {
      String code = codes.getOrDefault(sku, "");
      long committed = shelf.committed().values().stream().mapToLong(Long::longValue).sum();
      stock.add(new StockPage.HeldStock(Item.id(shelf.item().product(), sku), code.isEmpty() ? null : code, shelf.total(),
          committed, 0, 0, asOf));
    });
    return stock;
  }

  /** Reads the warehouses that ship; a place that also takes returns has another number for that. */
  List<ChannelLocation> locations() {
    JsonNode data = api.read(Api.Call.get(Api.Operation.GET_WAREHOUSES, "/logistics/202309/warehouses", Map.of()));
    List<ChannelLocation> locations = new ArrayList<>();
    for (JsonNode warehouse : Json.array(data, "warehouses")) {
      if (Json.text(warehouse, "type").equals("SALES_WAREHOUSE")) {
        String id = Json.id(warehouse, "id");
        locations.add(new ChannelLocation(id, Json.text(warehouse, "name"),
            Json.text(warehouse, "effect_status").equals("ENABLED"), settings.fbtWarehouses().contains(id)));
      }
    }
    return locations;
  }
}

package dev.onepool.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sandbox's products, SKUs and warehouses. Guarded by the sandbox's lock. */
final class Shelves {

  private static final long FIRST_PRODUCT = 1_729_592_969_712_207_000L;
  private static final long FIRST_SKU = 1_729_388_324_987_800_000L;
  private static final int MOST_SKUS = 100;
  private static final long MOST_UNITS = 99_999;

  /** A SKU of a product. */
  static final class Item {
    final String product;
    final String sku;
    final String code;
    final Map<String, Long> available = new TreeMap<>();
    final Map<String, Long> committed = new TreeMap<>();
    long effects;

    Item(String product, String sku, String code) {
      this.product = product;
      this.sku = sku;
      this.code = code;
    }

    String listing() {
      return product + "/" + sku;
    }

    long total() {
      return available.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private record Pending(Instant due, Item item, Map<String, Long> units) {}

  private final Clock clock;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private long products;
  Duration writeDelay = Duration.ZERO;
  int page = 100;
  /** Whether a quantity of 0 is refused, as TikTok's newest page has it. */
  boolean refusesZero;
  /** The SKU whose product is in a state in which its stock cannot be changed; empty for none. */
  String frozen = "";

  Shelves(Clock clock) {
    this.clock = clock;
  }

  /** Adds SKUs that are one product. */
  List<Item> add(List<String> codes, Map<String, Long> units) {
    String product = Long.toString(FIRST_PRODUCT + ++products);
    List<Item> added = new ArrayList<>();
    for (String code : codes) {
      Item item = new Item(product, Long.toString(FIRST_SKU + items.size() + 1), code);
      item.available.putAll(units);
      items.put(item.sku, item);
      added.add(item);
    }
    return added;
  }

  @Nullable Item find(String listing) {
    Item item = items.get(listing.substring(listing.indexOf('/') + 1));
    return item != null && item.listing().equals(listing) ? item : null;
  }

  Item known(String listing) {
    Item item = find(listing);
    if (item == null) {
      throw new IllegalArgumentException("no listing " + listing);
    }
    return item;
  }

  List<Item> all() {
    return List.copyOf(items.values());
  }

  /** Moves units from display to the warehouse's orders, or back. */
  void commit(Item item, String warehouse, long units) {
    item.available.merge(warehouse, -units, (before, change) -> Math.max(0, before + change));
    item.committed.merge(warehouse, units, (before, change) -> Math.max(0, before + change));
  }

  void leave(Item item, String warehouse, long units) {
    item.committed.merge(warehouse, -units, (before, change) -> Math.max(0, before + change));
  }

  void settle() {
    Instant now = clock.instant();
    List<Pending> due = pending.stream().filter(write -> !write.due().isAfter(now)).toList();
    due.forEach(write -> {
      write.item().available.putAll(write.units());
      write.item().effects++;
    });
    pending.removeAll(due);
  }

  // ---- what is asked

  ObjectNode search(Request request) {
    request.only();
    JsonNode body = request.json("sku_ids", "product_ids");
    boolean bySku = body.has("sku_ids");
    List<String> ids = Request.texts(body, bySku ? "sku_ids" : "product_ids");
    if (ids.size() > (bySku ? 600 : 100)) {
      throw Refusal.invalid("body.sku_ids has more than 600, or body.product_ids more than 100");
    }
    Map<String, ArrayNode> found = new LinkedHashMap<>();
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode list = answer.putArray("inventory");
    for (Item item : items.values()) {
      if (ids.contains(bySku ? item.sku : item.product)) {
        found.computeIfAbsent(item.product, product -> list.addObject().put("product_id", product).putArray("skus"))
            .add(shelf(item));
      }
    }
    return answer;
  }

  private static ObjectNode shelf(Item item) {
    ObjectNode shelf = Request.JSON.createObjectNode().put("id", item.sku).put("seller_sku", item.code)
        .put("total_available_quantity", item.total())
        .put("total_committed_quantity", item.committed.values().stream().mapToLong(Long::longValue).sum());
    ArrayNode warehouses = shelf.putArray("warehouse_inventory");
    item.available.forEach((warehouse, units) -> warehouses.addObject().put("warehouse_id", warehouse)
        .put("available_quantity", units).put("committed_quantity", item.committed.getOrDefault(warehouse, 0L)));
    shelf.putObject("total_available_inventory_distribution").putObject("in_shop_inventory").put("quantity", item.total());
    return shelf;
  }

  ObjectNode products(Request request) {
    request.only("page_size", "page_token");
    JsonNode body = request.json("status", "seller_skus", "sku_ids", "update_time_ge", "update_time_le", "create_time_ge",
        "create_time_le");
    if (body.has("status") && !Request.text(body, "status").equals("ALL")) {
      throw Refusal.invalid("body.status");
    }
    int size = Math.min(page, request.number("page_size", 100));
    int from = request.text("page_token").isEmpty() ? 0 : offset(request.text("page_token"));
    Map<String, List<Item>> products = items.values().stream()
        .collect(Collectors.groupingBy(item -> item.product, LinkedHashMap::new, Collectors.toList()));
    ObjectNode answer = Request.JSON.createObjectNode().put("total_count", products.size());
    ArrayNode list = answer.putArray("products");
    products.values().stream().skip(from).limit(size).forEach(skus -> list.add(product(skus)));
    return answer.put("next_page_token", from + size < products.size() ? token(from + size) : "");
  }

  /** Tokens are opaque; the published example is this one. */
  static String token(int offset) {
    return Base64.getEncoder().encodeToString(("offset=" + offset + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static int offset(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseInt(text.substring("offset=".length()).strip());
    } catch (RuntimeException malformed) {
      throw Refusal.invalid("query.page_token");
    }
  }

  private static ObjectNode product(List<Item> skus) {
    ObjectNode product = Request.JSON.createObjectNode().put("id", skus.get(0).product).put("title", "Goods " + skus.get(0).code)
        .put("status", "ACTIVATE").put("is_not_for_sale", false).put("create_time", 1_694_309_208).put("update_time", 1_694_309_208);
    ArrayNode list = product.putArray("skus");
    for (Item item : skus) {
      ObjectNode sku = list.addObject().put("id", item.sku).put("seller_sku", item.code);
      ArrayNode inventory = sku.putArray("inventory");
      item.available.forEach((warehouse, units) -> inventory.addObject().put("warehouse_id", warehouse).put("quantity", units));
    }
    return product;
  }

  // ---- what is written

  /** Writes what can be written, and says of each SKU that cannot why, beside a code that says all is well. */
  ObjectNode update(Request request) {
    request.only();
    List<JsonNode> skus = Request.list(request.json("skus"), "skus");
    String product = request.part(3);
    if (items.values().stream().noneMatch(item -> item.product.equals(product))) {
      throw new Refusal(200, 12052048, "The product does not exist");
    }
    if (skus.size() > MOST_SKUS) {
      throw new Refusal(200, 12052050, "The number of SKUs exceeds 100");
    }
    ObjectNode answer = Request.JSON.createObjectNode();
    for (JsonNode sku : skus) {
      Map<String, Long> units = units(Request.only(sku, "id", "inventory"));
      String id = Request.text(sku, "id");
      Item item = find(product + "/" + id);
      String why = item == null ? "12052036 The SKU does not exist" : refusal(item, units);
      if (why != null) {
        refuse(answer.withArray("errors"), id, why);
      } else if (item != null) {
        pending.add(new Pending(clock.instant().plus(writeDelay), item, units));
      }
    }
    settle();
    return answer;
  }

  private static Map<String, Long> units(JsonNode sku) {
    Map<String, Long> units = new TreeMap<>();
    for (JsonNode entry : Request.list(sku, "inventory")) {
      long quantity = Request.number(Request.only(entry, "warehouse_id", "quantity", "backorder_quantity", "handling_time"), "quantity");
      if (quantity < 0 || quantity > MOST_UNITS || units.put(Request.text(entry, "warehouse_id"), quantity) != null) {
        throw Refusal.invalid("body.skus.inventory");
      }
    }
    return units;
  }

  private @Nullable String refusal(Item item, Map<String, Long> units) {
    Set<String> stocked = item.available.keySet();
    if (item.sku.equals(frozen)) {
      return "12052003 The current product status can not be actiavted";
    } else if (units.containsKey(TikTokSandbox.FBT_WAREHOUSE) || stocked.contains(TikTokSandbox.FBT_WAREHOUSE)) {
      return "12052037 The stock is allocated automatically";
    } else if (!Set.of(TikTokSandbox.WAREHOUSE, TikTokSandbox.OTHER_WAREHOUSE).containsAll(units.keySet())) {
      return "12052097 The warehouse does not exist";
    } else if (!units.keySet().equals(stocked)) {
      return "12052037 All warehouses of the SKU must be given";
    }
    return refusesZero && units.containsValue(0L) ? "12052031 The quantity must be from 1 to 99999" : null;
  }

  private static void refuse(ArrayNode errors, String sku, String why) {
    long code = Long.parseLong(why.substring(0, why.indexOf(' ')));
    ObjectNode error = errors.addObject().put("code", 12052990).put("message", "batch update inventory error");
    error.putObject("detail").put("sku_id", sku).putArray("extra_errors").addObject().put("code", code)
        .put("message", why.substring(why.indexOf(' ') + 1)).put("warehouse_id", TikTokSandbox.WAREHOUSE);
  }
}

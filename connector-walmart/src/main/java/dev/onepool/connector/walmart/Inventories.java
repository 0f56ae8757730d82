package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads quantities, listings, stock that Walmart holds, and ship nodes.
 *
 * <p>Of each SKU at a ship node Walmart tells three numbers: {@code inputQty}, what the seller said to hold; {@code reservedQty}, the
 * part of it that Walmart's own unshipped orders wait for; and {@code availToSellQty}, what buyers can buy, their difference.
 */
final class Inventories {

  /** How many SKUs are read one by one; each is a call. */
  static final int MOST_READS = 50;

  private static final int PAGE = 50;
  private static final int WFS_PAGE = 300;
  /** Reading page by page has to fit into the calls of a minute; larger accounts are read SKU by SKU. */
  private static final int MOST_PAGES = 150;
  private static final String WFS_CURSOR = "wfs:";
  private static final String WFS_LISTING = "wfs:";

  private final WalmartApi api;
  private final WalmartSettings settings;

  Inventories(WalmartApi api, WalmartSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /**
   * What a listing names.
   *
   * @param node the ship node; empty for the account's only one
   * @param heldByWalmart whether it is sold from stock that Walmart holds
   */
  record Item(String sku, String node, boolean heldByWalmart) {}

  /** What Walmart tells of a SKU at a ship node. */
  record Numbers(long input, long reserved, long available) {}

  /** What was read: numbers by SKU and node; SKUs that Walmart does not know; and what kept the rest away, null for nothing. */
  record Reading(Map<String, Map<String, Numbers>> known, Set<String> unknown, @Nullable Reply trouble) {

    Map<String, Numbers> of(Item item) {
      return known.getOrDefault(item.sku(), Map.of());
    }
  }

  // ---- names

  /** With several ship nodes a listing is {@code SKU@node}, and otherwise the SKU; of what Walmart holds {@code wfs:SKU}. */
  Item item(ListingId listing) {
    String name = listing.value();
    if (name.startsWith(WFS_LISTING)) {
      return new Item(name.substring(WFS_LISTING.length()), "", true);
    }
    if (settings.nodes().size() < 2) {
      return new Item(name, settings.nodes().isEmpty() ? "" : settings.nodes().get(0), false);
    }
    int at = name.lastIndexOf('@');
    String node = name.substring(at + 1);
    return new Item(at < 0 ? name : name.substring(0, at), at > 0 && settings.nodes().contains(node) ? node : "?", false);
  }

  /** Returns the listing of a SKU that was sold from a ship node; an unknown node makes a listing that nobody mapped. */
  ListingId listing(String sku, String node) {
    return ListingId.of(settings.nodes().size() < 2 ? sku : sku + "@" + (node.isEmpty() ? "?" : node));
  }

  /** Returns the numbers that belong to a listing; null if the SKU has no stock at its ship node. */
  @Nullable Numbers numbers(Item item, Reading reading) {
    Map<String, Numbers> nodes = reading.of(item);
    if (!item.node().isEmpty()) {
      return nodes.get(item.node());
    }
    if (nodes.size() > 1) {
      throw new ConnectorException(FailureKind.INVALID, "SKU " + item.sku() + " has " + nodes.size() + " ship nodes; name those to"
          + " write in \"" + WalmartSettings.SHIP_NODES + "\"");
    }
    return nodes.values().stream().findFirst().orElse(null);
  }

  // ---- quantities

  List<ShownQuantity> shown(List<ListingId> asked) {
    if (asked.size() > MOST_READS) {
      throw new IllegalArgumentException("at most " + MOST_READS + " listings can be read at once, were " + asked.size());
    }
    Instant asOf = api.now().minus(settings.readingAge());
    List<Item> items = asked.stream().map(this::item).toList();
    Reading reading = read(skus(items), api.patience());
    Reply trouble = reading.trouble();
    if (trouble != null && reading.known().isEmpty()) {
      trouble.orThrow();
    }
    List<ShownQuantity> shown = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Numbers numbers = items.get(i).heldByWalmart() ? null : numbers(items.get(i), reading);
      if (numbers != null) {
        shown.add(new ShownQuantity(asked.get(i), numbers.available(), asOf));
      }
    }
    return shown;
  }

  static Set<String> skus(Collection<Item> items) {
    Set<String> skus = new LinkedHashSet<>();
    items.stream().filter(item -> !item.heldByWalmart()).forEach(item -> skus.add(item.sku()));
    return skus;
  }

  /** Reads SKUs, as far as the budgets go: a few one by one, many by walking through all. */
  Reading read(Set<String> skus, Instant deadline) {
    Map<String, Map<String, Numbers>> known = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    Reply trouble = null;
    if (skus.size() > MOST_READS) {
      trouble = walk(skus, known, unknown, deadline);
      if (trouble != null) {
        return new Reading(known, unknown, trouble);
      }
    }
    for (String sku : skus) {
      if (known.containsKey(sku) || unknown.contains(sku)) {
        continue;
      }
      Reply reply = api.get(Operation.GET_INVENTORY, "/v3/inventories/" + WalmartApi.encoded(sku), deadline);
      if (reply.status() == 404) {
        unknown.add(sku);
      } else if (reply.isAnswered()) {
        trouble = add(sku, reply.body(), known, trouble);
      } else {
        trouble = reply;
        break;
      }
    }
    return new Reading(known, unknown, trouble);
  }

  /** One SKU that cannot be read does not hide the others. */
  private static @Nullable Reply add(String sku, JsonNode row, Map<String, Map<String, Numbers>> known, @Nullable Reply trouble) {
    try {
      known.put(sku, nodes(row));
      return trouble;
    } catch (ConnectorException unreadable) {
      return Reply.doubtful(unreadable.kind(), 200, "SKU " + sku + ": " + unreadable.getMessage());
    }
  }

  /** Walks through all SKUs. Returns what kept it from the end; null if it came there, or there are too many to walk through. */
  private @Nullable Reply walk(
      Set<String> skus, Map<String, Map<String, Numbers>> known, Set<String> unknown, Instant deadline) {
    String cursor = null;
    do {
      Reply reply = page(cursor, deadline);
      if (!reply.isAnswered()) {
        return reply;
      }
      if (reply.body().path("meta").path("totalCount").asLong() > (long) PAGE * MOST_PAGES) {
        return null;
      }
      for (JsonNode row : rows(reply.body())) {
        if (skus.contains(row.path("sku").asText())) {
          add(row.path("sku").asText(), row, known, null);
        }
      }
      cursor = next(reply.body());
    } while (cursor != null && known.size() < skus.size());
    skus.stream().filter(sku -> !known.containsKey(sku)).forEach(unknown::add);
    return null;
  }

  /** Short pages come in between, so only a missing cursor is the end. The cursor is another one on each page. */
  private Reply page(@Nullable String cursor, Instant deadline) {
    return api.get(Operation.LIST_INVENTORIES,
        "/v3/inventories?limit=" + PAGE + (cursor == null ? "" : "&nextCursor=" + WalmartApi.encoded(cursor)), deadline);
  }

  private static @Nullable String next(JsonNode body) {
    String cursor = body.path("meta").path("nextCursor").asText("");
    return cursor.isEmpty() ? null : cursor;
  }

  private static JsonNode rows(JsonNode body) {
    return list(body.path("elements").path("inventories"), "inventories");
  }

  private static JsonNode list(JsonNode list, String what) {
    if (!list.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart's answer has no list of " + what);
    }
    return list;
  }

  private static Map<String, Numbers> nodes(JsonNode row) {
    Map<String, Numbers> nodes = new HashMap<>();
    for (JsonNode node : list(row.path("nodes"), "a SKU's ship nodes")) {
      if (node.has("inputQty")) {
        long input = units(node.path("inputQty"));
        long reserved = node.has("reservedQty") ? units(node.path("reservedQty")) : 0;
        long available = node.has("availToSellQty") ? units(node.path("availToSellQty")) : input - reserved;
        // Where more is reserved than held, nothing can be bought.
        nodes.put(node.path("shipNode").asText(), new Numbers(input, Math.max(0, reserved), Math.max(0, available)));
      }
    }
    return nodes;
  }

  private static long units(JsonNode quantity) {
    JsonNode amount = quantity.path("amount");
    if (!amount.isNumber() || !amount.canConvertToExactIntegral() || !amount.canConvertToLong()) {
      throw new ConnectorException(FailureKind.MALFORMED, "a quantity of Walmart's is no whole number");
    }
    return amount.longValue();
  }

  // ---- listings and held stock

  /** Pages of the SKUs that the seller ships, and then of those that Walmart holds. */
  ListingPage listings(@Nullable String cursor) {
    if (cursor != null && cursor.startsWith(WFS_CURSOR)) {
      return heldListings(cursor.substring(WFS_CURSOR.length()));
    }
    JsonNode body = page(cursor, api.patience()).orThrow();
    List<ListingPage.ChannelListing> listings = new ArrayList<>();
    for (JsonNode row : rows(body)) {
      String sku = row.path("sku").asText();
      if (sku.isEmpty()) {
        throw new ConnectorException(FailureKind.MALFORMED, "a row of Walmart's inventories has no SKU");
      }
      Map<String, Numbers> nodes = nodes(row);
      List<String> own = settings.nodes().isEmpty() ? List.of("") : settings.nodes();
      own.stream().filter(node -> node.isEmpty() ? !nodes.isEmpty() : nodes.containsKey(node))
          .forEach(node -> listings.add(new ListingPage.ChannelListing(listing(sku, node), sku)));
    }
    String next = next(body);
    return new ListingPage(listings, next != null ? next : settings.wfs().equals("none") ? null : WFS_CURSOR);
  }

  private ListingPage heldListings(String cursor) {
    StockPage page = stock(cursor.isEmpty() ? null : cursor);
    return new ListingPage(page.stock().stream()
        .map(held -> new ListingPage.ChannelListing(held.listing(), held.sellerCode(), true)).toList(),
        page.next() == null ? null : WFS_CURSOR + page.next());
  }

  /** An account without such stock is answered as if there were no such address. */
  StockPage stock(@Nullable String cursor) {
    if (settings.wfs().equals("none")) {
      return new StockPage(List.of(), null);
    }
    long offset = cursor == null ? 0 : Long.parseLong(cursor);
    Instant asOf = api.now().minus(settings.readingAge());
    Reply reply = api.get(Operation.GET_WFS_INVENTORY, "/v3/" + settings.wfs() + "/inventory?limit=" + WFS_PAGE + "&offset=" + offset,
        api.patience());
    if (reply.status() == 404) {
      return new StockPage(List.of(), null);
    }
    JsonNode body = reply.orThrow();
    JsonNode rows = list(body.path("payload").path("inventory"), "held stock");
    List<StockPage.HeldStock> stock = new ArrayList<>();
    for (JsonNode row : rows) {
      String sku = row.path("sku").asText();
      if (!sku.isEmpty()) {
        stock.add(held(sku, row.path("shipNodes"), asOf));
      }
    }
    long read = offset + rows.size();
    boolean more = !rows.isEmpty() && read < body.path("headers").path("totalCount").asLong();
    return new StockPage(stock, more ? Long.toString(read) : null);
  }

  private static StockPage.HeldStock held(String sku, JsonNode nodes, Instant asOf) {
    long available = 0;
    long reserved = 0;
    for (JsonNode node : nodes) {
      long sellable = Math.max(0, node.path("availToSellQty").asLong());
      available += sellable;
      reserved += Math.max(0, node.path("onHandQty").asLong() - sellable);
    }
    return new StockPage.HeldStock(ListingId.of(WFS_LISTING + sku), sku, available, reserved, 0, 0, asOf);
  }

  /** The account may have no access to its shipping settings; then none are known. */
  List<ChannelLocation> locations() {
    Reply reply = api.get(Operation.GET_SHIP_NODES, "/v3/settings/shipping/shipnodes", api.patience());
    if (reply.status() == 404) {
      return List.of();
    }
    List<ChannelLocation> locations = new ArrayList<>();
    for (JsonNode node : list(reply.orThrow(), "ship nodes")) {
      String type = node.path("nodeType").asText();
      locations.add(new ChannelLocation(node.path("shipNode").asText(), node.path("shipNodeName").asText(),
          node.path("status").asText().equals("ACTIVE"), type.contains("WFS") || type.contains("3PL")));
    }
    return locations;
  }
}

package dev.onepool.connector.ebay;

import static dev.onepool.connector.ebay.EbayApi.Api.INVENTORY;
import static dev.onepool.connector.ebay.EbayApi.Caller.SELLER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.connector.ebay.EbayApi.Effect;
import dev.onepool.connector.ebay.EbayApi.Reply;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the account has on sale. A listing is a SKU, because that stays when an offer is withdrawn and published anew; its
 * offers say where it is shown and whether they have a number of their own.
 *
 * <p>A line of an order that has no SKU is told as {@code item:} and eBay's item number, which matches nothing and is
 * therefore seen and kept aside. A SKU that begins like that is told from it as {@code sku:} and itself.
 */
final class Listings {

  private static final String ITEM = "item:";
  private static final String SKU = "sku:";
  private static final int MOST_KNOWN = 200_000;
  private static final int MOST_PAGES = 1_000;
  private static final int LOCATION_PAGE = 100;
  private static final int MOST_OFFERS = 100;
  private static final Set<Integer> NO_OFFER = Set.of(25702, 25710, 25713);

  private final EbayApi api;
  private final EbaySettings settings;
  /** Offers as they were last read; guarded by itself. */
  private final Map<String, Offers> known = new LinkedHashMap<>(16, 0.75f, true);

  Listings(EbayApi api, EbaySettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** A fixed-price offer; auctions sell from an allocation of their own. */
  private record Offer(String id, boolean published, @Nullable Long available, String listing) {}

  /** The fixed-price offers of a SKU. */
  record Offers(List<Offer> all, Instant readAt) {

    boolean isEmpty() {
      return all.isEmpty();
    }

    boolean published() {
      return all.stream().anyMatch(Offer::published);
    }

    /** Returns the published offers that have a number of their own; only these can be written with the item. */
    Set<String> limited() {
      Set<String> ids = new TreeSet<>();
      all.stream().filter(offer -> offer.published() && offer.available() != null).forEach(offer -> ids.add(offer.id()));
      return ids;
    }

    /** Returns eBay's numbers of the listings that the offers are shown as. */
    Set<String> listings() {
      Set<String> numbers = new TreeSet<>();
      all.stream().filter(offer -> offer.published() && !offer.listing().isEmpty()).forEach(offer -> numbers.add(offer.listing()));
      return numbers;
    }

    /** Returns what buyers can buy at most: of each offer the smaller number, and of all together what the item has. */
    long shown(long item) {
      long sum = 0;
      for (Offer offer : all) {
        // What is not published counts too: published anew, it shows the old number.
        sum = Math.addExact(sum, offer.available() == null ? item : Math.min(item, offer.available()));
      }
      return Math.min(item, sum);
    }
  }

  // ---- names

  static ListingId name(String sku) {
    return ListingId.of(sku.startsWith(ITEM) || sku.startsWith(SKU) ? SKU + sku : sku);
  }

  /** Returns the listing of an order's line. */
  static ListingId sold(JsonNode line, String lineId) {
    String item = line.path("legacyItemId").asText("");
    String variation = line.path("legacyVariationId").asText("");
    try {
      String sku = line.path("sku").asText("");
      return sku.isEmpty() ? ListingId.of(ITEM + item + (variation.isEmpty() ? "" : "/" + variation)) : name(sku);
    } catch (IllegalArgumentException noName) {
      return ListingId.of(ITEM + "line/" + lineId);
    }
  }

  /** Returns the SKU of a listing; null if it has none. */
  static @Nullable String sku(ListingId listing) {
    String value = listing.value();
    return value.startsWith(ITEM) ? null : value.startsWith(SKU) ? value.substring(SKU.length()) : value;
  }

  // ---- offers

  /** Returns the offers of a SKU, read anew only if that is long ago. */
  Offers known(String sku, Instant deadline) {
    Offers offers;
    synchronized (known) {
      offers = known.get(sku);
    }
    boolean fresh = offers != null && api.now().isBefore(offers.readAt().plus(settings.duration("offer-check")));
    return fresh ? offers : read(sku, deadline);
  }

  void forget(String sku) {
    synchronized (known) {
      known.remove(sku);
    }
  }

  private Offers read(String sku, Instant deadline) {
    Instant now = api.now();
    Reply reply = api.send(
        INVENTORY, SELLER, "GET", "/offer?sku=" + EbayApi.encoded(sku) + "&limit=" + MOST_OFFERS, null, deadline);
    Offers offers = new Offers(isNone(reply) ? List.of() : offers(reply.orThrow()), now);
    synchronized (known) {
      known.remove(sku);
      if (!offers.isEmpty()) {
        known.put(sku, offers);
      }
      if (known.size() > MOST_KNOWN) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return offers;
  }

  private static boolean isNone(Reply reply) {
    return reply.effect() == Effect.REFUSED
        && (reply.status() == 404 || reply.errors().stream().anyMatch(NO_OFFER::contains));
  }

  private static List<Offer> offers(JsonNode body) {
    List<Offer> offers = new ArrayList<>();
    JsonNode list = list(body, "offers");
    for (JsonNode offer : list) {
      if (!offer.path("format").asText("FIXED_PRICE").equals("AUCTION")) {
        JsonNode available = offer.path("availableQuantity");
        offers.add(new Offer(text(offer, "offerId"), offer.path("status").asText().equals("PUBLISHED"),
            available.isMissingNode() || available.isNull() ? null : units(available),
            offer.path("listing").path("listingId").asText("")));
      }
    }
    if (body.path("total").asLong(list.size()) > list.size()) {
      throw new ConnectorException(FailureKind.MALFORMED, "eBay told " + list.size() + " of " + body.path("total").asText() + " offers");
    }
    return offers;
  }

  // ---- readings

  List<ShownQuantity> shown(List<ListingId> asked) {
    if (asked.size() > settings.number("read-size")) {
      throw new IllegalArgumentException(
          "at most " + settings.number("read-size") + " listings are read at once, not " + asked.size());
    }
    Instant asOf = api.now();
    Map<String, Offers> offers = new LinkedHashMap<>();
    for (ListingId listing : asked) {
      String sku = sku(listing);
      Offers read;
      try {
        read = sku == null ? null : read(sku, api.patience());
      } catch (ConnectorException e) {
        if (e.until() == null || offers.isEmpty()) {
          throw e;
        }
        // The limit is used up; what was read so far is told.
        break;
      }
      if (sku != null && read != null && !read.isEmpty()) {
        offers.put(sku, read);
      }
    }
    if (offers.isEmpty()) {
      return List.of();
    }
    Map<String, Long> items = items(offers.keySet());
    return offers.entrySet().stream().filter(entry -> items.containsKey(entry.getKey()))
        .map(entry -> new ShownQuantity(name(entry.getKey()), entry.getValue().shown(items.get(entry.getKey())), asOf)).toList();
  }

  /** Reads the quantities of items; one that is not there is left out. */
  private Map<String, Long> items(Set<String> skus) {
    ObjectNode body = EbayApi.JSON.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    skus.forEach(sku -> requests.addObject().put("sku", sku));
    JsonNode answer = api.send(INVENTORY, SELLER, "POST", "/bulk_get_inventory_item", body, api.patience()).orThrow();
    Map<String, Long> items = new HashMap<>();
    int told = 0;
    for (JsonNode row : list(answer, "responses")) {
      String sku = row.path("sku").asText();
      told += skus.contains(sku) ? 1 : 0;
      if (row.path("statusCode").asInt() / 100 == 2) {
        JsonNode quantity = row.path("inventoryItem").path("availability").path("shipToLocationAvailability").path("quantity");
        // An item without a quantity can be published, but not be bought.
        items.put(sku, quantity.isMissingNode() || quantity.isNull() ? 0L : units(quantity));
      } else if (row.path("statusCode").asInt() / 100 != 4) {
        throw new ConnectorException(FailureKind.UNAVAILABLE,
            "eBay could not tell the quantity of SKU " + settings.clean(sku) + ": " + row.path("statusCode").asText("no status"));
      }
    }
    if (told < skus.size()) {
      throw new ConnectorException(FailureKind.MALFORMED, "eBay told " + told + " of " + skus.size() + " items");
    }
    return items;
  }

  /** Reads a page of items, and keeps those that are offered at a fixed price. The cursor is the number of the page. */
  ListingPage listings(@Nullable String cursor) {
    int page = page(cursor);
    int size = settings.number("listing-page-size");
    Reply reply = api.send(
        INVENTORY, SELLER, "GET", "/inventory_item?limit=" + size + "&offset=" + page, null, api.patience());
    if (page > 0 && reply.status() == 404) {
      return new ListingPage(List.of(), null);
    }
    JsonNode answer = reply.orThrow();
    List<ListingPage.ChannelListing> listings = new ArrayList<>();
    JsonNode items = list(answer, "inventoryItems");
    for (JsonNode item : items) {
      String sku = text(item, "sku");
      // One that was not published when it was last looked at may be by now.
      if (known(sku, api.patience()).published() || read(sku, api.patience()).published()) {
        listings.add(new ListingPage.ChannelListing(name(sku), sku));
      }
    }
    boolean more = answer.hasNonNull("next") || (page + 1L) * size < answer.path("total").asLong();
    return new ListingPage(listings, more && !items.isEmpty() ? Integer.toString(page + 1) : null);
  }

  private static int page(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,8}")) {
      throw new IllegalArgumentException("no cursor of eBay's listings: " + cursor);
    }
    return Integer.parseInt(cursor);
  }

  List<ChannelLocation> locations() {
    List<ChannelLocation> locations = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = api.read(INVENTORY, "/location?limit=" + LOCATION_PAGE + "&offset=" + page * LOCATION_PAGE);
      JsonNode told = list(answer, "locations");
      for (JsonNode location : told) {
        String key = text(location, "merchantLocationKey");
        locations.add(new ChannelLocation(key, location.path("name").asText(key),
            location.path("merchantLocationStatus").asText().equals("ENABLED"), false));
      }
      if (told.isEmpty() || locations.size() >= answer.path("total").asInt()) {
        return locations;
      }
    }
    throw new ConnectorException(FailureKind.MALFORMED, "eBay's locations do not end");
  }

  // ---- JSON

  private static JsonNode list(JsonNode body, String name) {
    if (body.path(name).isMissingNode() && body.path("total").isIntegralNumber() && body.path("total").asLong() == 0) {
      return EbayApi.JSON.createArrayNode();
    }
    if (!body.path(name).isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "eBay's answer has no list of " + name);
    }
    return body.path(name);
  }

  private static String text(JsonNode node, String name) {
    if (node.path(name).asText("").isEmpty()) {
      throw new ConnectorException(FailureKind.MALFORMED, "something in eBay's answer has no " + name);
    }
    return node.path(name).asText();
  }

  private static long units(JsonNode number) {
    if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
      throw new ConnectorException(FailureKind.MALFORMED, "a quantity in eBay's answer cannot be");
    }
    return number.intValue();
  }
}

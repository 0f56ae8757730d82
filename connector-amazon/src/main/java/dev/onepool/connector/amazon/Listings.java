package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.ListingId;
import dev.onepool.connector.amazon.SpApi.Operation;
import dev.onepool.connector.amazon.SpApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads offers: the live {@code fulfillmentAvailability}, which is what buyers can buy, and never the attributes, which are what
 * was sent last. Remembers which offers the seller ships, because a write to one that Amazon ships would break it.
 *
 * <p>A SKU that the seller ships is its own name as a listing; the same SKU sold from stock that Amazon holds is another listing,
 * {@code afn:SKU}. A line whose SKU is missing or cannot be a name is {@code unmapped:}, which matches nothing and is therefore
 * seen and kept aside. A SKU that begins like one of these is told from them as {@code mfn:SKU}.
 */
final class Listings {

  static final int MOST_READS = 20;

  /** The channel code of offers that the seller ships. */
  static final String DEFAULT = "DEFAULT";

  private static final String HELD = "afn:";
  private static final String OWN = "mfn:";
  private static final String UNMAPPED = "unmapped:";

  /** Amazon pages to 1,000 results; a longer walk goes on from the last one's creation. */
  private static final int PAGES_OF_A_WALK = 50;

  private final SpApi api;
  private final AmazonSettings settings;
  private final Map<String, Instant> shippedBySeller = new ConcurrentHashMap<>();

  Listings(SpApi api, AmazonSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  static ListingId own(String sku) {
    boolean like = sku.startsWith(HELD) || sku.startsWith(OWN) || sku.startsWith(UNMAPPED);
    return ListingId.of(like ? OWN + sku : sku);
  }

  static ListingId held(String sku) {
    return ListingId.of(HELD + sku);
  }

  /** Returns the listing of an order's line. */
  static ListingId sold(@Nullable String sku, String line) {
    try {
      return sku == null || sku.isEmpty() ? ListingId.of(UNMAPPED + line) : own(sku);
    } catch (IllegalArgumentException noName) {
      return ListingId.of(UNMAPPED + line);
    }
  }

  /** Returns whether it can be written to or read: an offer that the seller ships. */
  static boolean isOwn(ListingId listing) {
    return !listing.value().startsWith(HELD) && !listing.value().startsWith(UNMAPPED);
  }

  static String sku(ListingId listing) {
    String value = listing.value();
    return value.startsWith(OWN) || value.startsWith(HELD) ? value.substring(HELD.length()) : value;
  }

  List<ShownQuantity> shown(List<ListingId> listings) {
    if (listings.size() > MOST_READS) {
      throw new IllegalArgumentException("at most " + MOST_READS + " listings can be read at once, were " + listings.size());
    }
    Map<String, ListingId> bySku = new LinkedHashMap<>();
    listings.stream().filter(Listings::isOwn).forEach(listing -> bySku.put(sku(listing), listing));
    List<ShownQuantity> shown = new ArrayList<>();
    Instant asOf = api.now();
    for (JsonNode item : items(List.copyOf(bySku.keySet()), api.patience())) {
      ListingId listing = bySku.get(sku(item));
      JsonNode offer = offer(item);
      if (listing != null && offer != null && offer.has("quantity")) {
        shown.add(new ShownQuantity(listing, quantity(offer), asOf));
      }
    }
    return shown;
  }

  /** What is known of an offer that is to be written. */
  enum Offer { SELLER_SHIPS, AMAZON_SHIPS, UNKNOWN }

  /**
   * Says whose these offers are, looking where that was not seen lately. What is not in the answer could not be looked at.
   *
   * @param refused gets what kept Amazon from answering
   */
  Map<String, Offer> offers(List<String> skus, Instant deadline, List<Reply> refused) {
    Map<String, Offer> offers = new LinkedHashMap<>();
    Instant oldest = api.now().minus(settings.channelCheck);
    List<String> unseen = new ArrayList<>();
    for (String sku : skus) {
      Instant seen = shippedBySeller.get(sku);
      if (seen != null && !seen.isBefore(oldest)) {
        offers.put(sku, Offer.SELLER_SHIPS);
      } else {
        unseen.add(sku);
      }
    }
    for (int from = 0; from < unseen.size() && refused.isEmpty(); from += MOST_READS) {
      look(unseen.subList(from, Math.min(unseen.size(), from + MOST_READS)), deadline, offers, refused);
    }
    return offers;
  }

  private void look(List<String> skus, Instant deadline, Map<String, Offer> offers, List<Reply> refused) {
    Map<String, Offer> found = new LinkedHashMap<>();
    try {
      skus.forEach(sku -> found.put(sku, Offer.UNKNOWN));
      for (JsonNode item : items(skus, deadline)) {
        found.replace(sku(item), offer(item) != null ? Offer.SELLER_SHIPS : Offer.AMAZON_SHIPS);
      }
      offers.putAll(found);
    } catch (ConnectorException failed) {
      Instant until = failed.until();
      refused.add(until != null ? Reply.throttled(until)
          : Reply.refused(failed.kind(), 0, "not written, because it could not be seen who ships it: " + failed.getMessage()));
    }
  }

  /** Reads these items; a SKU with a comma by itself, because a list of names has commas between them. */
  private List<JsonNode> items(List<String> skus, Instant deadline) {
    List<JsonNode> items = new ArrayList<>();
    String names = skus.stream().filter(sku -> !sku.contains(",")).map(SpApi::encoded).collect(Collectors.joining(","));
    if (!names.isEmpty()) {
      JsonNode found = api.send(Operation.SEARCH_LISTINGS_ITEMS, search()
          + "&includedData=fulfillmentAvailability&identifiersType=SKU&identifiers=" + names + "&pageSize=" + MOST_READS,
          null, deadline).orThrow();
      itemsOf(found).forEach(items::add);
    }
    for (String sku : skus) {
      if (sku.contains(",")) {
        Reply one = api.send(Operation.GET_LISTINGS_ITEM, path() + "/" + SpApi.encoded(sku) + "?marketplaceIds="
            + settings.marketplace + "&includedData=fulfillmentAvailability", null, deadline);
        if (one.status() != 404) {
          items.add(one.orThrow());
        }
      }
    }
    items.forEach(this::remember);
    return items;
  }

  private void remember(JsonNode item) {
    if (offer(item) != null) {
      shippedBySeller.put(sku(item), api.now());
    } else {
      shippedBySeller.remove(sku(item));
    }
  }

  /** Reads a page. The cursor says from which creation on, how many pages were read from there, and Amazon's page token. */
  ListingPage page(@Nullable String cursor) {
    String[] parts = cursor == null ? new String[] {"", "0", ""} : cursor.split(";", 3);
    if (parts.length != 3 || !parts[1].matches("\\d{1,3}")) {
      throw new IllegalArgumentException("no cursor of listings: " + cursor);
    }
    JsonNode found = api.get(Operation.SEARCH_LISTINGS_ITEMS, search()
        + "&includedData=summaries,fulfillmentAvailability&sortBy=createdDate&sortOrder=ASC&pageSize=" + MOST_READS
        + (parts[0].isEmpty() ? "" : "&createdAfter=" + SpApi.encoded(parts[0]))
        + (parts[2].isEmpty() ? "" : "&pageToken=" + SpApi.encoded(parts[2]))).orThrow();
    List<ListingPage.ChannelListing> listings = new ArrayList<>();
    String lastCreated = "";
    for (JsonNode item : itemsOf(found)) {
      addTo(listings, item);
      remember(item);
      lastCreated = item.path("summaries").path(0).path("createdDate").asText(lastCreated);
    }
    String token = found.path("pagination").path("nextToken").asText("");
    int pages = Integer.parseInt(parts[1]) + 1;
    // At the end of what it pages through, Amazon gives no token either; the number of results tells that there is more.
    boolean cut = pages >= PAGES_OF_A_WALK && found.path("numberOfResults").asLong() > PAGES_OF_A_WALK * MOST_READS;
    if (token.isEmpty() && !cut) {
      return new ListingPage(listings, null);
    }
    if (pages < PAGES_OF_A_WALK) {
      return new ListingPage(listings, parts[0] + ";" + pages + ";" + token);
    }
    if (lastCreated.isEmpty() || lastCreated.equals(parts[0])) {
      throw new ConnectorException(FailureKind.INVALID, "Amazon pages through 1,000 listings at most, and more than that were"
          + " created at " + lastCreated + "; import the listings from a report");
    }
    return new ListingPage(listings, lastCreated + ";0;");
  }

  private static void addTo(List<ListingPage.ChannelListing> listings, JsonNode item) {
    String sku = sku(item);
    boolean amazon = false;
    for (JsonNode offer : item.path("fulfillmentAvailability")) {
      // Such as AMAZON_NA.
      amazon |= offer.path("fulfillmentChannelCode").asText().startsWith("AMAZON");
    }
    // An item without any offer yet is the seller's to fill.
    if (offer(item) != null || !amazon) {
      listings.add(new ListingPage.ChannelListing(own(sku), sku));
    }
    if (amazon) {
      listings.add(new ListingPage.ChannelListing(held(sku), sku, true));
    }
  }

  /** Reads a page of the stock that Amazon holds. */
  StockPage stock(@Nullable String cursor) {
    Instant asOf = api.now();
    JsonNode found = api.get(Operation.GET_INVENTORY_SUMMARIES, "/fba/inventory/v1/summaries?details=true"
        + "&granularityType=Marketplace&granularityId=" + settings.marketplace + "&marketplaceIds=" + settings.marketplace
        + (cursor == null ? "" : "&nextToken=" + SpApi.encoded(cursor))).orThrow();
    JsonNode summaries = found.path("payload").path("inventorySummaries");
    if (!summaries.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Amazon's inventory has no list of summaries");
    }
    List<StockPage.HeldStock> stock = new ArrayList<>();
    for (JsonNode summary : summaries) {
      String sku = summary.path("sellerSku").asText();
      if (!sku.isEmpty()) {
        stock.add(stock(sku, summary.path("inventoryDetails"), asOf));
      }
    }
    String next = found.path("pagination").path("nextToken").asText("");
    return new StockPage(stock, next.isEmpty() ? null : next);
  }

  private static StockPage.HeldStock stock(String sku, JsonNode details, Instant asOf) {
    return new StockPage.HeldStock(held(sku), sku,
        units(details.path("fulfillableQuantity")),
        units(details.path("reservedQuantity").path("totalReservedQuantity")),
        units(details.path("inboundShippedQuantity")) + units(details.path("inboundReceivingQuantity")),
        units(details.path("unfulfillableQuantity").path("totalUnfulfillableQuantity"))
            + units(details.path("researchingQuantity").path("totalResearchingQuantity")),
        asOf);
  }

  private String path() {
    return "/listings/2021-08-01/items/" + SpApi.encoded(settings.seller);
  }

  private String search() {
    return path() + "?marketplaceIds=" + settings.marketplace;
  }

  private static JsonNode itemsOf(JsonNode found) {
    JsonNode items = found.path("items");
    if (!items.isArray()) {
      throw new ConnectorException(FailureKind.MALFORMED, "Amazon's search for listings has no list of items");
    }
    return items;
  }

  private static String sku(JsonNode item) {
    String sku = item.path("sku").asText();
    if (sku.isEmpty()) {
      throw new ConnectorException(FailureKind.MALFORMED, "an item of Amazon's listings has no SKU");
    }
    return sku;
  }

  /** Returns the offer that the seller ships; null if there is none. */
  private static @Nullable JsonNode offer(JsonNode item) {
    for (JsonNode offer : item.path("fulfillmentAvailability")) {
      if (offer.path("fulfillmentChannelCode").asText().equals(DEFAULT)) {
        return offer;
      }
    }
    return null;
  }

  private static long quantity(JsonNode offer) {
    JsonNode quantity = offer.path("quantity");
    if (!quantity.canConvertToLong() || !quantity.isIntegralNumber()) {
      throw new ConnectorException(FailureKind.MALFORMED, "an offer's quantity is no whole number");
    }
    // A negative number is Amazon's word for sold beyond what was there: nothing can be bought.
    return Math.max(0, quantity.longValue());
  }

  private static long units(JsonNode number) {
    return Math.max(0, number.asLong(0));
  }
}

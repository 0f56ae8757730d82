package dev.onepool.connector.ebay;

import static dev.onepool.connector.ebay.EbayApi.Api.INVENTORY;
import static dev.onepool.connector.ebay.EbayApi.Caller.SELLER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.connector.ebay.EbayApi.Effect;
import dev.onepool.connector.ebay.EbayApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities. Buyers can buy the smaller of the item's quantity and the offer's, so both are written; the offer's only
 * where it has one, because it would else stay behind as a limit. What is not certain is unknown: an item whose offer was
 * refused may have been changed in part.
 *
 * <p>eBay refuses two writes to one item, or to one listing's variations, at a time (25025). So the variations of a listing
 * never stand in one call, and calls follow each other.
 */
final class Quantities {

  private static final int CONCURRENT = 25025;
  private static final Set<Integer> UNKNOWN = Set.of(25702, 25710, 25713);

  private final EbayApi api;
  private final EbaySettings settings;
  private final Listings listings;
  private final Revisions revisions;
  /** Whether eBay has refused a call of several; what is learned here is learned anew after a restart, by one call. */
  private volatile boolean oneByOne;

  Quantities(EbayApi api, EbaySettings settings, Listings listings) {
    this.api = api;
    this.settings = settings;
    this.listings = listings;
    this.revisions = new Revisions(settings.number("revisions-per-day"));
  }

  /** A write that can be sent, and where its result belongs. */
  private record Sendable(int position, QuantityWrite write, String sku, Listings.Offers offers) {

    /** Returns how many numbers are written: the item's, and those of its offers. */
    int parts() {
      return 1 + offers.limited().size();
    }
  }

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    refuseMalformed(batch);
    if (batch.isEmpty()) {
      return List.of();
    }
    if (!api.now().isBefore(deadline)) {
      return batch.stream().<PublishResult>map(any -> new PublishResult.Throttled(api.now())).toList();
    }
    api.authorise(deadline);
    @Nullable PublishResult[] results = new @Nullable PublishResult[batch.size()];
    List<Sendable> sendable = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      prepare(i, batch.get(i), results, sendable, deadline);
    }
    sendAll(calls(sendable), results, deadline);
    return List.of(results);
  }

  private void refuseMalformed(List<QuantityWrite> batch) {
    if (batch.size() > settings.number("batch-size")) {
      throw new IllegalArgumentException(
          "at most " + settings.number("batch-size") + " quantities are written at once, not " + batch.size());
    }
    Set<ListingId> seen = new HashSet<>();
    for (QuantityWrite write : batch) {
      if (!seen.add(write.listing())) {
        throw new IllegalArgumentException("listing " + write.listing() + " stands twice in one batch");
      }
    }
  }

  /** Finds out what is to be written, or why nothing is. */
  private void prepare(
      int position, QuantityWrite write, @Nullable PublishResult[] results, List<Sendable> sendable, Instant deadline) {
    String sku = Listings.sku(write.listing());
    if (sku == null) {
      results[position] = new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "listing " + write.listing() + " has no SKU");
      return;
    }
    if (write.quantity() > Integer.MAX_VALUE) {
      results[position] = new PublishResult.Rejected(FailureKind.INVALID, "eBay takes no quantity of " + write.quantity());
      return;
    }
    try {
      Listings.Offers offers = listings.known(sku, deadline);
      if (offers.isEmpty()) {
        results[position] = new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "eBay has no offer of SKU " + sku);
        return;
      }
      Instant again = revisions.take(offers.listings(), write.quantity() == 0, api.now());
      if (again != null) {
        results[position] = new PublishResult.Rejected(FailureKind.UNAVAILABLE, "SKU " + sku + " has used up its revisions: eBay "
            + "allows " + settings.number("revisions-per-day") + " a day for a listing; not written, again at " + again);
        return;
      }
      sendable.add(new Sendable(position, write, sku, offers));
    } catch (ConnectorException failed) {
      Instant until = failed.until();
      results[position] = until != null ? new PublishResult.Throttled(until)
          : new PublishResult.Rejected(failed.kind(), "not sent: " + failed.getMessage());
    }
  }

  /** Makes calls of the writes, in their order as far as may be; the variations of one listing stand in different ones. */
  private List<List<Sendable>> calls(List<Sendable> sendable) {
    int most = oneByOne ? 1 : settings.number("batch-size");
    List<List<Sendable>> calls = new ArrayList<>();
    List<Set<String>> taken = new ArrayList<>();
    for (Sendable one : sendable) {
      int call = 0;
      while (call < calls.size() && (calls.get(call).size() >= most
          || one.offers().listings().stream().anyMatch(taken.get(call)::contains))) {
        call++;
      }
      if (call == calls.size()) {
        calls.add(new ArrayList<>());
        taken.add(new HashSet<>());
      }
      calls.get(call).add(one);
      taken.get(call).addAll(one.offers().listings());
    }
    return calls;
  }

  /** Sends call after call. Where one says that the next would fare no better, the rest is not sent. */
  private void sendAll(List<List<Sendable>> calls, @Nullable PublishResult[] results, Instant deadline) {
    PublishResult rest = null;
    for (List<Sendable> call : calls) {
      if (rest == null && !api.now().isBefore(deadline)) {
        rest = new PublishResult.Throttled(api.now());
      }
      if (rest != null) {
        unsent(call, rest, results);
      } else {
        rest = send(call, results, deadline);
      }
    }
  }

  /** Sends one call; returns what to say of calls that are not sent because of it, or null to go on. */
  private @Nullable PublishResult send(List<Sendable> call, @Nullable PublishResult[] results, Instant deadline) {
    Reply reply;
    try {
      reply = api.send(INVENTORY, SELLER, "POST", "/bulk_update_price_quantity", body(call), deadline);
    } catch (CancellationException interrupted) {
      call.forEach(one -> results[one.position()] = new PublishResult.Unknown("interrupted while it was sent"));
      return new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not sent: interrupted");
    } catch (ConnectorException noToken) {
      Instant until = noToken.until();
      PublishResult none = until != null ? new PublishResult.Throttled(until)
          : new PublishResult.Rejected(noToken.kind(), String.valueOf(noToken.getMessage()));
      unsent(call, none, results);
      return none;
    }
    if (reply.status() == 400 && call.size() > 1) {
      // Refused as a whole, so nothing of it was done: one SKU a call is what eBay's text promises.
      oneByOne = true;
      sendAll(call.stream().map(List::of).toList(), results, deadline);
      return null;
    }
    if (reply.effect() == Effect.THROTTLED || reply.effect() == Effect.REFUSED && reply.status() == 0) {
      unsent(call, reply.asResult(), results);
    } else {
      call.forEach(one -> results[one.position()] = result(one, reply, call.size()));
    }
    return hopeless(reply, results[call.get(0).position()]);
  }

  /** What did not reach eBay was no revision. */
  private void unsent(List<Sendable> call, PublishResult said, @Nullable PublishResult[] results) {
    for (Sendable one : call) {
      results[one.position()] = said;
      revisions.giveBack(one.offers().listings());
    }
  }

  private static @Nullable PublishResult hopeless(Reply reply, @Nullable PublishResult said) {
    boolean unreachable = reply.status() == 0;
    if (reply.effect() == Effect.THROTTLED || reply.failure() == FailureKind.UNAUTHORIZED && reply.effect() == Effect.REFUSED) {
      return said;
    }
    return unreachable && reply.effect() != Effect.ANSWERED
        ? new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not sent: " + reply.message()) : null;
  }

  private static ObjectNode body(List<Sendable> call) {
    ObjectNode body = EbayApi.JSON.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    for (Sendable one : call) {
      ObjectNode request = requests.addObject().put("sku", one.sku());
      request.putObject("shipToLocationAvailability").put("quantity", one.write().quantity());
      if (!one.offers().limited().isEmpty()) {
        ArrayNode offers = request.putArray("offers");
        one.offers().limited().forEach(offer -> offers.addObject()
            .put("offerId", offer).put("availableQuantity", one.write().quantity()));
      }
    }
    return body;
  }

  // ---- what became of it

  private PublishResult result(Sendable one, Reply reply, int together) {
    if (reply.effect() == Effect.ANSWERED) {
      return told(one, reply.body());
    }
    if (reply.effect() == Effect.REFUSED && reply.status() >= 400) {
      listings.forget(one.sku());
      return new PublishResult.Rejected(
          reply.failure() == FailureKind.UNAUTHORIZED ? reply.failure() : kind(reply.errors()), reply.message());
    }
    boolean locked = reply.errors().equals(Set.of(CONCURRENT));
    return locked && together == 1 && one.parts() == 1 ? locked(one) : reply.asResult();
  }

  /** Reads the answer's rows about one SKU: one for the item, one for each offer, or one for all of it. */
  private PublishResult told(Sendable one, JsonNode body) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode row : body.path("responses")) {
      if (row.path("sku").asText().equals(one.sku()) || one.offers().limited().contains(row.path("offerId").asText())) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      return new PublishResult.Unknown("eBay did not say what became of SKU " + one.sku());
    }
    List<JsonNode> bad = rows.stream().filter(row -> !done(row)).toList();
    if (bad.isEmpty()) {
      return settings.flag("receipts") ? new PublishResult.Applied(null) : new PublishResult.Accepted(one.write().attempt());
    }
    listings.forget(one.sku());
    Set<Integer> errors = new HashSet<>();
    bad.forEach(row -> row.path("errors").forEach(error -> errors.add(error.path("errorId").asInt())));
    boolean everyPart = bad.size() == rows.size() && bad.size() >= one.parts();
    if (everyPart && errors.equals(Set.of(CONCURRENT))) {
      return locked(one);
    }
    if (everyPart && bad.stream().allMatch(row -> row.path("statusCode").asInt() / 100 == 4)) {
      return new PublishResult.Rejected(kind(errors), "eBay refused the quantity of SKU " + one.sku() + words(bad));
    }
    return new PublishResult.Unknown("eBay wrote SKU " + one.sku() + " in part at most" + words(bad));
  }

  private static boolean done(JsonNode row) {
    return row.path("statusCode").isIntegralNumber() && row.path("statusCode").asInt() / 100 == 2 && row.path("errors").isEmpty();
  }

  private static PublishResult locked(Sendable one) {
    return new PublishResult.Rejected(FailureKind.UNAVAILABLE, "SKU " + one.sku() + " was not written: eBay was changing it for "
        + "somebody else (25025); it is written again later");
  }

  private static FailureKind kind(Set<Integer> errors) {
    return errors.stream().anyMatch(UNKNOWN::contains) ? FailureKind.UNKNOWN_LISTING : FailureKind.INVALID;
  }

  private String words(List<JsonNode> rows) {
    StringBuilder words = new StringBuilder();
    for (JsonNode row : rows) {
      words.append(words.isEmpty() ? ": " : "; ").append(row.path("statusCode").asText("no status"));
      row.path("errors").forEach(error ->
          words.append(' ').append(error.path("errorId").asText()).append(' ').append(error.path("message").asText()));
    }
    return settings.clean(words.toString());
  }

  /**
   * Counts the writes to a listing, so that eBay does not block it for the rest of a day. A fifth may come at once, the others
   * are spread over the day, so in any 24 hours there are no more than allowed, whatever eBay's day is; a restart costs that
   * fifth. Its last fifth is kept for taking a listing off sale.
   */
  static final class Revisions {

    private static final int MOST = 200_000;
    private static final long DAY_MILLIS = 86_400_000L;

    private final long intervalMillis;
    private final long burst;
    /** When the bucket of a listing is full again. */
    private final Map<String, Instant> full = new LinkedHashMap<>(16, 0.75f, true);

    Revisions(long perDay) {
      burst = Math.max(1, perDay / 5);
      intervalMillis = (DAY_MILLIS + perDay - burst - 1) / (perDay - burst);
    }

    /** Takes one revision of each listing, or of none; returns null, or when there will be one. */
    synchronized @Nullable Instant take(Set<String> listings, boolean zero, Instant now) {
      long most = (zero ? burst : burst - burst / 5) * intervalMillis;
      for (String listing : listings) {
        Instant after = from(listing, now).plusMillis(intervalMillis);
        if (after.isAfter(now.plusMillis(most))) {
          return after.minusMillis(most);
        }
      }
      listings.forEach(listing -> full.put(listing, from(listing, now).plusMillis(intervalMillis)));
      if (full.size() > MOST) {
        full.remove(full.keySet().iterator().next());
      }
      return null;
    }

    /** Takes back what was taken for a write that did not reach eBay. */
    synchronized void giveBack(Set<String> listings) {
      listings.forEach(listing -> full.computeIfPresent(listing, (any, until) -> until.minusMillis(intervalMillis)));
    }

    private Instant from(String listing, Instant now) {
      Instant until = full.get(listing);
      return until == null || until.isBefore(now) ? now : until;
    }
  }
}

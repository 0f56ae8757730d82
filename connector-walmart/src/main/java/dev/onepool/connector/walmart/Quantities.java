package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.connector.walmart.Inventories.Item;
import dev.onepool.connector.walmart.Inventories.Numbers;
import dev.onepool.connector.walmart.Inventories.Reading;
import dev.onepool.connector.walmart.WalmartApi.Operation;
import dev.onepool.connector.walmart.WalmartApi.Reply;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities.
 *
 * <p>Walmart wants to know what the seller <em>holds</em>, and takes off its own unshipped orders by itself. Where the engine's
 * number means what is for sale, what Walmart keeps aside is read right before the write and added. An order that the engine does
 * not know yet is offered again by that, as it is on any channel whose number means what is for sale; that is what the engine
 * charges older numbers for. The other way round nothing is added, and nothing read.
 *
 * <p>A write that Walmart took is in force for certain when its number is read back: unlike what is for sale, that number is
 * changed by writes only.
 */
final class Quantities {

  private static final String PUT = "put";
  private static final int KEPT = 10_000;
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final WalmartApi api;
  private final WalmartSettings settings;
  private final Inventories inventories;
  private final Feeds feeds;
  /** A write and a shipment must not come between each other's reading and writing. */
  private final ReentrantLock oneAtATime = new ReentrantLock();
  /** Numbers that were lowered for shipments that are not told yet. */
  private final Map<Item, Lowering> preparing = lastOnes();
  /** What shipments made of the number before them. */
  private final Map<Item, long[]> shipped = lastOnes();

  Quantities(WalmartApi api, WalmartSettings settings, Inventories inventories, Feeds feeds) {
    this.api = api;
    this.settings = settings;
    this.inventories = inventories;
    this.feeds = feeds;
  }

  private static <K, V> Map<K, V> lastOnes() {
    return Collections.synchronizedMap(new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
      }
    });
  }

  /** A write on its way: what it names, and what is to be sent. */
  record Sending(ListingId listing, Item item, long held, String attempt) {}

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    refuseMalformed(batch);
    if (batch.isEmpty()) {
      return List.of();
    }
    oneAtATime.lock();
    try {
      api.token(deadline);
      PublishResult wait = settings.feeds() ? feeds.unsettled(deadline) : null;
      return wait != null ? Collections.nCopies(batch.size(), wait) : write(batch, deadline);
    } finally {
      oneAtATime.unlock();
    }
  }

  private void refuseMalformed(List<QuantityWrite> batch) {
    if (batch.size() > settings.maxBatch()) {
      throw new IllegalArgumentException(
          "at most " + settings.maxBatch() + " listings can be written at once, were " + batch.size());
    }
    Set<ListingId> seen = new HashSet<>();
    for (QuantityWrite write : batch) {
      if (!seen.add(write.listing())) {
        throw new IllegalArgumentException("listing " + write.listing() + " stands twice in one batch");
      }
    }
  }

  private List<PublishResult> write(List<QuantityWrite> batch, Instant deadline) {
    @Nullable PublishResult[] results = new PublishResult[batch.size()];
    List<Item> items = batch.stream().map(write -> inventories.item(write.listing())).toList();
    Reading reading = settings.held() ? new Reading(Map.of(), Set.of(), null)
        : inventories.read(Inventories.skus(items), deadline);
    Map<Integer, Sending> open = new LinkedHashMap<>();
    for (int i = 0; i < results.length; i++) {
      QuantityWrite write = batch.get(i);
      results[i] = refusal(write.listing(), items.get(i), reading);
      if (results[i] == null) {
        long reserved = settings.held() ? 0 : reserved(items.get(i), reading);
        open.put(i, new Sending(write.listing(), items.get(i), Math.addExact(write.quantity(), reserved), write.attempt()));
      }
    }
    List<Sending> sendings = List.copyOf(open.values());
    List<PublishResult> answers = settings.feeds() && sendings.size() >= settings.feedThreshold()
        ? feeds.submit(sendings, deadline) : putAll(sendings, deadline);
    List<Integer> places = List.copyOf(open.keySet());
    for (int i = 0; i < answers.size(); i++) {
      results[places.get(i)] = answers.get(i);
    }
    return List.of(results);
  }

  /** Answers for what cannot or must not be sent; null if it can. */
  private @Nullable PublishResult refusal(ListingId listing, Item item, Reading reading) {
    if (item.heldByWalmart()) {
      return new PublishResult.Rejected(FailureKind.INVALID, "listing " + listing + " is sold from stock that Walmart holds");
    }
    if (item.node().equals("?") || reading.unknown().contains(item.sku())) {
      return unknownListing(listing);
    }
    if (settings.feeds() && feeds.holds(listing)) {
      return new PublishResult.Rejected(FailureKind.UNAVAILABLE, "listing " + listing + " is in a feed that Walmart has not"
          + " finished; it is written when that is done");
    }
    if (settings.held()) {
      return null;
    }
    Reply trouble = reading.trouble();
    if (!reading.known().containsKey(item.sku())) {
      return trouble != null ? trouble.asNotSent() : unknownListing(listing);
    }
    return inventories.numbers(item, reading) == null ? unknownListing(listing) : null;
  }

  private long reserved(Item item, Reading reading) {
    Numbers numbers = inventories.numbers(item, reading);
    return numbers == null ? 0 : numbers.reserved();
  }

  private static PublishResult unknownListing(ListingId listing) {
    return new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "Walmart has no stock of listing " + listing
        + " at the ship nodes that are written");
  }

  /** Updates one after another. When the thread is interrupted, what was not sent is not sent any more. */
  private List<PublishResult> putAll(List<Sending> sendings, Instant deadline) {
    List<PublishResult> results = new ArrayList<>();
    PublishResult rest = null;
    for (Sending sending : sendings) {
      if (rest != null) {
        results.add(rest);
        continue;
      }
      try {
        results.add(accepted(sending, put(sending.item(), sending.held(), deadline)));
      } catch (CancellationException interrupted) {
        results.add(new PublishResult.Unknown("interrupted while it was sent"));
        rest = new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not sent: interrupted");
      } catch (ConnectorException noToken) {
        Instant until = noToken.until();
        rest = until != null ? new PublishResult.Throttled(until)
            : new PublishResult.Rejected(noToken.kind(), String.valueOf(noToken.getMessage()));
        results.add(rest);
      }
    }
    return results;
  }

  private PublishResult accepted(Sending sending, PublishResult result) {
    // Whatever a shipment was preparing there is not there any more.
    preparing.remove(sending.item());
    String attempt = sending.attempt();
    String unique = Integer.toHexString(attempt.hashCode()) + attempt.substring(attempt.lastIndexOf('/') + 1).replace(':', '-');
    return result instanceof PublishResult.Applied ? new PublishResult.Accepted(token(PUT, sending, unique)) : result;
  }

  /** Returns {@code kind:held:unique:listing}; a listing is written once in a feed, and an attempt has its own name. */
  static String token(String kind, Sending sending, String unique) {
    return kind + ":" + sending.held() + ":" + unique + ":" + sending.listing();
  }

  /** Writes once what is held of a SKU at a node. Applied is said where Walmart took it, which is not yet in force. */
  private PublishResult put(Item item, long held, Instant deadline) {
    Reply reply = item.node().isEmpty()
        ? api.send(Operation.PUT_INVENTORY, "PUT", "/v3/inventory?sku=" + WalmartApi.encoded(item.sku()), single(item.sku(), held), deadline)
        : api.send(Operation.PUT_INVENTORY, "PUT", "/v3/inventories/" + WalmartApi.encoded(item.sku()), atNode(item, held), deadline);
    if (!reply.isAnswered()) {
      return reply.asResult();
    }
    JsonNode body = reply.body();
    JsonNode amount = body.path("quantity").path("amount");
    boolean taken = item.node().isEmpty() && body.path("sku").asText().equals(item.sku())
        && amount.isNumber() && amount.canConvertToExactIntegral() && amount.asLong() == held;
    for (JsonNode node : body.path("nodes")) {
      if (node.path("shipNode").asText().equals(item.node())) {
        // 200 is said also where a node was refused.
        String errors = WalmartApi.errors(node);
        if (!errors.isEmpty()) {
          return new PublishResult.Rejected(FailureKind.INVALID, WalmartApi.clipped("Walmart refused the quantity of SKU "
              + item.sku() + " at ship node " + item.node() + errors));
        }
        taken = node.path("status").asText().equalsIgnoreCase("Success");
      }
    }
    return taken ? new PublishResult.Applied(null) : reply.asResult();
  }

  static ObjectNode single(String sku, long held) {
    ObjectNode body = WalmartApi.JSON.createObjectNode().put("sku", sku);
    body.set("quantity", quantity(held));
    return body;
  }

  static ObjectNode quantity(long held) {
    return WalmartApi.JSON.createObjectNode().put("unit", "EACH").put("amount", held);
  }

  private static ObjectNode atNode(Item item, long held) {
    ObjectNode body = WalmartApi.JSON.createObjectNode();
    ArrayNode nodes = body.putObject("inventories").putArray("nodes");
    nodes.addObject().put("shipNode", item.node()).set("inputQty", quantity(held));
    return body;
  }

  // ---- what became of writes

  /** What Walmart took is in force when it is read back; what a feed refused is refused. */
  List<PublishResult> poll(List<String> tokens) {
    Map<String, Sent> read = new LinkedHashMap<>();
    Map<String, PublishResult> results = new LinkedHashMap<>();
    for (String token : tokens) {
      Sent sent = Sent.parse(token);
      PublishResult fate = sent == null ? new PublishResult.Accepted(token)
          : sent.kind().equals(PUT) ? null : feeds.poll(token, sent.unique(), sent.listing());
      if (fate != null) {
        results.put(token, fate);
      } else if (sent != null) {
        read.put(token, sent);
      }
    }
    if (!read.isEmpty()) {
      List<Item> items = read.values().stream().map(sent -> inventories.item(sent.listing())).toList();
      Reading reading = inventories.read(Inventories.skus(items), api.patience());
      Reply trouble = reading.trouble();
      if (reading.known().isEmpty() && trouble != null) {
        trouble.orThrow();
      }
      read.forEach((token, sent) -> results.put(token, inForce(inventories.item(sent.listing()), sent.held(), reading)
          ? new PublishResult.Applied(null) : new PublishResult.Accepted(token)));
    }
    return tokens.stream().map(results::get).toList();
  }

  private boolean inForce(Item item, long held, Reading reading) {
    Numbers numbers = inventories.numbers(item, reading);
    long[] change = shipped.get(item);
    return numbers != null
        && (numbers.input() == held || change != null && change[0] == held && change[1] == numbers.input());
  }

  /** What a token tells of a write. */
  private record Sent(String kind, long held, String unique, ListingId listing) {

    static @Nullable Sent parse(String token) {
      String[] parts = token.split(":", 4);
      return parts.length == 4 && parts[1].matches("\\d{1,18}")
          ? new Sent(parts[0], Long.parseLong(parts[1]), parts[2], ListingId.of(parts[3])) : null;
    }
  }

  // ---- shipments

  /**
   * A number that a shipment is preparing.
   *
   * @param id of the shipment
   * @param before what was told to be held
   * @param after what is to be
   */
  private record Lowering(String id, long before, long after) {}

  /**
   * Ships so that what is for sale never rises by it. Walmart takes shipped units off what it keeps aside; nobody says whether it
   * takes them off what the seller holds, too. So that number is lowered before, is seen to be in force, and is written once more
   * after: both ways round the same is for sale then as before, and less in between.
   *
   * @param id names the shipment; while its lower number is not in force, it has to be told again later
   */
  PublishResult around(String id, Map<Item, Long> units, Supplier<PublishResult> ship, Instant deadline) {
    oneAtATime.lock();
    try {
      PublishResult wait = settings.feeds() ? feeds.unsettled(deadline) : null;
      boolean fed = wait == null && settings.feeds()
          && units.keySet().stream().anyMatch(item -> feeds.holds(inventories.listing(item.sku(), item.node())));
      if (wait != null || fed) {
        return wait != null ? wait : new PublishResult.Throttled(api.now().plus(LOOK_AGAIN));
      }
      PublishResult notReady = prepare(id, units, deadline);
      if (notReady != null) {
        return notReady;
      }
      PublishResult result = ship.get();
      finish(units.keySet(), result, deadline);
      return result;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Lowers what is held; returns null when that is in force everywhere, and otherwise what to say. */
  private @Nullable PublishResult prepare(String id, Map<Item, Long> units, Instant deadline) {
    Reading reading = inventories.read(Inventories.skus(units.keySet()), deadline);
    Reply trouble = reading.trouble();
    if (trouble != null) {
      return trouble.asNotSent();
    }
    for (Map.Entry<Item, Long> entry : units.entrySet()) {
      Item item = entry.getKey();
      Numbers numbers = inventories.numbers(item, reading);
      Lowering known = preparing.get(item);
      // Of a listing that is gone nothing is for sale.
      if (numbers != null && (known == null || !known.id().equals(id) || known.after() != numbers.input())) {
        long before = numbers.input();
        Lowering lowering = known != null && known.id().equals(id) && known.before() == before ? known
            : new Lowering(id, before, Math.max(0, before - entry.getValue()));
        PublishResult put = put(item, lowering.after(), deadline);
        if (!(put instanceof PublishResult.Applied)) {
          return notShipped(put);
        }
        preparing.put(item, lowering);
      }
    }
    Reading now = inventories.read(Inventories.skus(units.keySet()), deadline);
    boolean inForce = units.keySet().stream().allMatch(item -> {
      Numbers numbers = inventories.numbers(item, now);
      Lowering lowering = preparing.get(item);
      return lowering == null || numbers != null && numbers.input() == lowering.after();
    });
    return inForce ? null : new PublishResult.Throttled(api.now().plus(LOOK_AGAIN));
  }

  /**
   * What was refused is put back. A number that could not be is too low, which does no harm; the next write mends it. Where nobody
   * knows, the lower number stays ready for when the shipment is told again.
   */
  private void finish(Set<Item> items, PublishResult result, Instant deadline) {
    boolean refused = result instanceof PublishResult.Rejected || result instanceof PublishResult.Throttled;
    boolean unknown = result instanceof PublishResult.Unknown;
    for (Item item : items) {
      Lowering lowering = unknown ? preparing.get(item) : preparing.remove(item);
      if (lowering != null) {
        put(item, refused ? lowering.before() : lowering.after(), deadline);
      }
      if (lowering != null && !refused) {
        long[] earlier = shipped.get(item);
        long first = earlier != null && earlier[1] == lowering.before() ? earlier[0] : lowering.before();
        shipped.put(item, new long[] {first, lowering.after()});
      }
    }
  }

  private static PublishResult notShipped(PublishResult put) {
    if (put instanceof PublishResult.Throttled) {
      return put;
    }
    String why = put instanceof PublishResult.Rejected refused ? refused.message() : ((PublishResult.Unknown) put).message();
    return new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not shipped, because the quantity could not be lowered first: " + why);
  }
}

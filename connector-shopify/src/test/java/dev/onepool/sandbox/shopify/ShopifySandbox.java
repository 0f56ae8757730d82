package dev.onepool.sandbox.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A Shopify shop in this process. Connectors reach it by HTTP on a loopback address with {@link #settings()}; buyers and the
 * shop's staff by these methods. Time is that of the clock it is given. Thread-safe.
 */
public final class ShopifySandbox implements AutoCloseable {

  /** The shop's domain. */
  public static final String SHOP = "sandbox.myshopify.com";

  private static final long LOCATION = 124_656_943;
  private static final long OTHER_LOCATION = 124_656_944;
  private static final int MOST_DELIVERIES = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Shop shop;
  private final TokenDesk tokens;
  private final ShopSchema schema;
  private final ShopFront front;
  private final List<Map<String, @Nullable Object>> subscriptions = new ArrayList<>();
  private final List<Notification> deliveries = new ArrayList<>();
  private long deliveryCount;

  /**
   * What a listing's books say.
   *
   * @param sold units ordered since the sandbox began
   * @param cancelled of these, taken off before they were shipped
   * @param shown what buyers can buy now; fewer than none where staff oversold
   */
  public record Book(long sold, long cancelled, long shown) {}

  /** A GraphQL call and its answer. */
  public record Exchange(String operation, String query, Map<String, Object> variables, Map<String, @Nullable Object> answer) {}

  private ShopifySandbox(Clock clock, Duration orderLag, long capacity, double restore) {
    shop = new Shop(clock, this::tell);
    shop.lag = orderLag;
    shop.places.put(LOCATION, new Shop.Place(LOCATION, "Warehouse", true, false));
    shop.places.put(OTHER_LOCATION, new Shop.Place(OTHER_LOCATION, "Street shop", true, false));
    tokens = new TokenDesk(clock);
    schema = new ShopSchema(shop, subscriptions);
    front = new ShopFront(shop, schema, new ShopPoints(clock, capacity, restore), tokens);
  }

  /** Opens a shop with a large plan's points, whose orders are found at once. */
  public static ShopifySandbox open(Clock clock) {
    return open(clock, Duration.ZERO);
  }

  /** Opens a shop with a large plan's points, whose orders are found this long after they change. */
  public static ShopifySandbox open(Clock clock, Duration orderLag) {
    return open(clock, orderLag, 20_000, 1_000);
  }

  /**
   * Opens a shop.
   *
   * @param orderLag how long after a change the order search finds it
   * @param capacity how many points a call can find at most
   * @param restore how many come back each second
   */
  public static ShopifySandbox open(Clock clock, Duration orderLag, long capacity, double restore) {
    return new ShopifySandbox(clock, orderLag, capacity, restore);
  }

  /** Returns settings with which the connector reaches the shop. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("shop", SHOP);
    settings.put("endpoint", front.endpoint());
    settings.put("location-id", Long.toString(LOCATION));
    settings.put("client-id", TokenDesk.CLIENT_ID);
    settings.put("client-secret", TokenDesk.CLIENT_SECRET);
    return settings;
  }

  /** Returns settings of an app whose refresh token is replaced at each use. */
  public Map<String, String> rotatingSettings() {
    Map<String, String> settings = settings();
    settings.put("refresh-token", TokenDesk.FIRST_REFRESH);
    return settings;
  }

  // ---- the shop

  /** Puts an item on sale. */
  public ListingId list(String sku, long available) {
    return ListingId.of(Long.toString(shop.item(sku, LOCATION, available).id));
  }

  /** Changes what buyers can buy, as staff would. */
  public void edit(ListingId listing, long available) {
    synchronized (shop) {
      shop.set(item(listing), LOCATION, available);
    }
  }

  /** Returns what buyers can buy. */
  public long shown(ListingId listing) {
    return shop.available(item(listing).id, LOCATION);
  }

  /** Returns how many writes of calls were applied to a listing. */
  public long effects(ListingId listing) {
    return item(listing).effects;
  }

  /** Returns the books of every listing. */
  public Map<ListingId, Book> books() {
    synchronized (shop) {
      Map<ListingId, Book> books = new LinkedHashMap<>();
      shop.items.values().forEach(item -> books.put(ListingId.of(Long.toString(item.id)),
          new Book(item.sold, item.cancelled, item.available.getOrDefault(LOCATION, 0L))));
      return books;
    }
  }

  /** Makes a listing one that cannot be written: a bundle, or an item that is not stocked at the location. */
  public void spoil(ListingId listing, boolean bundle) {
    synchronized (shop) {
      item(listing).bundle = bundle;
      if (!bundle) {
        item(listing).available.remove(LOCATION);
      }
    }
  }

  // ---- buyers and staff

  /** Buys units of listings; empty if not all of them are on sale, and then nothing is bought. */
  public Optional<OrderId> buy(Map<ListingId, Long> units) {
    List<Shop.Wish> wishes = units.entrySet().stream()
        .map(entry -> new Shop.Wish(Long.valueOf(entry.getKey().value()), null, entry.getValue())).toList();
    return Optional.ofNullable(shop.place(wishes, LOCATION, shop.now(), true)).map(ShopifySandbox::id);
  }

  /** Places an order as staff would: also where there are too few units, or none of such a listing. */
  public OrderId place(Instant at, List<Map.Entry<ListingId, Long>> lines) {
    List<Shop.Wish> wishes = lines.stream().map(line -> wish(line.getKey(), line.getValue())).toList();
    return id(Objects.requireNonNull(shop.place(wishes, LOCATION, at, false)));
  }

  /** Places an order of a line without an item; without a code, too, if there is none. */
  public OrderId placeCustom(@Nullable String sku, long units) {
    return id(Objects.requireNonNull(
        shop.place(List.of(new Shop.Wish(null, sku, units)), LOCATION, shop.now(), false)));
  }

  /** Adds nothing to ship: places an order of this listing and of a tip. */
  public OrderId placeWithTip(ListingId listing, long units) {
    return id(Objects.requireNonNull(shop.place(
        List.of(wish(listing, units), new Shop.Wish(null, null, 1, false)), LOCATION, shop.now(), false)));
  }

  private Shop.Wish wish(ListingId listing, long units) {
    long item = Long.parseLong(listing.value());
    return shop.items.containsKey(item) ? new Shop.Wish(item, null, units) : new Shop.Wish(null, "GONE-" + listing, units);
  }

  /** Cancels units before they are shipped; without restocking they do not come back on sale. */
  public void cancel(OrderId order, int line, long units, boolean restock) {
    shop.remove(order(order), line, units, restock ? "CANCEL" : "NO_RESTOCK");
  }

  /** Cancels a whole order. */
  public void cancel(OrderId order, boolean restock) {
    shop.cancel(order(order), restock);
  }

  /** Cancels a whole order that nobody paid; no refund tells of it. Shopify's documents leave open whether one does. */
  public void cancelUnpaid(OrderId order) {
    shop.cancelUnpaid(order(order));
  }

  /** Edits a line to this many units, without a refund. */
  public void editLine(OrderId order, int line, long units) {
    ShopOrder one = order(order);
    long current = one.lines.get(line).quantity - one.lines.get(line).removed;
    if (units < current) {
      shop.remove(one, line, current - units, null);
    } else if (units > current) {
      shop.add(one, line, units - current);
    }
  }

  /** Ships units. */
  public void ship(OrderId order, int line, long units) {
    shop.ship(order(order), line, units);
  }

  /** Takes a shipment back. */
  public void unship(OrderId order, int line, long units) {
    shop.unship(order(order), line, units);
  }

  /** Receives shipped units back; gives as many of another listing in exchange, if one is named. */
  public void receive(OrderId order, int line, long units, @Nullable ListingId exchange) {
    shop.receive(order(order), line, units, exchange == null ? null : wish(exchange, units));
  }

  /** Refunds shipped units; with restocking they are on sale again. */
  public void refund(OrderId order, int line, long units, boolean restock) {
    shop.refundShipped(order(order), line, units, restock ? "RETURN" : "NO_RESTOCK");
  }

  /** Lets the other location ship the order. */
  public void moveAway(OrderId order) {
    shop.move(order(order), OTHER_LOCATION);
  }

  /** Lets the other location ship some units of a line. */
  public void moveAway(OrderId order, int line, long units) {
    shop.split(order(order), line, units, OTHER_LOCATION);
  }

  /** Tells the order's lines in another order, and that it has changed. */
  public void shuffle(OrderId order) {
    ShopOrder one = order(order);
    one.reversed = !one.reversed;
    shop.touch(one, "orders/updated");
  }

  /** Tells an order so that it cannot be: its first line twice. */
  public void spoil(OrderId order) {
    ShopOrder one = order(order);
    one.lines.add(one.lines.get(0));
    shop.touch(one, "orders/updated");
  }

  /** Says of an order that it is a test, was not confirmed, or came from elsewhere. */
  public void mark(OrderId order, boolean test, boolean confirmed, String source) {
    ShopOrder one = order(order);
    one.test = test;
    one.confirmed = confirmed;
    one.source = source;
  }

  /** Returns the units of a line that are shipped. */
  public long shipped(OrderId order, int line) {
    return order(order).lines.get(line).fulfilled;
  }

  /** Returns the units of a line that were taken off before they were shipped. */
  public long cancelled(OrderId order, int line) {
    return order(order).lines.get(line).cancelled;
  }

  /** Returns the identifier of a line. */
  public String lineId(OrderId order, int line) {
    return Long.toString(order(order).lines.get(line).id);
  }

  /** Returns the identifiers of the shop's locations. */
  public Set<String> locations() {
    return Set.of(Long.toString(LOCATION), Long.toString(OTHER_LOCATION));
  }

  // ---- calls

  /** Makes the next call of this operation go wrong; {@code token} is the question for an access token. */
  public void fault(String operation, Fault fault) {
    front.fault(operation, fault);
  }

  /** Refuses calls of this operation for want of points until then. */
  public void throttle(String operation, Instant until) {
    front.throttle(operation, until);
  }

  /** Refuses bad items from now on without saying which they are. */
  public void namesNoItems() {
    synchronized (shop) {
      schema.writes.namesItems = false;
    }
  }

  /** Does something after each call that is executed, before its answer is sent. */
  public void afterEachCall(Runnable action) {
    front.afterEachCall = action;
  }

  /** Applies the writes that {@link Fault#HELD} held back. */
  public void applyHeld() {
    front.applyHeld();
  }

  /** Returns how many calls of this operation have come. */
  public long calls(String operation) {
    return front.calls(operation);
  }

  /** Returns how many calls have come. */
  public long calls() {
    return front.calls();
  }

  /** Returns the GraphQL calls that were executed, with their answers; the first 300. */
  public List<Exchange> exchanges() {
    return front.exchanges();
  }

  /** Accepts a fixed token, as that of a custom app. */
  public void acceptToken(String token) {
    tokens.fix(token);
  }

  /** Stops accepting the access tokens issued so far. */
  public void expireTokens() {
    tokens.expire();
  }

  /** Stops accepting the app altogether. */
  public void revoke() {
    tokens.revoke();
  }

  /** Returns every token that was ever issued. */
  public Set<String> secrets() {
    return tokens.issued();
  }

  // ---- webhooks

  /** Forgets all subscriptions. */
  public void dropSubscriptions() {
    synchronized (shop) {
      subscriptions.clear();
    }
  }

  /** Returns the topics that are subscribed to, as the Admin API names them. */
  public List<String> subscribed() {
    synchronized (shop) {
      return subscriptions.stream().map(one -> String.valueOf(one.get("topic"))).toList();
    }
  }

  /** Returns what was sent to subscribers since this was asked last, in the order it happened. */
  public List<Notification> deliveries() {
    synchronized (shop) {
      List<Notification> sent = List.copyOf(deliveries);
      deliveries.clear();
      return sent;
    }
  }

  /** Returns the genuine notification that an order has changed. */
  public Notification notification(OrderId order) {
    synchronized (shop) {
      return signed("orders/updated", json(shop.body(order(order))), TokenDesk.CLIENT_SECRET, SHOP, shop.clock.instant());
    }
  }

  /** Returns a notification of any content, signed with any secret. */
  public Notification signed(String topic, byte[] body, String secret, String domain, Instant triggered) {
    synchronized (shop) {
      deliveryCount++;
      Map<String, List<String>> headers = new TreeMap<>();
      headers.put("X-Shopify-Topic", List.of(topic));
      headers.put("X-Shopify-Hmac-Sha256", List.of(sign(secret, body)));
      headers.put("X-Shopify-Shop-Domain", List.of(domain));
      headers.put("X-Shopify-API-Version", List.of(ShopFront.VERSION));
      headers.put("X-Shopify-Webhook-Id", List.of("00000000-0000-4000-8000-" + String.format(Locale.ROOT, "%012d", deliveryCount)));
      headers.put("X-Shopify-Triggered-At", List.of(triggered.toString()));
      return new Notification(headers, body, shop.clock.instant());
    }
  }

  private void tell(String topic, Map<String, Object> body) {
    synchronized (shop) {
      String name = topic.toUpperCase(Locale.ROOT).replace('/', '_');
      boolean wanted = subscriptions.stream().anyMatch(one -> name.equals(one.get("topic")));
      if (wanted && deliveries.size() < MOST_DELIVERIES) {
        deliveries.add(signed(topic, json(body), TokenDesk.CLIENT_SECRET, SHOP, shop.clock.instant()));
      }
    }
  }

  private static byte[] json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body that is no JSON", e);
    }
  }

  private static String sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private Shop.Item item(ListingId listing) {
    Shop.Item item = shop.items.get(Long.parseLong(listing.value()));
    if (item == null) {
      throw new IllegalArgumentException("no listing " + listing);
    }
    return item;
  }

  private ShopOrder order(OrderId order) {
    ShopOrder found = shop.orders.get(Long.parseLong(order.value()));
    if (found == null) {
      throw new IllegalArgumentException("no order " + order);
    }
    return found;
  }

  private static OrderId id(ShopOrder order) {
    return OrderId.of(Long.toString(order.id));
  }

  /** Ends the sandbox. Closing twice does nothing. */
  @Override
  public void close() {
    front.close();
  }
}

package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.spi.Notification;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
import dev.onepool.testkit.contract.LocalServer;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One seller's account on a local eBay. Thread-safe. It answers on a loopback address, and its buyers, its warehouse and its
 * troubles are moved by the methods here.
 */
public final class EbaySandbox implements AutoCloseable {

  /** The seller's immutable user id. */
  public static final String SELLER = Hooks.USER;
  /** Where notifications are sent. */
  public static final String ADDRESS = Hooks.ADDRESS;
  /** The destination's id. */
  public static final String DESTINATION = Hooks.DESTINATION;

  private final Clock clock;
  private final SandboxItems items;
  private final SandboxOrders orders;
  private final Hooks hooks = new Hooks();
  private final Login login;
  private final LocalServer protocol;
  private final Map<Call, Trouble> troubles = new EnumMap<>(Call.class);
  private final Map<Call, Instant> throttles = new EnumMap<>(Call.class);
  private final Map<Call, Long> calls = new EnumMap<>(Call.class);
  private final List<String> refused = new ArrayList<>();
  private @Nullable Consumer<Exchange> recorder;
  private @Nullable Runnable between;
  private boolean restores = true;
  private long parcels;

  private EbaySandbox(Clock clock) {
    this.clock = clock;
    items = new SandboxItems(clock);
    orders = new SandboxOrders(clock);
    login = new Login(clock);
    protocol = new LocalServer("ebay-sandbox", new FrontDesk());
  }

  /** Opens an empty account that runs on this clock. */
  public static EbaySandbox open(Clock clock) {
    return new EbaySandbox(clock);
  }

  /** Returns settings by which the connector reaches this account. */
  public Map<String, String> settings() {
    return login.settings(protocol.address());
  }

  /** Returns the token that is registered with {@link #ADDRESS}. */
  public static String verificationToken() {
    return Login.verificationToken();
  }

  /** Returns what must never be seen: the secrets and all tokens issued so far. */
  public synchronized Set<String> secrets() {
    return login.secrets();
  }

  // ---- how the marketplace behaves

  /** Shows orders, and changes to them, this long after they happened, with the times when they happened. */
  public synchronized EbaySandbox orderDelay(Duration delay) {
    orders.delay = delay;
    return this;
  }

  /** Gives offers that are listed from now on a number of their own, or not. */
  public synchronized EbaySandbox offersLimit(boolean limit) {
    items.offersLimit = limit;
    return this;
  }

  /** Refuses calls that write several SKUs, as eBay's text says, or takes them. */
  public synchronized EbaySandbox oneSkuOnly(boolean only) {
    items.oneSkuOnly = only;
    return this;
  }

  /** Tells numbers lowered by sales, or as they were written. */
  public synchronized EbaySandbox readsFollowSales(boolean follow) {
    items.readsFollowSales = follow;
    return this;
  }

  /** Puts cancelled units back on display, or does not. */
  public synchronized EbaySandbox restoresOnCancel(boolean does) {
    restores = does;
    return this;
  }

  /** Gives each call and its answer to this; for judges. */
  public synchronized EbaySandbox recorder(Consumer<Exchange> to) {
    recorder = to;
    return this;
  }

  /** Does this after each answer about orders: what happens between two pages. */
  public synchronized EbaySandbox betweenPages(@Nullable Runnable happening) {
    between = happening;
    return this;
  }

  // ---- listings

  /** Puts a SKU on sale. */
  public synchronized void list(String sku, long units) {
    items.add(sku, units);
  }

  /** Shows a SKU as a variation of another's listing. */
  public synchronized void vary(String sku, String listingOf) {
    items.known(sku).listing = items.known(listingOf).listing;
  }

  /** Takes a SKU's offer off the site, or publishes it. */
  public synchronized void publish(String sku, boolean published) {
    items.known(sku).published = published;
  }

  /** Changes what a SKU shows, as on eBay's own pages. */
  public synchronized void edit(String sku, long units) {
    SandboxItems.Item item = items.known(sku);
    item.quantity = units;
    item.available = item.available == null ? null : Long.valueOf(units);
  }

  /** Limits a SKU's offer; null for no limit. */
  public synchronized void limit(String sku, @Nullable Long units) {
    items.known(sku).available = units;
  }

  /** Returns what buyers can buy of a SKU. */
  public synchronized long shows(String sku) {
    return items.known(sku).shown();
  }

  /** Returns how many writes were applied to a SKU. */
  public synchronized long effects(String sku) {
    return items.known(sku).effects;
  }

  /** Returns how often a SKU's listing was revised today. */
  public synchronized int revisions(String sku) {
    return items.revisions(sku);
  }

  /** Makes the next write to the SKU meet somebody else's. */
  public synchronized void lock(String sku) {
    items.lock(sku);
  }

  /** Makes the next write to the SKU change its item and not its offer. */
  public synchronized void halve(String sku) {
    items.halve(sku);
  }

  // ---- buyers and warehouse

  /**
   * A buyer buys, if as much is shown.
   *
   * @return the order's number; null if it was not there to buy
   */
  public synchronized @Nullable String buy(String sku, long units) {
    return items.known(sku).shown() < units ? null : place(clock.instant(), "PAID", List.of(Map.entry(sku, units)));
  }

  /** A buyer commits to buy, and the payment fails: what is shown is lower, and there is never an order. */
  public synchronized void buyAndNeverPay(String sku, long units) {
    items.known(sku).sell(units);
  }

  /**
   * Places an order whatever is shown, and lowers what is shown by what it sells.
   *
   * @param placedAt when it was placed
   * @param payment eBay's word for the payment
   * @param lines units by SKU, in order; a SKU that begins with a question mark is told without one
   */
  public synchronized String place(Instant placedAt, String payment, List<Map.Entry<String, Long>> lines) {
    String id = orders.nextId();
    List<SandboxOrder.Line> sold = new ArrayList<>();
    for (Map.Entry<String, Long> sale : lines) {
      SandboxItems.Item item = items.find(sale.getKey());
      if (item != null) {
        item.sell(sale.getValue());
      }
      sold.add(new SandboxOrder.Line("1" + id.replace("-", "") + sold.size(), sale.getKey().startsWith("?") ? null : sale.getKey(),
          item == null ? "110999999999" : item.listing, sale.getValue(), 0, false));
    }
    orders.add(new SandboxOrder(id, placedAt, placedAt, placedAt.plus(orders.delay), payment, false, sold));
    return id;
  }

  /** Pays an order, or lets its payment fail; units of a failed one come back as cancelled ones do. */
  public synchronized void pay(String order, String payment) {
    SandboxOrder changed = orders.change(order, old -> old.paid(payment));
    if (payment.equals("FAILED")) {
      restore(changed);
    }
  }

  /** Cancels an order. */
  public synchronized void cancel(String order) {
    restore(orders.change(order, SandboxOrder::asCancelled));
  }

  private void restore(SandboxOrder order) {
    for (SandboxOrder.Line line : order.lines()) {
      SandboxItems.Item item = line.sku() == null ? null : items.find(line.sku());
      if (restores && item != null) {
        item.sell(line.shipped() - line.ordered());
      }
    }
  }

  /** Ships units of a line. */
  public synchronized void ship(String order, int line, long units) {
    orders.ship(order, orders.newest(order).lines().get(line).id(), units, "USPS", "OWN" + parcels++);
  }

  /** Gives the buyer money back for a line. */
  public synchronized void refund(String order, int line) {
    orders.change(order, old -> {
      SandboxOrder.Line one = old.lines().get(line);
      return old.with(new SandboxOrder.Line(one.id(), one.sku(), one.item(), one.ordered(), one.shipped(), true))
          .paid("PARTIALLY_REFUNDED");
    });
  }

  /** Tells an order's lines in another order. */
  public synchronized void shuffle(String order) {
    orders.change(order, SandboxOrder::reversed);
  }

  /** Tells an order so that it cannot be: its first line twice. */
  public synchronized void spoil(String order) {
    orders.change(order, SandboxOrder::spoiled);
  }

  // ---- books

  /**
   * What happened to one SKU, by the marketplace's own books.
   *
   * @param shown what buyers can buy now
   * @param sold units ordered, cancelled ones included
   * @param cancelled of these
   */
  public record Units(long shown, long sold, long cancelled) {}

  /** Returns the books of all SKUs. */
  public synchronized Map<String, Units> books() {
    Map<String, Units> books = new TreeMap<>();
    items.all().forEach(item -> books.put(item.sku, new Units(item.shown(), 0, 0)));
    for (SandboxOrder order : orders.all()) {
      for (int i = 0; i < order.lines().size(); i++) {
        SandboxOrder.Line line = order.lines().get(i);
        long off = order.payment().equals("FAILED") ? line.ordered() - line.shipped() : order.cancelled(i);
        if (line.sku() != null) {
          books.computeIfPresent(line.sku(), (sku, units) ->
              new Units(units.shown(), units.sold() + line.ordered(), units.cancelled() + off));
        }
      }
    }
    return books;
  }

  /** Returns an order as it is now. */
  public synchronized SandboxOrder order(String id) {
    return orders.newest(id);
  }

  /** Returns what was refused and why, one line each. */
  public synchronized List<String> refusals() {
    return List.copyOf(refused);
  }

  /** Returns how many calls of this kind came. */
  public synchronized long calls(Call call) {
    return calls.getOrDefault(call, 0L);
  }

  /** Returns how many calls came. */
  public synchronized long calls() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  // ---- bad luck

  /** Makes the next call of this kind go wrong. */
  public synchronized void trouble(Call call, Trouble trouble) {
    troubles.put(call, trouble);
  }

  /** Refuses calls of this kind for so long, as too many. */
  public synchronized void throttle(Call call, Duration time) {
    throttles.put(call, clock.instant().plus(time));
  }

  /** Stops accepting the access tokens issued so far. */
  public synchronized void expireTokens() {
    login.expire();
  }

  /** The seller takes the consent back. */
  public synchronized void revoke() {
    login.revoke();
  }

  /** Takes the scopes away, or gives them back; tokens stay good. */
  public synchronized void takeScopes(boolean taken) {
    login.scopeTaken = taken;
  }

  // ---- notifications

  /** Returns a signed ORDER_CONFIRMATION of the order for this user. */
  public synchronized Notification confirmation(String order, String user) {
    return signed("ORDER_CONFIRMATION", Hooks.confirmation(orders.newest(order), user));
  }

  /** Returns a signed ORDER_CANCELLATION_ACTIVITY of the order. */
  public synchronized Notification cancellation(String order) {
    return signed("ORDER_CANCELLATION_ACTIVITY", Hooks.cancellation(orders.newest(order), clock.instant()));
  }

  /** Returns a signed ORDER_RETURN_ACTIVITY of the order. */
  public synchronized Notification returned(String order) {
    return signed("ORDER_RETURN_ACTIVITY", Hooks.returned(orders.newest(order), clock.instant()));
  }

  /** Returns a signed notification of another topic. */
  public synchronized Notification signed(String topic, ObjectNode data) {
    return signed(hooks.notification(topic, clock.instant(), data).toString());
  }

  /** Returns any text, signed. */
  public synchronized Notification signed(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return sent(hooks.signature(body), body);
  }

  /** Returns a notification that names eBay's key and is signed by another. */
  public synchronized Notification forged(String order) {
    byte[] body = hooks.notification("ORDER_CONFIRMATION", clock.instant(), Hooks.confirmation(orders.newest(order), SELLER))
        .toString().getBytes(StandardCharsets.UTF_8);
    return sent(hooks.forged(body), body);
  }

  private Notification sent(String signature, byte[] body) {
    return new Notification(Map.of("x-ebay-signature", List.of(signature), "content-type", List.of("application/json")), body,
        clock.instant());
  }

  /** Signs with a new key from now on. */
  public synchronized void rotateKey() {
    hooks.rotate();
  }

  /** Drops the subscriptions. */
  public synchronized void dropSubscriptions() {
    hooks.drop();
  }

  /** Disables a subscription. */
  public synchronized void disable(String topic) {
    hooks.disable(topic);
  }

  /** Marks the destination down, as after failed deliveries. */
  public synchronized void markDown() {
    hooks.markDown();
  }

  /** Offers a topic no longer. */
  public synchronized void withdraw(String topic) {
    hooks.withdraw(topic);
  }

  /** Returns the topics that are subscribed to. */
  public synchronized Set<String> subscribed() {
    return hooks.subscribed();
  }

  /** Returns eBay's word for how the destination is. */
  public synchronized String destinationStatus() {
    return hooks.destinationStatus();
  }

  @Override
  public void close() {
    protocol.close();
  }

  // ---- the desk

  private final class FrontDesk implements LocalServer.Desk {

    @Override
    public Call kind(String method, String path, String query) {
      return Request.kind(method, path);
    }

    @Override
    public @Nullable Trouble arrive(Call call) {
      synchronized (EbaySandbox.this) {
        calls.merge(call, 1L, Long::sum);
        return throttled(call) ? null : troubles.remove(call);
      }
    }

    private boolean throttled(Call call) {
      Instant until = throttles.get(call);
      return until != null && clock.instant().isBefore(until);
    }

    @Override
    public LocalServer.Answer broken() {
      return error(500, 25001, "API_INVENTORY", "A system error has occurred.");
    }

    @Override
    public void record(Exchange exchange) {
      Consumer<Exchange> to;
      Runnable then;
      synchronized (EbaySandbox.this) {
        to = recorder;
        then = Request.kind(exchange.method(), exchange.path()) == Call.ORDERS ? between : null;
      }
      if (to != null) {
        to.accept(exchange);
      }
      if (then != null) {
        then.run();
      }
    }

    @Override
    public LocalServer.Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body) {
      synchronized (EbaySandbox.this) {
        try {
          Request request = Request.of(method, path, query, headers, body);
          if (path.equals("/identity/v1/oauth2/token")) {
            return login.token(request);
          }
          if (throttled(Request.kind(method, path))) {
            throw new Refusal(429, 2001, "ACCESS", "Too many requests.");
          }
          return operation(request);
        } catch (Refusal refusal) {
          refused.add(method + " " + path + ": " + refusal.status + " " + refusal.error + " " + refusal.getMessage());
          return error(refusal.status, refusal.error, refusal.domain, refusal.getMessage());
        } catch (RuntimeException broken) {
          refused.add(method + " " + path + ": " + broken);
          return error(500, 25001, "API_INVENTORY", "the sandbox broke: " + broken);
        }
      }
    }

    private LocalServer.Answer operation(Request request) {
      String path = request.path();
      login.authorise(request, !path.matches(".*/(destination|public_key|topic)(/.*)?"), path.startsWith("/commerce/"));
      String call = request.method() + " " + path.replaceFirst("^/(sell|commerce)/", "");
      if (call.startsWith("GET fulfillment/v1/order/") && call.endsWith("/shipping_fulfillment")) {
        return done(200, orders.parcels(request));
      }
      if (call.startsWith("POST fulfillment/v1/order/") && call.endsWith("/shipping_fulfillment")) {
        return nothing(201, () -> orders.confirm(request));
      }
      if (call.startsWith("POST notification/v1/subscription/") && call.endsWith("/enable")) {
        return nothing(204, () -> hooks.enable(request));
      }
      // What is left has at most one name behind it.
      return plain(call.replaceFirst("(public_key|destination|topic)/[^/]+$", "$1/"), request);
    }

    private LocalServer.Answer plain(String call, Request request) {
      return switch (call) {
        case "POST inventory/v1/bulk_update_price_quantity" -> rows(items.write(request));
        case "POST inventory/v1/bulk_get_inventory_item" -> rows(items.items(request));
        case "GET inventory/v1/inventory_item" -> done(200, items.page(request));
        case "GET inventory/v1/offer" -> done(200, items.offers(request));
        case "GET inventory/v1/location" -> done(200, items.locations(request));
        case "GET fulfillment/v1/order" -> done(200, orders.search(request));
        case "GET notification/v1/public_key/" -> done(200, hooks.key(request));
        case "GET notification/v1/destination/" -> done(200, hooks.destination(request));
        case "PUT notification/v1/destination/" -> nothing(204, () -> hooks.change(request));
        case "GET notification/v1/topic/" -> done(200, hooks.topic(request));
        case "GET notification/v1/subscription" -> done(200, hooks.subscriptions(request));
        case "POST notification/v1/subscription" -> nothing(201, () -> hooks.subscribe(request));
        default -> throw new Refusal(404, 2002, "ACCESS", "no operation " + call);
      };
    }

    /** A mixture of good and bad rows is told by the status, too. */
    private LocalServer.Answer rows(ObjectNode body) {
      boolean good = true;
      for (var row : body.path("responses")) {
        good &= row.path("statusCode").asInt() == 200;
      }
      return done(good ? 200 : 207, body);
    }

    private LocalServer.Answer done(int status, ObjectNode body) {
      return new LocalServer.Answer(status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private LocalServer.Answer nothing(int status, Runnable work) {
      work.run();
      return new LocalServer.Answer(status, new byte[0]);
    }

    private LocalServer.Answer error(int status, int error, String domain, String message) {
      ObjectNode body = Request.JSON.createObjectNode();
      body.putArray("errors").addObject().put("errorId", error).put("domain", domain)
          .put("category", status >= 500 ? "APPLICATION" : "REQUEST").put("message", message);
      return done(status, body);
    }
  }
}

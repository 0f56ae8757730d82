package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One seller's account on a local Walmart. Thread-safe. It answers on a loopback address, and its buyers, its warehouse and its
 * troubles are moved by the methods here.
 */
public final class WalmartSandbox implements AutoCloseable {

  /** The seller of this account. */
  public static final String PARTNER = "100009";
  /** The ship node that every account has. */
  public static final String NODE = "100009";

  private final Clock clock;
  private final Limits limits;
  private final SandboxStock stock;
  private final SandboxOrders orders;
  private final SandboxReturns returns;
  private final SandboxFeeds feeds;
  private final Login login;
  private final LocalServer protocol;
  private final SandboxAccount account;
  private final Map<Call, Trouble> troubles = new EnumMap<>(Call.class);
  private final Map<Call, Instant> throttles = new EnumMap<>(Call.class);
  private final Map<Call, Long> calls = new EnumMap<>(Call.class);
  private final List<String> refused = new ArrayList<>();
  private @Nullable Consumer<Exchange> recorder;
  private long messages;

  private WalmartSandbox(Clock clock) {
    this.clock = clock;
    limits = new Limits(clock);
    stock = new SandboxStock(clock);
    orders = new SandboxOrders(clock, stock);
    returns = new SandboxReturns(clock);
    feeds = new SandboxFeeds(clock, stock);
    login = new Login(clock);
    account = new SandboxAccount(limits, feeds);
    protocol = new LocalServer("walmart-sandbox", new FrontDesk());
  }

  /** Opens an empty account that runs on this clock. */
  public static WalmartSandbox open(Clock clock) {
    return new WalmartSandbox(clock);
  }

  /** Returns settings by which the connector reaches this account. */
  public Map<String, String> settings() {
    return login.settings(protocol.address());
  }

  /** Returns the secret that notifications are signed with. */
  public String webhookSecret() {
    return Login.WEBHOOK_SECRET;
  }

  /** Returns what must never be seen: the secrets and all tokens issued so far. */
  public synchronized Set<String> secrets() {
    return login.secrets();
  }

  // ---- how the marketplace behaves

  /** Applies writes this long after they were taken. */
  public synchronized WalmartSandbox writeDelay(Duration delay) {
    stock.writeDelay = delay;
    return this;
  }

  /** Shows orders, and changes to them, this long after they happened, with the times when they happened. */
  public synchronized WalmartSandbox orderDelay(Duration delay) {
    orders.delay = delay;
    return this;
  }

  /** Works on feeds this long after they were submitted. */
  public synchronized WalmartSandbox feedDelay(Duration delay) {
    feeds.delay = delay;
    return this;
  }

  /** Allows so many feeds an hour, and says so in the partner profile. */
  public synchronized WalmartSandbox feedLimit(int feedsAnHour) {
    limits.feeds = feedsAnHour;
    return this;
  }

  /** Takes feeds up to this size only. */
  public synchronized WalmartSandbox largestFeed(long bytes) {
    feeds.largest = bytes;
    return this;
  }

  /** Answers for the SKU named FAILS in feeds with this status. */
  public synchronized WalmartSandbox failing(String status) {
    feeds.failing = status;
    return this;
  }

  /** Takes shipped units off what the seller holds, too; nobody says whether Walmart does. */
  public synchronized WalmartSandbox lowersInput(boolean lowers) {
    orders.lowersInput = lowers;
    return this;
  }

  /** Answers with pages of at most so many listings, orders and returns. */
  public synchronized WalmartSandbox pages(int mostListings, int mostOrders) {
    stock.page = mostListings;
    orders.page = mostOrders;
    returns.page = mostOrders;
    return this;
  }

  /** Gives each call and its answer to this; for judges. */
  public synchronized WalmartSandbox recorder(Consumer<Exchange> to) {
    recorder = to;
    return this;
  }

  // ---- listings

  /** Puts a SKU on sale at the usual ship node. */
  public synchronized void list(String sku, long units) {
    stock.add(sku, NODE, units);
  }

  /** Puts a SKU on sale at a ship node. */
  public synchronized void list(String sku, String node, long units) {
    stock.add(sku, node, units);
  }

  /** Puts a SKU on sale from stock that Walmart holds. */
  public synchronized void listHeld(String sku, long units) {
    stock.hold(sku, units);
  }

  /** Lets a SKU show this, as on Walmart's own pages. */
  public synchronized void edit(String sku, long units) {
    SandboxStock.Entry entry = stock.known(sku, NODE);
    entry.input = units + entry.reserved;
  }

  /** Returns what buyers can buy of a SKU at the usual ship node. */
  public synchronized long shows(String sku) {
    return shows(sku, NODE);
  }

  /** Returns what buyers can buy of a SKU at a ship node. */
  public synchronized long shows(String sku, String node) {
    feeds.settle();
    return stock.known(sku, node).available();
  }

  /** Returns what the seller is said to hold of a SKU. */
  public synchronized long input(String sku) {
    feeds.settle();
    return stock.known(sku, NODE).input;
  }

  /** Returns how many writes were applied to a SKU; 0 if the seller does not ship it. */
  public synchronized long effects(String sku) {
    feeds.settle();
    SandboxStock.Entry entry = stock.find(sku, NODE);
    return entry == null ? 0 : entry.effects;
  }

  // ---- buyers and warehouse

  /**
   * A buyer buys, if as much is shown.
   *
   * @return the order's number; null if it was not there to buy
   */
  public synchronized @Nullable String buy(String sku, long units) {
    return shows(sku) < units ? null : place(clock.instant(), false, NODE, List.of(Map.entry(sku, units)));
  }

  /**
   * Places an order whatever is shown.
   *
   * @param placedAt when it was placed
   * @param replacement whether it replaces another, and leaves what is shown alone
   * @param node the ship node
   * @param sales units by SKU, in order; a SKU that begins with a question mark is told without one
   */
  public synchronized String place(Instant placedAt, boolean replacement, String node, List<Map.Entry<String, Long>> sales) {
    feeds.settle();
    List<SandboxOrder.Line> lines = new ArrayList<>();
    for (Map.Entry<String, Long> sale : sales) {
      String sku = sale.getKey().startsWith("?") ? null : sale.getKey();
      SandboxStock.Entry entry = sku == null || replacement ? null : stock.find(sku, node);
      if (entry != null) {
        entry.reserved += sale.getValue();
      }
      lines.add(new SandboxOrder.Line(
          Integer.toString(lines.size() + 1), sku, sale.getValue(), 0, 0, false, false, List.of(), placedAt));
    }
    String id = orders.nextId();
    orders.add(new SandboxOrder(id, "528" + id, placedAt, placedAt, placedAt.plus(orders.delay), replacement, node, false, lines));
    return id;
  }

  /** The buyer asks to cancel; the seller decides. */
  public synchronized void wantCancel(String order) {
    Instant now = clock.instant();
    orders.add(orders.newest(order).wantsCancel(now, now.plus(orders.delay)));
  }

  /** Cancels units of a line that were not shipped; they are for sale again. */
  public synchronized void cancel(String order, int line, long units) {
    Instant now = clock.instant();
    orders.change(order, line, old -> old.cancelled(units, now));
  }

  /** Ships units of a line, as on Walmart's own pages. */
  public synchronized void ship(String order, int line, long units) {
    Instant now = clock.instant();
    orders.change(order, line, old -> old.shipped("parcel-" + old.parcels().size(), units, now));
  }

  /** What was shipped of a line arrives. */
  public synchronized void deliver(String order, int line) {
    Instant now = clock.instant();
    orders.change(order, line, old -> old.delivered(now));
  }

  /** Gives the buyer the money for shipped units. */
  public synchronized void refund(String order, int line, long units) {
    Instant now = clock.instant();
    orders.change(order, line, old -> old.refunded(units, now));
  }

  /** The buyer sends units back; {@code status} is INITIATED, DELIVERED or COMPLETED. */
  public synchronized void giveBack(String order, int line, long units, String status, boolean kept) {
    SandboxOrder whole = orders.newest(order);
    returns.add(whole, whole.lines().get(line), units, status, kept);
  }

  /** Tells the lines of an order in another order from now on. */
  public synchronized void shuffle(String order) {
    orders.shuffle(order);
  }

  /** Tells an order so that it cannot be: its first line twice. */
  public synchronized void spoil(String order) {
    orders.spoil(order);
  }

  // ---- books

  /**
   * What happened to one SKU, by the marketplace's own books.
   *
   * @param shown what buyers can buy now
   * @param sold units ordered, cancelled ones included
   * @param cancelled of these
   * @param shipped of these
   */
  public record Units(long shown, long sold, long cancelled, long shipped) {}

  /** Returns the books of all SKUs at the usual ship node. */
  public synchronized Map<String, Units> books() {
    feeds.settle();
    Map<String, Units> books = new TreeMap<>();
    stock.all().forEach((sku, nodes) -> {
      if (nodes.containsKey(NODE)) {
        books.put(sku, new Units(nodes.get(NODE).available(), 0, 0, 0));
      }
    });
    for (SandboxOrder order : orders.all()) {
      for (SandboxOrder.Line line : order.lines()) {
        if (line.sku() != null) {
          books.computeIfPresent(line.sku(), (sku, units) -> new Units(units.shown(), units.sold() + line.ordered(),
              units.cancelled() + line.cancelled(), units.shipped() + line.shipped()));
        }
      }
    }
    return books;
  }

  /** Returns an order as it is now. */
  public synchronized SandboxOrder order(String id) {
    return orders.newest(id);
  }

  /** Returns how often an order was acknowledged. */
  public synchronized long acknowledged(String id) {
    return orders.acknowledged(id);
  }

  /** Returns the rows of all feeds, as they were submitted. */
  public synchronized List<JsonNode> feedDocuments() {
    return List.copyOf(feeds.documents());
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

  /** Refuses calls of this kind for so long, as too many; returns when they are taken again. */
  public synchronized Instant throttle(Call call, Duration time) {
    Instant until = clock.instant().plus(time);
    throttles.put(call, until);
    return until;
  }

  /** Stops accepting the access tokens issued so far. */
  public synchronized void expireTokens() {
    login.expire();
  }

  /** The keys are deleted. */
  public synchronized void revoke() {
    login.revoke();
  }

  /** Takes the keys' permissions away, or gives them back; tokens stay good. */
  public synchronized void takeScope(boolean taken) {
    login.scopeTaken = taken;
  }

  /** Forgets the subscriptions to notifications. */
  public synchronized void dropSubscriptions() {
    account.subscriptions.clear();
  }

  // ---- notifications

  /** Returns the text of an ORDER_UPDATES of an order, for this seller or another; a new one on every call. */
  public synchronized String notification(String order, String partner) {
    ObjectNode message = Request.JSON.createObjectNode();
    message.putObject("source").put("eventType", "ORDER_UPDATES").put("eventTime", clock.instant().toString())
        .put("eventId", "2f0c7a3e-0000-4000-8000-" + (100_000_000_000L + messages++));
    ObjectNode payload = message.putObject("payload").put("partnerId", partner);
    payload.putObject("meta").put("subEventType", "PO_CREATED");
    payload.putObject("order").put("purchaseOrderId", order);
    return message.toString();
  }

  @Override
  public void close() {
    protocol.close();
  }

  // ---- the desk

  private final class FrontDesk implements LocalServer.Desk {

    @Override
    public Call kind(String method, String path, String query) {
      if (path.equals("/v3/token")) {
        return Call.TOKEN;
      }
      if (method.equals("PUT") && path.startsWith("/v3/inventor") || method.equals("POST") && path.equals("/v3/feeds")) {
        return Call.WRITE;
      }
      if (path.startsWith("/v3/inventories")) {
        return path.equals("/v3/inventories") ? Call.LISTINGS : Call.READ;
      }
      return path.startsWith("/v3/returns") ? Call.ORDERS
          : !path.startsWith("/v3/orders") ? Call.OTHER : method.equals("POST") ? Call.ACTION : Call.ORDERS;
    }

    @Override
    public @Nullable Trouble arrive(Call call) {
      synchronized (WalmartSandbox.this) {
        calls.merge(call, 1L, Long::sum);
        return throttled(call) != null ? null : troubles.remove(call);
      }
    }

    private @Nullable Instant throttled(Call call) {
      Instant until = throttles.get(call);
      return until != null && clock.instant().isBefore(until) ? until : null;
    }

    @Override
    public LocalServer.Answer broken() {
      return new LocalServer.Answer(500, "{\"error\":[{\"code\":\"SYSTEM_ERROR.GMP_GATEWAY_API\",\"description\":\"Internal error\"}]}"
          .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void record(Exchange exchange) {
      Consumer<Exchange> to;
      synchronized (WalmartSandbox.this) {
        to = recorder;
      }
      if (to != null) {
        to.accept(exchange);
      }
    }

    @Override
    public LocalServer.Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body) {
      synchronized (WalmartSandbox.this) {
        feeds.settle();
        stock.settle();
        Map<String, String> told = new HashMap<>();
        try {
          Request request = Request.of(method, path, query, headers, body);
          if (path.equals("/v3/token")) {
            return login.token(request);
          }
          String operation = Routes.operation(method, path);
          Instant until = throttled(kind(method, path, query));
          boolean over = until == null && !limits.take(operation);
          told.put("x-current-token-count", Long.toString(until == null ? limits.left(operation) : 0));
          told.put("x-next-replenish-time", Long.toString((until == null ? limits.replenished(operation) : until).toEpochMilli()));
          if (until != null || over) {
            throw new Refusal(429, "REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API", "too many calls of " + operation);
          }
          login.authorise(request);
          return new LocalServer.Answer(200, Routes.dispatch(operation, request, WalmartSandbox.this).toString()
              .getBytes(StandardCharsets.UTF_8), told);
        } catch (Refusal refusal) {
          refused.add(method + " " + path + ": " + refusal.status + " " + refusal.getMessage());
          return error(refusal, told);
        } catch (RuntimeException broken) {
          refused.add(method + " " + path + ": " + broken);
          return error(new Refusal(500, "SYSTEM_ERROR.GMP_SANDBOX_API", "the sandbox broke: " + broken), told);
        }
      }
    }

    /** The gateway writes "error", services write "errors". */
    private LocalServer.Answer error(Refusal refusal, Map<String, String> headers) {
      ObjectNode body = Request.JSON.createObjectNode();
      body.putArray(refusal.code.contains("GATEWAY") ? "error" : "errors").addObject().put("code", refusal.code)
          .put("field", "").put("description", refusal.getMessage()).put("info", refusal.getMessage()).put("severity", "ERROR")
          .put("category", "DATA");
      return new LocalServer.Answer(refusal.status, body.toString().getBytes(StandardCharsets.UTF_8), headers);
    }
  }

  SandboxStock stockDesk() {
    return stock;
  }

  SandboxOrders orderDesk() {
    return orders;
  }

  SandboxReturns returnDesk() {
    return returns;
  }

  SandboxFeeds feedDesk() {
    return feeds;
  }

  SandboxAccount accountDesk() {
    return account;
  }
}

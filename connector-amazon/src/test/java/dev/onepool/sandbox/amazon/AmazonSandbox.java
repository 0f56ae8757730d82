package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One seller's account on a local Amazon. Thread-safe. It answers on a loopback address, and its buyers, its warehouse and its
 * troubles are moved by the methods here.
 */
public final class AmazonSandbox implements AutoCloseable {

  /** The seller of this account. */
  public static final String SELLER = "A3TH9S8BH6GOGM";
  /** The marketplace: amazon.com. */
  public static final String MARKETPLACE = "ATVPDKIKX0DER";
  /** The application that is authorised. */
  public static final String APPLICATION = "amzn1.sp.solution.sandbox";
  /** The subscription to notifications. */
  public static final String SUBSCRIPTION = "subscription-of-the-sandbox";

  private final Clock clock;
  private final Limits limits;
  private final SandboxListings listings;
  private final SandboxOrders orders;
  private final SandboxFeeds feeds;
  private final SandboxFba fba;
  private final Protocol protocol;
  private final Login login;
  private final Map<Call, Trouble> troubles = new EnumMap<>(Call.class);
  private final Map<Call, Instant> throttles = new EnumMap<>(Call.class);
  private final Map<Call, Long> calls = new EnumMap<>(Call.class);
  private final Map<String, Long> operations = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private @Nullable Consumer<Exchange> recorder;
  private @Nullable Consumer<String> messages;
  private boolean subscribed = true;
  private boolean tellsRates = true;
  private long numbers;

  private AmazonSandbox(Clock clock) {
    this.clock = clock;
    limits = new Limits(clock);
    login = new Login(clock);
    listings = new SandboxListings(clock, MARKETPLACE);
    orders = new SandboxOrders(clock, MARKETPLACE);
    feeds = new SandboxFeeds(clock, listings, SELLER);
    fba = new SandboxFba(clock, MARKETPLACE);
    protocol = new Protocol(new FrontDesk());
  }

  /** Opens an empty account that runs on this clock. */
  public static AmazonSandbox open(Clock clock) {
    return new AmazonSandbox(clock);
  }

  /** Returns settings by which the connector reaches this account. */
  public Map<String, String> settings() {
    return login.settings(protocol.address());
  }

  /** Returns what must never be seen: the secrets and all tokens issued so far. */
  public synchronized Set<String> secrets() {
    return login.secrets();
  }

  // ---- how the marketplace behaves

  /** Applies updates this long after they were taken. */
  public synchronized AmazonSandbox writeDelay(Duration delay) {
    return writeDelay(sku -> delay);
  }

  /** Applies updates of a SKU this long after they were taken; asked for each. */
  public synchronized AmazonSandbox writeDelay(Function<String, Duration> delay) {
    listings.writeDelay = delay;
    return this;
  }

  /** Shows orders, and changes to them, this long after they happened, with the times when they happened. */
  public synchronized AmazonSandbox orderDelay(Duration delay) {
    orders.delay = delay;
    return this;
  }

  /** Works on feeds this long after they were submitted. */
  public synchronized AmazonSandbox feedDelay(Duration delay) {
    feeds.delay = delay;
    return this;
  }

  /** Answers readings with what was true this long ago. */
  public synchronized AmazonSandbox staleReads(Duration age) {
    listings.stale(age);
    return this;
  }

  /** Answers with pages of at most so many listings and orders. */
  public synchronized AmazonSandbox pages(int mostListings, int mostOrders) {
    listings.page(mostListings);
    orders.page(mostOrders);
    return this;
  }

  /** Tells the rate in force in answers or, as Amazon often does, not. */
  public synchronized AmazonSandbox tellsRates(boolean tells) {
    tellsRates = tells;
    return this;
  }

  /** Gives each call and its answer to this; for judges. */
  public synchronized AmazonSandbox recorder(Consumer<Exchange> to) {
    recorder = to;
    return this;
  }

  /** Gives notifications of what happens, as Amazon writes them, to this. They are given by the thread that makes it happen. */
  public synchronized AmazonSandbox notifications(Consumer<String> to) {
    messages = to;
    return this;
  }

  // ---- listings

  /** Puts a SKU on sale that the seller ships. */
  public synchronized void list(String sku, long units) {
    listings.add(sku, false, units);
  }

  /** Puts a SKU on sale that Amazon ships from stock that it holds. */
  public synchronized void listHeld(String sku, long units) {
    listings.add(sku, true, 0);
    fba.of(sku).available = units;
  }

  /** Sets what else Amazon holds of a SKU. */
  public synchronized void held(String sku, long reserved, long inbound, long unsellable) {
    SandboxFba.Stock stock = fba.of(sku);
    stock.reserved = reserved;
    stock.inbound = inbound;
    stock.unsellable = unsellable;
  }

  /** Returns the units of a SKU that Amazon holds and could ship. */
  public synchronized long heldAvailable(String sku) {
    return fba.of(sku).available;
  }

  /** Changes what a SKU shows, as on Amazon's own pages. */
  public synchronized void edit(String sku, long units) {
    listings.settle();
    listings.show(sku, units);
  }

  /** Returns what buyers can buy of a SKU from the seller. */
  public synchronized long shows(String sku) {
    settle();
    return listings.known(sku).quantity();
  }

  /** Returns how many writes were applied to a SKU. */
  public synchronized long effects(String sku) {
    settle();
    return listings.known(sku).effects;
  }

  /** Returns the handling time of a SKU, which a careless write loses; null if it was lost. */
  public synchronized @Nullable Long leadTime(String sku) {
    return listings.known(sku).leadTime;
  }

  /** Returns how many offers of stock that Amazon holds were spoiled by a write. */
  public synchronized long stranded() {
    return listings.stranded();
  }

  // ---- buyers and warehouse

  /**
   * A buyer buys, if as much is shown.
   *
   * @return the order's number; null if it was not there to buy
   */
  public @Nullable String buy(String sku, long units) {
    SandboxOrder order;
    synchronized (this) {
      settle();
      if (listings.known(sku).quantity() < units) {
        return null;
      }
      order = place(clock.instant(), clock.instant().plus(orders.delay), false, false, Map.of(sku, units));
    }
    tell(order);
    return order.id();
  }

  /**
   * Places an order whatever is shown, and lowers what is shown by what it sells.
   *
   * @param placedAt when it was placed
   * @param pending whether the buyer has not paid yet
   * @param replacement whether it replaces another, and leaves what is shown alone
   * @param lines units by SKU, in order; a SKU that begins with a question mark is told without one
   */
  public String place(Instant placedAt, boolean pending, boolean replacement, List<Map.Entry<String, Long>> lines) {
    SandboxOrder order;
    synchronized (this) {
      settle();
      Instant visible = placedAt.plus(orders.delay);
      order = place(placedAt, visible, pending, replacement, lines);
    }
    tell(order);
    return order.id();
  }

  private SandboxOrder place(Instant at, Instant visible, boolean pending, boolean replacement, Map<String, Long> lines) {
    return place(at, visible, pending, replacement, List.copyOf(lines.entrySet()));
  }

  private SandboxOrder place(
      Instant at, Instant visible, boolean pending, boolean replacement, List<Map.Entry<String, Long>> sales) {
    String id = orders.nextId();
    List<SandboxOrder.Line> lines = new ArrayList<>();
    for (Map.Entry<String, Long> sale : sales) {
      String sku = sale.getKey();
      if (!replacement && listings.find(sku) != null) {
        listings.show(sku, Math.max(0, listings.known(sku).quantity() - sale.getValue()));
      }
      lines.add(new SandboxOrder.Line(
          id.replace("-", "") + lines.size(), sku.startsWith("?") ? null : sku, sale.getValue(), 0, 0));
    }
    SandboxOrder order = new SandboxOrder(id, at, at, visible, pending, replacement, lines);
    orders.add(order);
    return order;
  }

  /** Cancels units of a line that were not shipped; Amazon puts them back on display. */
  public void cancel(String order, int line, long units) {
    SandboxOrder changed;
    synchronized (this) {
      settle();
      SandboxOrder.Line old = orders.newest(order).lines().get(line);
      changed = orders.change(order,
          new SandboxOrder.Line(old.id(), old.sku(), old.ordered(), old.cancelled() + units, old.shipped()));
      if (old.sku() != null && listings.find(old.sku()) != null) {
        listings.show(old.sku(), listings.known(old.sku()).quantity() + units);
      }
    }
    tell(changed);
  }

  /** Ships units of a line. */
  public void ship(String order, int line, long units) {
    SandboxOrder changed;
    synchronized (this) {
      settle();
      SandboxOrder.Line old = orders.newest(order).lines().get(line);
      changed = orders.change(order,
          new SandboxOrder.Line(old.id(), old.sku(), old.ordered(), old.cancelled(), old.shipped() + units));
    }
    tell(changed);
  }

  /** Ships or, if it cannot be, gives up a shipment that Amazon was asked for. */
  public synchronized void fulfil(String id, boolean possible) {
    fba.work(id, possible);
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

  /** Returns the books of all SKUs that the seller ships. */
  public synchronized Map<String, Units> books() {
    settle();
    Map<String, Units> books = new TreeMap<>();
    listings.all().forEach(item -> {
      if (item.bySeller) {
        books.put(item.sku, new Units(item.quantity(), 0, 0, 0));
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

  /** Returns all orders as they are now. */
  public synchronized List<SandboxOrder> orders() {
    return orders.all();
  }

  /** Returns an order as it is now. */
  public synchronized SandboxOrder order(String id) {
    return orders.newest(id);
  }

  /** Returns how many shipments Amazon was given under this id, which is 1 at most. */
  public synchronized long shipments(String id) {
    return fba.created(id);
  }

  /** Returns how often Amazon was asked for a shipment of this id. */
  public synchronized long shipmentCalls(String id) {
    return fba.asked(id);
  }

  /** Returns the documents of all feeds, as they were uploaded. */
  public synchronized List<byte[]> feedDocuments() {
    return feeds.accepted();
  }

  /** Returns the processing reports of the feeds that were worked on. */
  public synchronized List<byte[]> feedReports() {
    settle();
    return feeds.reports();
  }

  /** Returns the feeds' numbers. */
  public synchronized List<String> feeds() {
    return feeds.ids();
  }

  /** Returns how many calls of each operation came, refused ones included. */
  public synchronized Map<String, Long> operations() {
    return Map.copyOf(operations);
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

  /** The seller takes the authorisation back. */
  public synchronized void revoke() {
    login.revoke();
  }

  /** Takes the application's roles away, or gives them back; tokens stay good. */
  public synchronized void takeRoles(boolean taken) {
    login.roleTaken = taken;
  }

  /** Drops the subscription to notifications. */
  public synchronized void dropSubscription() {
    subscribed = false;
  }

  // ---- notifications

  private void tell(SandboxOrder order) {
    Consumer<String> to;
    boolean on;
    synchronized (this) {
      to = messages;
      on = subscribed;
    }
    if (to != null && on) {
      to.accept(notification(order.id()));
    }
  }

  /** Returns an ORDER_CHANGE of the order as it is now. */
  public synchronized String notification(String order) {
    return Messages.orderChange(orders.newest(order), clock.instant(), "notification-" + numbers++, SELLER, APPLICATION);
  }

  /** Returns an ORDER_CHANGE for another seller. */
  public synchronized String notificationOfAnother(String order) {
    return Messages.orderChange(orders.newest(order), clock.instant(), "notification-" + numbers++, "A2ANOTHERSELLER", APPLICATION);
  }

  /** Returns a LISTINGS_ITEM_MFN_QUANTITY_CHANGE of what the SKU shows now. */
  public synchronized String quantityNotification(String sku) {
    return Messages.quantityChange(sku, listings.known(sku).quantity(), clock.instant(), "notification-" + numbers++);
  }

  /** Returns a FEED_PROCESSING_FINISHED of the feed. */
  public synchronized String feedNotification(String feed) {
    return Messages.feedFinished(feed, clock.instant(), "notification-" + numbers++);
  }

  private void settle() {
    listings.settle();
    feeds.settle();
  }

  @Override
  public void close() {
    protocol.close();
  }

  // ---- the desk

  private final class FrontDesk implements Protocol.Desk {

    @Override
    public Call kind(String method, String path, String query) {
      return Routes.kind(method, path, query);
    }

    @Override
    public @Nullable Trouble arrive(Call call) {
      synchronized (AmazonSandbox.this) {
        calls.merge(call, 1L, Long::sum);
        return throttled(call) ? null : troubles.remove(call);
      }
    }

    private boolean throttled(Call call) {
      Instant until = throttles.get(call);
      return until != null && clock.instant().isBefore(until);
    }

    @Override
    public void record(Exchange exchange) {
      Consumer<Exchange> to;
      synchronized (AmazonSandbox.this) {
        to = recorder;
      }
      if (to != null) {
        to.accept(exchange);
      }
    }

    @Override
    public Protocol.Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body) {
      synchronized (AmazonSandbox.this) {
        settle();
        try {
          Request request = Request.of(method, path, path.equals("/auth/o2/token") ? "" : query, headers, body);
          if (path.equals("/auth/o2/token")) {
            return login.token(request);
          }
          if (path.startsWith("/upload/") || path.startsWith("/download/")) {
            return document(request);
          }
          return operation(request);
        } catch (Refusal refusal) {
          refused.add(method + " " + path + ": " + refusal.status + " " + refusal.getMessage());
          return error(refusal.status, refusal.code, refusal.getMessage());
        } catch (RuntimeException broken) {
          refused.add(method + " " + path + ": " + broken);
          return error(500, "InternalFailure", "the sandbox broke: " + broken);
        }
      }
    }

    private Protocol.Answer operation(Request request) {
      String operation = Routes.operation(request);
      operations.merge(operation, 1L, Long::sum);
      if (throttled(Routes.kind(request.method(), request.path(), String.join("&", request.query().keySet()))) || !limits.take(Routes.plan(operation))) {
        return error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
      }
      login.authorise(request);
      Routes.Done done = Routes.dispatch(operation, request, AmazonSandbox.this);
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("x-amzn-RequestId", "request-" + numbers++);
      if (tellsRates) {
        headers.put("x-amzn-RateLimit-Limit", Double.toString(limits.rate(Routes.plan(operation))));
      }
      byte[] body = done.body() == null ? new byte[0] : done.body().toString().getBytes(StandardCharsets.UTF_8);
      return new Protocol.Answer(done.status(), body, headers);
    }

    private Protocol.Answer document(Request request) {
      if (request.path().startsWith("/upload/") && request.method().equals("PUT")) {
        feeds.upload(request);
        return new Protocol.Answer(200, new byte[0], Map.of());
      }
      return new Protocol.Answer(200, feeds.download(request), Map.of("Content-Type", "application/octet-stream"));
    }

    private Protocol.Answer error(int status, String code, String message) {
      ObjectNode body = Request.JSON.createObjectNode();
      body.putArray("errors").addObject().put("code", code).put("message", message).put("details", "");
      return new Protocol.Answer(status, body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }
  }

  SandboxListings listingDesk() {
    return listings;
  }

  SandboxOrders orderDesk() {
    return orders;
  }

  SandboxFeeds feedDesk() {
    return feeds;
  }

  SandboxFba fbaDesk() {
    return fba;
  }

  String address() {
    return protocol.address();
  }

  String submission() {
    return "submission-" + numbers++;
  }

  boolean subscribed() {
    return subscribed;
  }

  void subscribe() {
    subscribed = true;
  }
}

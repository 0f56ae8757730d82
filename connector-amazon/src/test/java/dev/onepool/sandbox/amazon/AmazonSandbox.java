package dev.onepool.sandbox.amazon;

import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
import dev.onepool.testkit.contract.LocalServer;
import dev.onepool.testkit.contract.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private final SandboxListings listings;
  private final SandboxOrders orders;
  private final SandboxFeeds feeds;
  private final SandboxFba fba;
  private final LocalServer protocol;
  private final FrontDesk desk;
  private @Nullable Consumer<String> messages;
  private boolean subscribed = true;
  private long numbers;

  private AmazonSandbox(Clock clock) {
    this.clock = clock;
    listings = new SandboxListings(clock, MARKETPLACE);
    orders = new SandboxOrders(clock, MARKETPLACE);
    feeds = new SandboxFeeds(clock, listings, SELLER);
    fba = new SandboxFba(clock, MARKETPLACE);
    desk = new FrontDesk(this, clock);
    protocol = new LocalServer("amazon-sandbox", desk);
  }

  /** Opens an empty account that runs on this clock. */
  public static AmazonSandbox open(Clock clock) {
    return new AmazonSandbox(clock);
  }

  /** Returns settings by which the connector reaches this account. */
  public Map<String, String> settings() {
    return desk.login.settings(protocol.address());
  }

  /** Returns what must never be seen: the secrets and all tokens issued so far. */
  public synchronized Set<String> secrets() {
    return desk.login.secrets();
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
    desk.tellsRates = tells;
    return this;
  }

  /** Gives each call and its answer to this; for judges. */
  public synchronized AmazonSandbox recorder(Consumer<Exchange> to) {
    desk.recorder = to;
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

  /** Puts a SKU on sale that the seller ships, and that was first listed then. */
  public synchronized void list(String sku, long units, Instant created) {
    listings.add(sku, false, units, created);
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

  /** Tells an order so that it cannot be: its first line twice. */
  public synchronized void spoil(String order) {
    orders.spoil(order);
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
    return Map.copyOf(desk.operations);
  }

  /** Returns what was refused and why, one line each. */
  public synchronized List<String> refusals() {
    return List.copyOf(desk.refused);
  }

  /** Returns how many calls of this kind came. */
  public synchronized long calls(Call call) {
    return desk.calls.getOrDefault(call, 0L);
  }

  /** Returns how many calls came. */
  public synchronized long calls() {
    return desk.calls.values().stream().mapToLong(Long::longValue).sum();
  }

  // ---- bad luck

  /** Makes the next call of this kind go wrong. */
  public synchronized void trouble(Call call, Trouble trouble) {
    desk.troubles.put(call, trouble);
  }

  /** Refuses calls of this kind for so long, as too many. */
  public synchronized void throttle(Call call, Duration time) {
    desk.throttles.put(call, clock.instant().plus(time));
  }

  /** Stops accepting the access tokens issued so far. */
  public synchronized void expireTokens() {
    desk.login.expire();
  }

  /** The seller takes the authorisation back. */
  public synchronized void revoke() {
    desk.login.revoke();
  }

  /** Takes the application's roles away, or gives them back; tokens stay good. */
  public synchronized void takeRoles(boolean taken) {
    desk.login.roleTaken = taken;
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
    return Messages.orderChange(orders.newest(order), clock.instant(), next("notification"), SELLER, APPLICATION);
  }

  /** Returns an ORDER_CHANGE for another seller. */
  public synchronized String notificationOfAnother(String order) {
    return Messages.orderChange(orders.newest(order), clock.instant(), next("notification"), "A2ANOTHERSELLER", APPLICATION);
  }

  /** Returns a LISTINGS_ITEM_MFN_QUANTITY_CHANGE of what the SKU shows now. */
  public synchronized String quantityNotification(String sku) {
    return Messages.quantityChange(sku, listings.known(sku).quantity(), clock.instant(), next("notification"));
  }

  /** Returns a FEED_PROCESSING_FINISHED of the feed. */
  public synchronized String feedNotification(String feed) {
    return Messages.feedFinished(feed, clock.instant(), next("notification"));
  }

  void settle() {
    listings.settle();
    feeds.settle();
  }

  @Override
  public void close() {
    protocol.close();
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

  /** Returns a name that nothing else has. */
  String next(String kind) {
    return kind + "-" + numbers++;
  }

  boolean subscribed() {
    return subscribed;
  }

  void subscribe() {
    subscribed = true;
  }
}

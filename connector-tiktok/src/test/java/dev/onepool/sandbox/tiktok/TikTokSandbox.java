package dev.onepool.sandbox.tiktok;

import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
import dev.onepool.testkit.contract.LocalServer;
import dev.onepool.testkit.contract.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One shop on a local TikTok. Thread-safe. It answers on a loopback address, and its buyers, its warehouse and its troubles are
 * moved by the methods here. Listings are named {@code product/sku}.
 */
public final class TikTokSandbox implements AutoCloseable {

  /** The shop. */
  public static final String SHOP = "7495540735365777507";
  /** The warehouse whose stock is sold. */
  public static final String WAREHOUSE = "7068517275539719942";
  /** Another warehouse of the seller's. */
  public static final String OTHER_WAREHOUSE = "7068517275539719943";
  /** A warehouse that TikTok runs. */
  public static final String FBT_WAREHOUSE = "7232382932030232001";

  final Clock clock;
  final Gate gate;
  final Shelves shelves;
  final OrderBook orders;
  final Map<Call, Trouble> troubles = new EnumMap<>(Call.class);
  final Map<Call, Instant> throttles = new EnumMap<>(Call.class);
  final Map<Call, Long> calls = new EnumMap<>(Call.class);
  final Map<String, String> webhooks = new TreeMap<>();
  final List<String> refused = new ArrayList<>();
  private final LocalServer server;
  private long notifications;
  boolean saysHowLong = true;
  @Nullable Consumer<Exchange> recorder;

  private TikTokSandbox(Clock clock) {
    this.clock = clock;
    gate = new Gate(clock);
    shelves = new Shelves(clock);
    orders = new OrderBook(clock);
    server = new LocalServer("tiktok-sandbox", new FrontDesk(this));
  }

  /** Opens an empty shop that runs on this clock. */
  public static TikTokSandbox open(Clock clock) {
    return new TikTokSandbox(clock);
  }

  /** Returns settings by which the connector reaches this shop. */
  public Map<String, String> settings() {
    return gate.settings(server.address());
  }

  /** Returns what must never be seen: the secrets and all tokens issued so far. */
  public synchronized Set<String> secrets() {
    return gate.secrets();
  }

  // ---- how the marketplace behaves

  /** Applies quantities this long after they were taken. */
  public synchronized TikTokSandbox writeDelay(Duration delay) {
    shelves.writeDelay = delay;
    return this;
  }

  /** Shows orders, and changes to them, this long after they happened, with the times when they happened. */
  public synchronized TikTokSandbox orderDelay(Duration delay) {
    orders.delay = delay;
    return this;
  }

  /** Answers with pages of at most so many products and orders. */
  public synchronized TikTokSandbox pages(int products, int mostOrders) {
    shelves.page = products;
    orders.page = mostOrders;
    return this;
  }

  /** Says in refusals for too many calls how long to wait, or not. */
  public synchronized TikTokSandbox saysHowLong(boolean says) {
    saysHowLong = says;
    return this;
  }

  /** Refuses quantities of 0, as TikTok's newest page has it. */
  public synchronized TikTokSandbox refusesZero() {
    shelves.refusesZero = true;
    return this;
  }

  /** Refuses to change the stock of one listing. */
  public synchronized void freeze(String listing) {
    shelves.frozen = shelves.known(listing).sku;
  }

  /** Gives each call and its answer to this; for judges. */
  public synchronized TikTokSandbox recorder(Consumer<Exchange> to) {
    recorder = to;
    return this;
  }

  // ---- listings

  /** Puts SKUs on sale as one product, in the warehouse that is sold; returns their listings. */
  public synchronized List<String> list(long units, String... codes) {
    return listings(shelves.add(List.of(codes), Map.of(WAREHOUSE, units)));
  }

  /** Puts a SKU on sale that two warehouses stock. */
  public synchronized String listInTwo(String code, long here, long there) {
    return listings(shelves.add(List.of(code), Map.of(WAREHOUSE, here, OTHER_WAREHOUSE, there))).get(0);
  }

  /** Puts a SKU on sale that only the other warehouse stocks. */
  public synchronized String listElsewhere(String code, long units) {
    return listings(shelves.add(List.of(code), Map.of(OTHER_WAREHOUSE, units))).get(0);
  }

  /** Puts a SKU on sale that TikTok holds and ships. */
  public synchronized String listHeld(String code, long units) {
    return listings(shelves.add(List.of(code), Map.of(FBT_WAREHOUSE, units))).get(0);
  }

  private static List<String> listings(List<Shelves.Item> items) {
    return items.stream().map(Shelves.Item::listing).toList();
  }

  /** Changes what a warehouse has for sale, as in the Seller Center. */
  public synchronized void edit(String listing, String warehouse, long units) {
    shelves.settle();
    shelves.known(listing).available.put(warehouse, units);
  }

  /** Returns what buyers can buy. */
  public synchronized long shows(String listing) {
    shelves.settle();
    return shelves.known(listing).total();
  }

  /** Returns what a warehouse has for sale. */
  public synchronized long shows(String listing, String warehouse) {
    shelves.settle();
    return shelves.known(listing).available.getOrDefault(warehouse, 0L);
  }

  /** Returns how many writes were applied. */
  public synchronized long effects(String listing) {
    shelves.settle();
    return shelves.known(listing).effects;
  }

  // ---- buyers and warehouse

  /**
   * A line of an order to place.
   *
   * @param listing what is sold; one that is not here is told all the same; null for a line that names nothing
   * @param units 1 or more
   * @param parts what a bundle is made of: listing and units; empty for all else
   */
  public record Line(@Nullable String listing, long units, Map<String, Integer> parts) {

    /** A line of a plain listing. */
    public Line(@Nullable String listing, long units) {
      this(listing, units, Map.of());
    }
  }

  /** A buyer buys, if the warehouse has as many for sale; returns the order's number, null if it has not. */
  public synchronized @Nullable String buy(String listing, long units) {
    return shows(listing, WAREHOUSE) < units ? null
        : place(clock.instant(), SandboxOrder.Kind.PAID, WAREHOUSE, new Line(listing, units));
  }

  /** Places an order whatever is shown, and lowers what is shown by what it sells. The second line of a listing is a gift. */
  public synchronized String place(Instant at, SandboxOrder.Kind kind, String warehouse, Line... lines) {
    shelves.settle();
    String id = orders.number();
    String parcel = orders.number();
    List<SandboxOrder.Unit> units = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int line = 0; line < lines.length; line++) {
      String listing = lines[line].listing();
      boolean gift = listing != null && !seen.add(listing);
      Shelves.Item item = listing == null ? null : shelves.find(listing);
      for (long unit = 0; unit < lines[line].units(); unit++) {
        units.add(new SandboxOrder.Unit(orders.number(), line, listing == null ? null : listing.split("/")[0],
            listing == null ? null : listing.split("/")[1], item == null ? "" : item.code, gift, lines[line].parts(), "", parcel, ""));
      }
      if (kind != SandboxOrder.Kind.SAMPLE && kind != SandboxOrder.Kind.REPLACEMENT) {
        commit(lines[line], warehouse, lines[line].units());
      }
    }
    orders.add(new SandboxOrder(id, at, at, at.plus(orders.delay), kind, warehouse, null, units));
    return id;
  }

  private void commit(Line line, String warehouse, long units) {
    Map<String, Integer> goods = line.parts().isEmpty() && line.listing() != null ? Map.of(line.listing(), 1) : line.parts();
    goods.forEach((listing, count) -> {
      Shelves.Item item = shelves.find(listing);
      if (item != null) {
        shelves.commit(item, warehouse, units * count);
      }
    });
  }

  /** Cancels units of a line that were not shipped; TikTok puts them back on display. */
  public synchronized void cancel(String order, int line, long units) {
    shelves.settle();
    SandboxOrder old = orders.newest(order);
    orders.change(order, units, unit -> unit.line() == line && unit.isOpen(), unit -> unit.with("CANCELLED", unit.parcel(), ""))
        .forEach(unit -> restore(old, unit));
  }

  void restore(SandboxOrder order, SandboxOrder.Unit unit) {
    if (unit.sku() != null && order.kind() != SandboxOrder.Kind.SAMPLE && order.kind() != SandboxOrder.Kind.REPLACEMENT) {
      commit(new Line(unit.product() + "/" + unit.sku(), 1, unit.parts()), order.warehouse(), -1);
    }
  }

  /** The carrier takes units of a line. */
  public synchronized void ship(String order, int line, long units) {
    orders.change(order, units, unit -> unit.line() == line && (unit.isOpen() || unit.is("AWAITING_COLLECTION")),
        unit -> unit.with("IN_TRANSIT", unit.parcel(), unit.tracking().isEmpty() ? "T" + unit.parcel() : unit.tracking()))
        .forEach(unit -> {
          Shelves.Item item = unit.sku() == null ? null : shelves.find(unit.product() + "/" + unit.sku());
          if (item != null) {
            shelves.leave(item, orders.newest(order).warehouse(), 1);
          }
        });
  }

  /** The carrier loses units on their way: TikTok cancels their parcel. */
  public synchronized void lose(String order, int line, long units) {
    orders.change(order, units, unit -> unit.line() == line && unit.is("IN_TRANSIT"),
        unit -> unit.with("CANCELLED", unit.parcel(), unit.tracking()));
  }

  /** Units come back from the buyer; nothing of them goes on sale. */
  public synchronized void giveBack(String order, int line, long units) {
    orders.giveBack(order, line, units, "RETURN_AND_REFUND");
  }

  /** The buyer gets the money and keeps the units. */
  public synchronized void refund(String order, int line, long units) {
    orders.giveBack(order, line, units, "REFUND");
  }

  /** Tells an order's units in another order. */
  public synchronized void shuffle(String order) {
    orders.reverse(order);
  }

  /** Tells an order so that it cannot be: its first unit twice. */
  public synchronized void spoil(String order) {
    orders.spoil(order);
  }

  // ---- books

  /**
   * What happened to one listing, by the marketplace's own books.
   *
   * @param shown what buyers can buy now
   * @param sold units ordered, cancelled ones included
   * @param cancelled of these
   */
  public record Units(long shown, long sold, long cancelled) {}

  /** Returns the books of all listings. */
  public synchronized Map<String, Units> books() {
    shelves.settle();
    Map<String, Units> books = new TreeMap<>();
    shelves.all().forEach(item -> books.put(item.listing(), new Units(item.total(), 0, 0)));
    for (SandboxOrder order : orders.all()) {
      for (SandboxOrder.Unit unit : order.units()) {
        books.computeIfPresent(unit.product() + "/" + unit.sku(), (listing, units) -> new Units(
            units.shown(), units.sold() + 1, units.cancelled() + (unit.is("CANCELLED") ? 1 : 0)));
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

  /** Refuses calls of this kind for so long, as too many; returns until when, null where the answers do not say. */
  public synchronized @Nullable Instant throttle(Call call, Duration time) {
    Instant until = clock.instant().plus(time);
    throttles.put(call, until);
    return saysHowLong ? until : null;
  }

  /** Stops accepting the access tokens issued so far. */
  public synchronized void expireTokens() {
    gate.expire();
  }

  /** The seller takes the authorisation back. */
  public synchronized void revoke() {
    gate.revoke();
  }

  /** Takes the app's scopes away, or gives them back; tokens stay good. */
  public synchronized void takeScopes(boolean taken) {
    gate.scopesTaken = taken;
  }

  /** Drops the subscriptions to notifications. */
  public synchronized void dropSubscriptions() {
    webhooks.clear();
  }

  // ---- notifications

  /** A notification: its body, and the header that signs it. */
  public record Signed(String body, String authorization) {}

  /** Returns the notification of an order as it is now; a new one on every call. */
  public synchronized Signed notification(String order) {
    return notification(order, SHOP, clock.instant());
  }

  /** Returns the notification of an order, as another shop or another time would have it. */
  public synchronized Signed notification(String order, String shop, Instant sent) {
    SandboxOrder now = orders.newest(order);
    String state = now.status().equals("CANCELLED") ? "CANCEL" : now.status();
    return signed("{\"type\":1,\"tts_notification_id\":\"" + (7_380_066_284_010_030_000L + ++notifications) + "\",\"shop_id\":\""
        + shop + "\",\"timestamp\":" + sent.getEpochSecond() + ",\"data\":{\"is_on_hold_order\":"
        + (now.kind() == SandboxOrder.Kind.ON_HOLD) + ",\"order_id\":\"" + order + "\",\"order_status\":\"" + state
        + "\",\"update_time\":" + now.updatedAt().getEpochSecond() + "}}");
  }

  /** Signs a body as the shop would. */
  public Signed signed(String body) {
    return new Signed(body, Gate.signed(Gate.APP_SECRET, body));
  }

  /** Signs a body with another secret. */
  public Signed wronglySigned(String body) {
    return new Signed(body, Gate.signed("not-the-secret-of-the-sandbox", body));
  }

  @Override
  public void close() {
    server.close();
  }
}

package dev.onepool.connector.walmart;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.walmart.SandboxOrder;
import dev.onepool.sandbox.walmart.WalmartSandbox;
import dev.onepool.spi.Notification;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Feature;
import dev.onepool.testkit.contract.Forgery;
import dev.onepool.testkit.contract.RemoteSide;
import dev.onepool.testkit.contract.Sale;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sandbox as the kit drives it. */
final class WalmartRemote implements RemoteSide {

  static final String WEBHOOK = "https://shop.example/walmart?from=walmart";
  private static final int PAGE = 3;

  private final ManualClock clock;
  private final WalmartSandbox walmart;

  WalmartRemote(ManualClock clock) {
    this.clock = clock;
    walmart = WalmartSandbox.open(clock).feedDelay(Duration.ZERO).pages(PAGE, PAGE);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(walmart.settings());
    settings.put("visibility-delay", "PT30M");
    settings.put("max-write-delay", "PT1H");
    settings.put("put-batch", "20");
    settings.put("feed.threshold", "20");
    settings.put("feed.size", "40");
    settings.put("notifications.url", WEBHOOK);
    settings.put("notifications.secret", walmart.webhookSecret());
    return settings;
  }

  @Override
  public Map<String, String> wrongSettings() {
    return Map.of("endpoint", "https://example.com", "ship-nodes", "one two", "quantity-meaning", "net", "orders.overlap", "soon",
        "acknowledge-after", "late", "wfs.inventory", "all", "tracking-url", "parcel", "notifications.url", "http://example.com",
        "notifications.header", "two words");
  }

  @Override
  public Set<String> secrets() {
    return walmart.secrets();
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.SILENCE, Feature.TOKENS, Feature.LATE_WRITES, Feature.LATE_ORDERS, Feature.SHUFFLED_LINES,
        Feature.PARTIAL_CANCELS, Feature.PARTIAL_SHIPMENTS, Feature.RETURNS, Feature.REFUNDS, Feature.REPLACEMENTS,
        Feature.NAMELESS_LINES, Feature.BROKEN_ORDERS, Feature.NOTIFICATIONS, Feature.SUBSCRIPTIONS, Feature.ACKNOWLEDGE, Feature.SHIP,
        Feature.CANCEL, Feature.HELD_STOCK, Feature.LOCATIONS);
  }

  @Override
  public ListingId list(String sellerCode, long units) {
    walmart.list(sellerCode, units);
    return ListingId.of(sellerCode);
  }

  @Override
  public ListingId listHeld(String sellerCode, long available) {
    walmart.listHeld(sellerCode, available);
    return ListingId.of("wfs:" + sellerCode);
  }

  @Override
  public ListingId unknownListing() {
    return ListingId.of("NO-SUCH-SKU");
  }

  @Override
  public void edit(ListingId listing, long units) {
    walmart.edit(listing.value(), units);
  }

  @Override
  public long shows(ListingId listing) {
    return walmart.shows(listing.value());
  }

  @Override
  public long effects(ListingId listing) {
    return walmart.effects(listing.value().replaceFirst("^wfs:", ""));
  }

  @Override
  public int listingPage() {
    return PAGE;
  }

  @Override
  public void applyLate(Duration delay) {
    walmart.writeDelay(delay);
  }

  @Override
  public void trouble(Call call, Trouble trouble) {
    walmart.trouble(call, trouble);
  }

  @Override
  public Instant throttle(Call call, Duration time) {
    return walmart.throttle(call, time);
  }

  @Override
  public void expireTokens() {
    walmart.expireTokens();
  }

  @Override
  public void revoke() {
    walmart.revoke();
  }

  @Override
  public long calls(Call call) {
    return walmart.calls(call);
  }

  @Override
  public long calls() {
    return walmart.calls();
  }

  // ---- orders

  @Override
  public OrderId place(Sale... lines) {
    return place(clock.instant(), lines);
  }

  @Override
  public OrderId placeBehind(Duration age, Sale... lines) {
    return place(clock.instant().minus(age), lines);
  }

  private OrderId place(Instant at, Sale... lines) {
    boolean replacement = lines[0].kind() == Sale.Kind.REPLACEMENT;
    return OrderId.of(walmart.place(at, replacement, WalmartSandbox.NODE,
        Arrays.stream(lines).map(sale -> Map.entry(sale.listing().value(), sale.units())).toList()));
  }

  @Override
  public OrderId placeNameless(long units) {
    return OrderId.of(walmart.place(clock.instant(), false, WalmartSandbox.NODE, List.of(Map.entry("?", units))));
  }

  @Override
  public void cancel(OrderId order, int line, long units) {
    walmart.cancel(order.value(), line, units);
  }

  @Override
  public void ship(OrderId order, int line, long units) {
    walmart.ship(order.value(), line, units);
  }

  @Override
  public void giveBack(OrderId order, int line, long units) {
    walmart.giveBack(order.value(), line, units, "DELIVERED", false);
  }

  @Override
  public void refund(OrderId order, int line, long units) {
    walmart.refund(order.value(), line, units);
  }

  @Override
  public void shuffleLines(OrderId order) {
    walmart.shuffle(order.value());
  }

  @Override
  public void spoil(OrderId order) {
    walmart.spoil(order.value());
  }

  @Override
  public long shipped(OrderId order, int line) {
    return line(order, line).shipped();
  }

  @Override
  public long cancelled(OrderId order, int line) {
    return line(order, line).cancelled();
  }

  @Override
  public long acknowledged(OrderId order) {
    return walmart.acknowledged(order.value());
  }

  private SandboxOrder.Line line(OrderId order, int line) {
    return walmart.order(order.value()).lines().get(line);
  }

  @Override
  public OrderId unknownOrder() {
    return OrderId.of("9999999999999");
  }

  @Override
  public int orderPage() {
    return PAGE;
  }

  /** The connector leaves two minutes for the clocks. */
  @Override
  public Duration orderLag() {
    return Duration.ofMinutes(2);
  }

  // ---- the rest

  @Override
  public Notification notification(OrderId order) {
    return Signed.plain(walmart.notification(order.value(), WalmartSandbox.PARTNER), walmart.webhookSecret(), clock.instant());
  }

  @Override
  public @Nullable Notification forged(OrderId order, Forgery how) {
    String genuine = walmart.notification(order.value(), WalmartSandbox.PARTNER);
    String secret = walmart.webhookSecret();
    Instant now = clock.instant();
    return switch (how) {
      case UNSIGNED -> new Notification(Map.of(), genuine.getBytes(StandardCharsets.UTF_8), now);
      case WRONG_SIGNATURE -> Signed.plain(genuine, "another-secret", now);
      case ALTERED -> new Notification(Signed.plain(genuine, secret, now).headers(),
          genuine.replace("ORDER", "CRDER").getBytes(StandardCharsets.UTF_8), now);
      case ANOTHER_ACCOUNT -> Signed.plain(walmart.notification(order.value(), "200018"), secret, now);
      case TOO_OLD -> Signed.inTime(genuine, secret, now.minusSeconds(60 * 8), now);
    };
  }

  @Override
  public Notification unreadable() {
    return Signed.plain("{\"source\":{\"eventType\":\"ORDER_UP", walmart.webhookSecret(), clock.instant());
  }

  @Override
  public void dropSubscriptions() {
    walmart.dropSubscriptions();
  }

  @Override
  public Set<String> locations() {
    return Set.of(WalmartSandbox.NODE, "99351656957153281");
  }

  @Override
  public void close() {
    walmart.close();
  }
}

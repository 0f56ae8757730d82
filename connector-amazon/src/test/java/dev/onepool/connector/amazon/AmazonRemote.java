package dev.onepool.connector.amazon;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.sandbox.amazon.SandboxOrder;
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
final class AmazonRemote implements RemoteSide {

  private static final Duration WRITE_LAG = Duration.ofMinutes(1);
  private static final int PAGE = 3;

  private final ManualClock clock;
  private final AmazonSandbox amazon;

  AmazonRemote(ManualClock clock) {
    this.clock = clock;
    amazon = AmazonSandbox.open(clock).writeDelay(WRITE_LAG).feedDelay(WRITE_LAG).pages(PAGE, PAGE);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(amazon.settings());
    settings.put("visibility-delay", "PT30M");
    settings.put("max-write-delay", "PT1H");
    settings.put("feed.threshold", "20");
    settings.put("feed.size", "40");
    settings.put("notifications.application-id", AmazonSandbox.APPLICATION);
    settings.put("notifications.destination-id", "destination-of-the-sandbox");
    return settings;
  }

  @Override
  public Map<String, String> wrongSettings() {
    return Map.of("region", "moon", "orders.api", "v7", "orders.overlap", "soon",
        "notifications.queue-url", "https://example.com/queue");
  }

  @Override
  public Set<String> secrets() {
    return amazon.secrets();
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.SILENCE, Feature.TOKENS, Feature.LATE_WRITES, Feature.PENDING_ORDERS, Feature.LATE_ORDERS,
        Feature.PARTIAL_CANCELS, Feature.PARTIAL_SHIPMENTS, Feature.REPLACEMENTS, Feature.NAMELESS_LINES, Feature.BROKEN_ORDERS,
        Feature.NOTIFICATIONS, Feature.SUBSCRIPTIONS, Feature.SHIP, Feature.HELD_STOCK, Feature.FULFILMENT, Feature.LOCATIONS);
  }

  @Override
  public ListingId list(String sellerCode, long units) {
    amazon.list(sellerCode, units);
    return ListingId.of(sellerCode);
  }

  @Override
  public ListingId listHeld(String sellerCode, long available) {
    amazon.listHeld(sellerCode, available);
    return ListingId.of("afn:" + sellerCode);
  }

  @Override
  public ListingId unknownListing() {
    return ListingId.of("NO-SUCH-SKU");
  }

  @Override
  public void edit(ListingId listing, long units) {
    amazon.edit(listing.value(), units);
  }

  @Override
  public long shows(ListingId listing) {
    return amazon.shows(listing.value());
  }

  @Override
  public long effects(ListingId listing) {
    return amazon.effects(listing.value().replaceFirst("^afn:", ""));
  }

  @Override
  public int listingPage() {
    return PAGE;
  }

  @Override
  public Duration writeLag() {
    return WRITE_LAG;
  }

  @Override
  public void applyLate(Duration delay) {
    amazon.writeDelay(delay);
  }

  @Override
  public void trouble(Call call, Trouble trouble) {
    amazon.trouble(call, trouble);
  }

  /** Amazon does not say how long. */
  @Override
  public @Nullable Instant throttle(Call call, Duration time) {
    amazon.throttle(call, time);
    return null;
  }

  @Override
  public void expireTokens() {
    amazon.expireTokens();
  }

  @Override
  public void revoke() {
    amazon.revoke();
  }

  @Override
  public long calls(Call call) {
    return amazon.calls(call);
  }

  @Override
  public long calls() {
    return amazon.calls();
  }

  // ---- orders

  @Override
  public OrderId place(Sale... lines) {
    return place(clock.instant(), false, lines);
  }

  @Override
  public OrderId placePending(Sale... lines) {
    return place(clock.instant(), true, lines);
  }

  @Override
  public OrderId placeBehind(Duration age, Sale... lines) {
    return place(clock.instant().minus(age), false, lines);
  }

  private OrderId place(Instant at, boolean pending, Sale... lines) {
    boolean replacement = lines[0].kind() == Sale.Kind.REPLACEMENT;
    return OrderId.of(amazon.place(at, pending, replacement, Arrays.stream(lines)
        .map(sale -> Map.entry(sale.listing().value(), sale.units())).toList()));
  }

  @Override
  public OrderId placeNameless(long units) {
    return OrderId.of(amazon.place(clock.instant(), false, false, List.of(Map.entry("?", units))));
  }

  @Override
  public void cancel(OrderId order, int line, long units) {
    amazon.cancel(order.value(), line, units);
  }

  @Override
  public void ship(OrderId order, int line, long units) {
    amazon.ship(order.value(), line, units);
  }

  @Override
  public void spoil(OrderId order) {
    amazon.spoil(order.value());
  }

  @Override
  public long shipped(OrderId order, int line) {
    return line(order, line).shipped();
  }

  @Override
  public long cancelled(OrderId order, int line) {
    return line(order, line).cancelled();
  }

  private SandboxOrder.Line line(OrderId order, int line) {
    return amazon.order(order.value()).lines().get(line);
  }

  @Override
  public OrderId unknownOrder() {
    return OrderId.of("111-9999999-9999999");
  }

  @Override
  public int orderPage() {
    return PAGE;
  }

  /** Amazon answers for what is older than two minutes only, and the connector leaves two more for the clocks. */
  @Override
  public Duration orderLag() {
    return Duration.ofMinutes(4);
  }

  // ---- the rest

  @Override
  public Notification notification(OrderId order) {
    return message(amazon.notification(order.value()));
  }

  /** Nothing is signed, so only what names another account can be told apart. */
  @Override
  public @Nullable Notification forged(OrderId order, Forgery how) {
    return how == Forgery.ANOTHER_ACCOUNT ? message(amazon.notificationOfAnother(order.value())) : null;
  }

  /** Of what cannot be read it cannot be told whether it is genuine. */
  @Override
  public @Nullable Notification unreadable() {
    return null;
  }

  private Notification message(String text) {
    return new Notification(Map.of(), text.getBytes(StandardCharsets.UTF_8), clock.instant());
  }

  @Override
  public void dropSubscriptions() {
    amazon.dropSubscription();
  }

  @Override
  public long shipments(String id) {
    return amazon.shipments(id);
  }

  @Override
  public Set<String> locations() {
    return Set.of("DEFAULT", "AMAZON");
  }

  @Override
  public void close() {
    amazon.close();
  }
}

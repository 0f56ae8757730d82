package dev.onepool.connector.ebay;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.ebay.EbaySandbox;
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
final class EbayRemote implements RemoteSide {

  private static final int PAGE = 3;
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final ManualClock clock;
  private final EbaySandbox ebay;

  EbayRemote(ManualClock clock) {
    this.clock = clock;
    ebay = EbaySandbox.open(clock);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(ebay.settings());
    settings.put("visibility-delay", "PT30M");
    settings.put("order-page-size", Integer.toString(PAGE));
    settings.put("listing-page-size", Integer.toString(PAGE));
    settings.put("seller-user-id", EbaySandbox.SELLER);
    settings.put("notifications.endpoint", EbaySandbox.ADDRESS);
    settings.put("notifications.verification-token", EbaySandbox.verificationToken());
    settings.put("notifications.destination-id", EbaySandbox.DESTINATION);
    return settings;
  }

  @Override
  public Map<String, String> wrongSettings() {
    return Map.of("environment", "moon", "endpoint", "https://example.com", "language", "English", "orders.overlap", "soon",
        "notifications.endpoint", "http://example.com", "notifications.verification-token", "too-short",
        "notifications.topics", "orders please");
  }

  @Override
  public Set<String> secrets() {
    return ebay.secrets();
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.SILENCE, Feature.TOKENS, Feature.PENDING_ORDERS, Feature.LATE_ORDERS, Feature.SHUFFLED_LINES,
        Feature.WHOLE_ORDER_CANCELS, Feature.PARTIAL_SHIPMENTS, Feature.REFUNDS, Feature.NAMELESS_LINES, Feature.BROKEN_ORDERS,
        Feature.NOTIFICATIONS, Feature.SIGNING_KEYS, Feature.SUBSCRIPTIONS, Feature.SHIP, Feature.LOCATIONS);
  }

  @Override
  public ListingId list(String sellerCode, long units) {
    ebay.list(sellerCode, units);
    return ListingId.of(sellerCode);
  }

  @Override
  public ListingId unknownListing() {
    return ListingId.of("NO-SUCH-SKU");
  }

  @Override
  public void edit(ListingId listing, long units) {
    ebay.edit(listing.value(), units);
  }

  @Override
  public long shows(ListingId listing) {
    return ebay.shows(listing.value());
  }

  @Override
  public long effects(ListingId listing) {
    return ebay.effects(listing.value());
  }

  @Override
  public int listingPage() {
    return PAGE;
  }

  @Override
  public void trouble(Call call, Trouble trouble) {
    ebay.trouble(call, trouble);
  }

  /** eBay does not say how long. */
  @Override
  public @Nullable Instant throttle(Call call, Duration time) {
    ebay.throttle(call, time);
    return null;
  }

  @Override
  public void expireTokens() {
    ebay.expireTokens();
  }

  @Override
  public void revoke() {
    ebay.revoke();
  }

  @Override
  public long calls(Call call) {
    return ebay.calls(call);
  }

  @Override
  public long calls() {
    return ebay.calls();
  }

  // ---- orders

  @Override
  public OrderId place(Sale... lines) {
    return place(clock.instant(), "PAID", lines);
  }

  @Override
  public OrderId placePending(Sale... lines) {
    return place(clock.instant(), "PENDING", lines);
  }

  @Override
  public OrderId placeBehind(Duration age, Sale... lines) {
    return place(clock.instant().minus(age), "PAID", lines);
  }

  private OrderId place(Instant at, String payment, Sale... lines) {
    return OrderId.of(ebay.place(at, payment, Arrays.stream(lines)
        .map(sale -> Map.entry(sale.listing().value(), sale.units())).toList()));
  }

  @Override
  public OrderId placeNameless(long units) {
    return OrderId.of(ebay.place(clock.instant(), "PAID", List.of(Map.entry("?", units))));
  }

  @Override
  public OrderId unknownOrder() {
    return OrderId.of("99-99999-99999");
  }

  /** eBay cancels whole orders. */
  @Override
  public void cancel(OrderId order, int line, long units) {
    ebay.cancel(order.value());
  }

  @Override
  public void ship(OrderId order, int line, long units) {
    ebay.ship(order.value(), line, units);
  }

  @Override
  public void shuffleLines(OrderId order) {
    ebay.shuffle(order.value());
  }

  @Override
  public void refund(OrderId order, int line, long units) {
    ebay.refund(order.value(), line);
  }

  @Override
  public void spoil(OrderId order) {
    ebay.spoil(order.value());
  }

  @Override
  public long shipped(OrderId order, int line) {
    return ebay.order(order.value()).lines().get(line).shipped();
  }

  @Override
  public long cancelled(OrderId order, int line) {
    return ebay.order(order.value()).cancelled(line);
  }

  @Override
  public int orderPage() {
    return PAGE;
  }

  /** A window of orders ends some time before now. */
  @Override
  public Duration orderLag() {
    return MARGIN;
  }

  // ---- the rest

  @Override
  public Notification notification(OrderId order) {
    return ebay.confirmation(order.value(), EbaySandbox.SELLER);
  }

  /** eBay's documents name no age at which a notification is refused. */
  @Override
  public @Nullable Notification forged(OrderId order, Forgery how) {
    Notification genuine = notification(order);
    return switch (how) {
      case UNSIGNED -> new Notification(Map.of(), genuine.body(), genuine.receivedAt());
      case WRONG_SIGNATURE -> ebay.forged(order.value());
      case ALTERED -> new Notification(genuine.headers(), new String(genuine.body(), StandardCharsets.UTF_8)
          .replace(order.value(), "11-00000-00666").getBytes(StandardCharsets.UTF_8), genuine.receivedAt());
      case ANOTHER_ACCOUNT -> ebay.confirmation(order.value(), "another-seller");
      case TOO_OLD -> null;
    };
  }

  @Override
  public Notification unreadable() {
    return ebay.signed("{\"metadata\":{\"topic\":\"ORDER_CONFIRM");
  }

  @Override
  public void dropSubscriptions() {
    ebay.dropSubscriptions();
  }

  @Override
  public Set<String> locations() {
    return Set.of("warehouse-1");
  }

  @Override
  public void close() {
    ebay.close();
  }
}

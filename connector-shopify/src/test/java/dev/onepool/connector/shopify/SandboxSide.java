package dev.onepool.connector.shopify;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.shopify.Fault;
import dev.onepool.sandbox.shopify.ShopifySandbox;
import dev.onepool.spi.Notification;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Feature;
import dev.onepool.testkit.contract.Forgery;
import dev.onepool.testkit.contract.RemoteSide;
import dev.onepool.testkit.contract.Sale;
import dev.onepool.testkit.contract.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sandbox as the connector kit drives it. */
final class SandboxSide implements RemoteSide {

  private static final String WEBHOOKS = "https://example.com/shopify";

  private static final Map<Call, List<String>> OPERATIONS = new EnumMap<>(Map.of(
      Call.WRITE, List.of("SetQuantities"),
      Call.READ, List.of("Shown"),
      Call.ORDERS, List.of("Orders", "Moves", "OrdersById", "OrderLines", "PartLines", "OrderRefunds", "RefundLines", "OrderReturns"),
      Call.LISTINGS, List.of("Listings"),
      Call.ACTION, List.of("Ship"),
      Call.TOKEN, List.of("token"),
      Call.OTHER, List.of("Locations", "Webhooks", "WebhookCreate", "OrderShipments", "OrderParts", "?")));

  private final ManualClock clock;
  private final ShopifySandbox sandbox;

  SandboxSide(ManualClock clock) {
    this.clock = clock;
    sandbox = ShopifySandbox.open(clock, Duration.ofSeconds(8));
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = sandbox.settings();
    settings.put("order-page-size", Integer.toString(orderPage()));
    settings.put("line-page-size", Integer.toString(linePage()));
    settings.put("listing-page-size", Integer.toString(listingPage()));
    // Shopify replaces it at each use, so whoever does not share it with the account's other connectors is refused.
    settings.put("refresh-token", "sandbox-refresh-token-0000");
    settings.put("webhook-secret-old", "the-secret-before-this");
    settings.put("webhook-uri", WEBHOOKS);
    return settings;
  }

  @Override
  public Map<String, String> wrongSettings() {
    return Map.of("shop", "https://example.com", "location-id", "main", "api-version", "latest",
        "webhook-uri", "http://example.com");
  }

  @Override
  public Set<String> secrets() {
    return sandbox.secrets();
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.of(Feature.SILENCE, Feature.TOKENS, Feature.PENDING_ORDERS, Feature.LATE_ORDERS, Feature.EDITS,
        Feature.SHUFFLED_LINES, Feature.PARTIAL_CANCELS, Feature.PARTIAL_SHIPMENTS, Feature.VOIDED_SHIPMENTS,
        Feature.RETURNS, Feature.RESTOCKS, Feature.REFUNDS, Feature.NAMELESS_LINES, Feature.BROKEN_ORDERS, Feature.NOTIFICATIONS,
        Feature.SUBSCRIPTIONS, Feature.SHIP, Feature.LOCATIONS);
  }

  @Override
  public ListingId list(String sellerCode, long units) {
    return sandbox.list(sellerCode, units);
  }

  @Override
  public ListingId unknownListing() {
    return ListingId.of("4711");
  }

  @Override
  public void edit(ListingId listing, long units) {
    sandbox.edit(listing, units);
  }

  @Override
  public long shows(ListingId listing) {
    return sandbox.shown(listing);
  }

  @Override
  public int listingPage() {
    return 3;
  }

  @Override
  public void trouble(Call call, Trouble trouble) {
    Fault fault = switch (trouble) {
      case LOST_BEFORE -> Fault.LOST_BEFORE;
      case LOST_AFTER -> Fault.LOST_AFTER;
      case SERVER_ERROR -> Fault.SERVER_ERROR;
      case GARBAGE -> Fault.GARBAGE;
      case TRUNCATED -> Fault.TRUNCATED;
      case SILENCE -> Fault.SILENCE;
    };
    sandbox.fault(OPERATIONS.get(call).get(0), fault);
  }

  @Override
  public Instant throttle(Call call, Duration time) {
    Instant until = clock.instant().plus(time);
    OPERATIONS.get(call).forEach(operation -> sandbox.throttle(operation, until));
    return until;
  }

  @Override
  public void expireTokens() {
    sandbox.expireTokens();
  }

  @Override
  public void revoke() {
    sandbox.revoke();
  }

  @Override
  public long calls(Call call) {
    return OPERATIONS.get(call).stream().mapToLong(sandbox::calls).sum();
  }

  @Override
  public long calls() {
    return sandbox.calls();
  }

  @Override
  public long effects(ListingId listing) {
    return sandbox.effects(listing);
  }

  @Override
  public OrderId place(Sale... lines) {
    return at(clock.instant(), lines);
  }

  @Override
  public OrderId placePending(Sale... lines) {
    // Shopify keeps units aside from the beginning, paid or not.
    return at(clock.instant(), lines);
  }

  @Override
  public OrderId placeBehind(Duration age, Sale... lines) {
    return at(clock.instant().minus(age), lines);
  }

  private OrderId at(Instant at, Sale... lines) {
    return sandbox.place(at, Arrays.stream(lines).map(sale -> Map.entry(sale.listing(), sale.units())).toList());
  }

  @Override
  public OrderId unknownOrder() {
    return OrderId.of("4712");
  }

  @Override
  public OrderId placeNameless(long units) {
    return sandbox.placeCustom(null, units);
  }

  @Override
  public void cancel(OrderId order, int line, long units) {
    sandbox.cancel(order, line, units, true);
  }

  @Override
  public void ship(OrderId order, int line, long units) {
    sandbox.ship(order, line, units);
  }

  @Override
  public void editLine(OrderId order, int line, long units) {
    sandbox.editLine(order, line, units);
  }

  @Override
  public void shuffleLines(OrderId order) {
    sandbox.shuffle(order);
  }

  @Override
  public void voidShipment(OrderId order, int line, long units) {
    sandbox.unship(order, line, units);
  }

  @Override
  public void giveBack(OrderId order, int line, long units) {
    sandbox.receive(order, line, units, null);
  }

  @Override
  public void restock(OrderId order, int line, long units) {
    sandbox.refund(order, line, units, true);
  }

  @Override
  public void refund(OrderId order, int line, long units) {
    sandbox.refund(order, line, units, false);
  }

  @Override
  public void spoil(OrderId order) {
    sandbox.spoil(order);
  }

  @Override
  public long shipped(OrderId order, int line) {
    return sandbox.shipped(order, line);
  }

  @Override
  public long cancelled(OrderId order, int line) {
    return sandbox.cancelled(order, line);
  }

  @Override
  public int orderPage() {
    return 3;
  }

  @Override
  public int linePage() {
    return 2;
  }

  @Override
  public Duration orderLag() {
    return Duration.ofSeconds(8);
  }

  @Override
  public Set<String> locations() {
    return sandbox.locations();
  }

  @Override
  public Notification notification(OrderId order) {
    return sandbox.notification(order);
  }

  @Override
  public @Nullable Notification forged(OrderId order, Forgery how) {
    Notification genuine = sandbox.notification(order);
    return switch (how) {
      case UNSIGNED -> new Notification(genuine.headers().entrySet().stream()
          .filter(header -> !header.getKey().equals("x-shopify-hmac-sha256"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)), genuine.body(), genuine.receivedAt());
      case WRONG_SIGNATURE -> signed(genuine.body(), "another-secret", ShopifySandbox.SHOP, clock.instant());
      case ALTERED -> {
        byte[] body = genuine.body().clone();
        body[body.length / 2] ^= 1;
        yield new Notification(genuine.headers(), body, genuine.receivedAt());
      }
      case ANOTHER_ACCOUNT -> signed(genuine.body(), secret(), "another.myshopify.com", clock.instant());
      case TOO_OLD -> signed(genuine.body(), secret(), ShopifySandbox.SHOP, clock.instant().minus(Duration.ofDays(2)));
    };
  }

  @Override
  public Notification unreadable() {
    return signed("{\"id\":".getBytes(java.nio.charset.StandardCharsets.UTF_8), secret(), ShopifySandbox.SHOP, clock.instant());
  }

  private String secret() {
    return sandbox.settings().get("client-secret");
  }

  private Notification signed(byte[] body, String secret, String shop, Instant triggered) {
    return sandbox.signed("orders/updated", body, secret, shop, triggered);
  }

  @Override
  public void dropSubscriptions() {
    sandbox.dropSubscriptions();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}

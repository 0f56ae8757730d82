package dev.onepool.connector.tiktok;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.tiktok.SandboxOrder;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sandbox as the kit drives it. */
final class TikTokRemote implements RemoteSide {

  private static final int PAGE = 3;

  private final ManualClock clock;
  private final TikTokSandbox tiktok;

  TikTokRemote(ManualClock clock) {
    this.clock = clock;
    tiktok = TikTokSandbox.open(clock).pages(PAGE, PAGE);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(tiktok.settings());
    settings.put("webhook-uri", "https://hub.example.com/webhooks/tiktok");
    settings.put("shipping-providers", "DHL=6617675021119438849");
    settings.put("cancel-reason-no-stock", "seller_cancel_reason_out_of_stock");
    return settings;
  }

  @Override
  public Map<String, String> wrongSettings() {
    return Map.of("endpoint", "https://example.com", "app-key", "no key", "shop-id", "my shop", "warehouse-id", "main",
        "other-warehouses", "perhaps", "shipping-providers", "DHL", "fbt-warehouse-ids", "here", "webhook-uri", "http://example.com");
  }

  @Override
  public Set<String> secrets() {
    return tiktok.secrets();
  }

  /** TikTok edits no lines, takes no shipment back, and puts nothing back on sale that was returned. */
  @Override
  public Set<Feature> features() {
    return EnumSet.complementOf(EnumSet.of(Feature.WHOLE_ORDER_CANCELS, Feature.SIGNING_KEYS, Feature.STALE_READS, Feature.EDITS, Feature.VOIDED_SHIPMENTS, Feature.RESTOCKS,
        Feature.PARTIAL_NOTIFICATIONS, Feature.QUEUE, Feature.ACKNOWLEDGE, Feature.FULFILMENT));
  }

  @Override
  public ListingId list(String sellerCode, long units) {
    return ListingId.of(tiktok.list(units, sellerCode).get(0));
  }

  @Override
  public ListingId listHeld(String sellerCode, long available) {
    return ListingId.of(tiktok.listHeld(sellerCode, available));
  }

  @Override
  public ListingId unknownListing() {
    return ListingId.of("1729000000000000001/1729000000000000002");
  }

  @Override
  public void edit(ListingId listing, long units) {
    tiktok.edit(listing.value(), TikTokSandbox.WAREHOUSE, units);
  }

  @Override
  public long shows(ListingId listing) {
    return tiktok.shows(listing.value());
  }

  @Override
  public long effects(ListingId listing) {
    return tiktok.effects(listing.value());
  }

  @Override
  public int listingPage() {
    return PAGE;
  }

  @Override
  public void applyLate(Duration delay) {
    tiktok.writeDelay(delay);
  }

  @Override
  public void trouble(Call call, Trouble trouble) {
    tiktok.trouble(call, trouble);
  }

  @Override
  public @Nullable Instant throttle(Call call, Duration time) {
    return tiktok.throttle(call, time);
  }

  @Override
  public void expireTokens() {
    tiktok.expireTokens();
  }

  @Override
  public void revoke() {
    tiktok.revoke();
  }

  @Override
  public long calls(Call call) {
    return tiktok.calls(call);
  }

  @Override
  public long calls() {
    return tiktok.calls();
  }

  // ---- orders

  @Override
  public OrderId place(Sale... lines) {
    SandboxOrder.Kind kind = switch (lines[0].kind()) {
      case SALE -> SandboxOrder.Kind.PAID;
      case REPLACEMENT -> SandboxOrder.Kind.REPLACEMENT;
      case SAMPLE -> SandboxOrder.Kind.SAMPLE;
    };
    return place(clock.instant(), kind, lines);
  }

  @Override
  public OrderId placePending(Sale... lines) {
    return place(clock.instant(), SandboxOrder.Kind.UNPAID, lines);
  }

  @Override
  public OrderId placeBehind(Duration age, Sale... lines) {
    return place(clock.instant().minus(age), SandboxOrder.Kind.PAID, lines);
  }

  private OrderId place(Instant at, SandboxOrder.Kind kind, Sale... lines) {
    return OrderId.of(tiktok.place(at, kind, TikTokSandbox.WAREHOUSE, Arrays.stream(lines)
        .map(sale -> new TikTokSandbox.Line(sale.listing().value(), sale.units())).toArray(TikTokSandbox.Line[]::new)));
  }

  @Override
  public OrderId placeNameless(long units) {
    return OrderId.of(tiktok.place(
        clock.instant(), SandboxOrder.Kind.PAID, TikTokSandbox.WAREHOUSE, new TikTokSandbox.Line(null, units)));
  }

  @Override
  public OrderId unknownOrder() {
    return OrderId.of("576999999999999999");
  }

  @Override
  public void cancel(OrderId order, int line, long units) {
    tiktok.cancel(order.value(), line, units);
  }

  @Override
  public void ship(OrderId order, int line, long units) {
    tiktok.ship(order.value(), line, units);
  }

  @Override
  public void shuffleLines(OrderId order) {
    tiktok.shuffle(order.value());
  }

  @Override
  public void giveBack(OrderId order, int line, long units) {
    tiktok.giveBack(order.value(), line, units);
  }

  @Override
  public void refund(OrderId order, int line, long units) {
    tiktok.refund(order.value(), line, units);
  }

  @Override
  public void spoil(OrderId order) {
    tiktok.spoil(order.value());
  }

  /** Returns the units that left, or wait for the carrier with a label on them. */
  @Override
  public long shipped(OrderId order, int line) {
    return tiktok.order(order.value()).units().stream()
        .filter(unit -> unit.line() == line && List.of("IN_TRANSIT", "AWAITING_COLLECTION").contains(unit.status())).count();
  }

  @Override
  public long cancelled(OrderId order, int line) {
    return tiktok.order(order.value()).units().stream()
        .filter(unit -> unit.line() == line && unit.status().equals("CANCELLED")).count();
  }

  @Override
  public int orderPage() {
    return PAGE;
  }

  // ---- the rest

  @Override
  public Notification notification(OrderId order) {
    return message(tiktok.notification(order.value()));
  }

  @Override
  public @Nullable Notification forged(OrderId order, Forgery how) {
    TikTokSandbox.Signed genuine = tiktok.notification(order.value());
    return switch (how) {
      case UNSIGNED -> new Notification(Map.of(), genuine.body().getBytes(StandardCharsets.UTF_8), clock.instant());
      case WRONG_SIGNATURE -> message(tiktok.wronglySigned(genuine.body()));
      case ALTERED -> message(new TikTokSandbox.Signed(genuine.body().replace(order.value(), "576486316948490001"),
          genuine.authorization()));
      case ANOTHER_ACCOUNT -> message(tiktok.notification(order.value(), "7494049642642441621", clock.instant()));
      case TOO_OLD -> message(tiktok.notification(order.value(), TikTokSandbox.SHOP, clock.instant().minus(Duration.ofDays(8))));
    };
  }

  @Override
  public @Nullable Notification unreadable() {
    return message(tiktok.signed("{\"type\":1,\"shop_id\":"));
  }

  private Notification message(TikTokSandbox.Signed signed) {
    return new Notification(Map.of("authorization", List.of(signed.authorization())),
        signed.body().getBytes(StandardCharsets.UTF_8), clock.instant());
  }

  @Override
  public void dropSubscriptions() {
    tiktok.dropSubscriptions();
  }

  @Override
  public Set<String> locations() {
    return Set.of(TikTokSandbox.WAREHOUSE, TikTokSandbox.OTHER_WAREHOUSE, TikTokSandbox.FBT_WAREHOUSE);
  }

  @Override
  public void close() {
    tiktok.close();
  }
}

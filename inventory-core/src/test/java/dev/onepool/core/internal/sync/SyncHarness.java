package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.Explanation;
import dev.onepool.Guarantee;
import dev.onepool.Incident;
import dev.onepool.Inventory;
import dev.onepool.LineId;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.Onepool;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.OrderSnapshot.Line;
import dev.onepool.spi.SettingsSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine with two scripted channels, as an application sees it; audited after every test. */
abstract class SyncHarness {

  static final ChannelId MARKET = ChannelId.of("market");
  static final ChannelId SHOP = ChannelId.of("shop");
  static final SellerId SELLER = SellerId.of("seller");

  final HandClock clock = new HandClock();
  final ScriptedProvider provider = new ScriptedProvider("scripted", SettingsSpec.none());
  final ScriptedConnector market = provider.connector("market");
  final ScriptedConnector shop = provider.connector("shop");
  Onepool engine;
  Inventory inventory;

  @BeforeEach
  void start() {
    engine = builder().build();
    inventory = engine.inventory(SELLER);
  }

  Onepool.Builder builder() {
    return Onepool.builder().clock(clock).connector(provider).guarantee(promised())
        .channel(SELLER, MARKET, "scripted", Map.of())
        .channel(SELLER, SHOP, "scripted", Map.of());
  }

  /** Returns what the engine promises; RIGHTS, which needs no time to measure anything, unless a test wants another. */
  Guarantee promised() {
    return Guarantee.rights();
  }

  @AfterEach
  void theBooksAreRight() {
    try {
      assertThat(inventory.ledger().audit().findings()).as("findings of the audit after the test").isEmpty();
    } finally {
      engine.close();
    }
  }

  /** Receives units and lists the SKU on both channels under its own name, showing nothing. */
  void stocked(String sku, long units) {
    inventory.ledger().post(Commands.receive("r-" + sku, sku, units)).posted();
    market.lists("m-" + sku, sku, 0);
    shop.lists("s-" + sku, sku, 0);
  }

  /** Brings a channel to where nothing stands between it and LIVE, without writing. */
  void prepared(ChannelId... channels) {
    for (ChannelId channel : channels) {
      inventory.channels().importListings(channel);
    }
    inventory.sync();
    pass(Duration.ofMinutes(11));
    inventory.sync();
  }

  void live(ChannelId... channels) {
    prepared(channels);
    for (ChannelId channel : channels) {
      assertThat(inventory.channels().mode(channel, ChannelMode.LIVE)).isEmpty();
    }
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  /** Lets what was written become the only number that counts. */
  SyncReport settled() {
    pass(Duration.ofMinutes(11));
    return inventory.sync();
  }

  long exposure(ChannelId channel, String sku) {
    return inventory.explain(Sku.of(sku), channel).listings().stream().mapToLong(Explanation.Offer::exposure).sum();
  }

  List<Explanation.Attempt> attempts(ChannelId channel, String sku) {
    return inventory.explain(Sku.of(sku), channel).listings().get(0).attempts();
  }

  List<String> incidentKinds() {
    return inventory.incidents(0, 1_000).stream().map(Incident::kind).toList();
  }

  static OrderSnapshot order(String id, String listing, long units, Instant placedAt) {
    return new OrderSnapshot(OrderId.of(id), placedAt, 0, placedAt, true,
        List.of(Line.of("1", ListingId.of(listing), units)));
  }

  static OrderSnapshot cancelled(String id, String listing, long units, Instant placedAt, Instant at) {
    return new OrderSnapshot(OrderId.of(id), at, 0, placedAt, true, List.of(
        new Line(LineId.of("1"), ListingId.of(listing), units, units, 0, 0, 0, true)));
  }

  static Listing listing(ChannelId channel, String id, String sku) {
    return Listing.of(channel, ListingId.of(id), Sku.of(sku));
  }
}

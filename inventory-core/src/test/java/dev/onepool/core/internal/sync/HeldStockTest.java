package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Position;
import dev.onepool.Quantity;
import dev.onepool.ReservationResult;
import dev.onepool.Sku;
import dev.onepool.StockImport;
import dev.onepool.core.Commands;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.StockPage;
import dev.onepool.spi.StockPage.HeldStock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stock that a channel keeps and sells itself: it is read, and never written. */
class HeldStockTest extends SyncHarness {

  private static final LocationId DEPOT = LocationId.of("depot");

  @Test
  void heldListing_isIgnoredAndStandsInNobodysWay() {
    stocked("A", 10);
    shop.listed.add(new ChannelListing(ListingId.of("held-A"), "A", true));
    assertThat(inventory.channels().importListings(SHOP).complete()).isTrue();
    assertThat(inventory.channels().status(SHOP).unmapped()).isZero();
    assertThat(inventory.channels().status(SHOP).listings()).isEqualTo(1);
  }

  @Test
  void heldListing_isNeverWritten() {
    stocked("A", 10);
    shop.listed.add(new ChannelListing(ListingId.of("held-A"), "A", true));
    live(SHOP);
    inventory.sync();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    inventory.sync();
    assertThat(shop.writes).isNotEmpty().extracting(QuantityWrite::listing).containsOnly(ListingId.of("s-A"));
  }

  @Test
  void orderOfAHeldListing_movesNothingAndWaitsForNobody() {
    stocked("A", 10);
    shop.listed.add(new ChannelListing(ListingId.of("held-A"), "A", true));
    live(SHOP);
    shop.ordered(order("o1", "held-A", 3, clock.instant()));
    inventory.sync();
    assertThat(at("A", LocationId.MAIN).reserved().units()).isZero();
    assertThat(inventory.channels().quarantine(SHOP)).isEmpty();
    assertThat(incidentKinds()).doesNotContain("quarantine");
  }

  @Test
  void orderOfAListingThatNobodyKnows_stillWaits() {
    stocked("A", 10);
    live(SHOP);
    shop.ordered(order("o1", "new-A", 3, clock.instant()));
    inventory.sync();
    assertThat(inventory.channels().quarantine(SHOP)).hasSize(1);
  }

  @Test
  void listingThatBecomesHeld_whileItMayTakeUnits_isReported() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    shop.listed.clear();
    shop.listed.add(new ChannelListing(ListingId.of("s-A"), "A", true));
    assertThat(inventory.channels().importListings(SHOP).malformed()).singleElement().asString()
        .contains("stock that it holds itself", "s-A", "pause");
  }

  @Test
  void importStock_setsWhatCanBeSoldThere() {
    stocked("A", 10);
    held(held("A", 7, clock.instant()));
    assertThat(importStock()).isEqualTo(new StockImport(1, List.of(), List.of()));
    assertThat(at("A", DEPOT).available().units()).isEqualTo(7);
    assertThat(at("A", LocationId.MAIN).available().units()).isEqualTo(10);
  }

  @Test
  void importStock_severalPagesAndListings_areAddedUp() {
    stocked("A", 10);
    stocked("B", 10);
    shop.stock.add(new StockPage(List.of(held("A", 7, clock.instant())), "1"));
    shop.stock.add(new StockPage(List.of(held("A", 2, clock.instant()), held("B", 1, clock.instant())), null));
    assertThat(importStock().imported()).isEqualTo(2);
    assertThat(at("A", DEPOT).available().units()).isEqualTo(9);
    assertThat(at("B", DEPOT).available().units()).isEqualTo(1);
  }

  @Test
  void importStock_sameReportAgain_changesNothing() {
    stocked("A", 10);
    held(held("A", 7, clock.instant()));
    importStock();
    pass(Duration.ofMinutes(5));
    assertThat(importStock().refused()).isEmpty();
    assertThat(at("A", DEPOT).available().units()).isEqualTo(7);
  }

  @Test
  void importStock_newerReport_isTaken() {
    stocked("A", 10);
    held(held("A", 7, clock.instant()));
    importStock();
    pass(Duration.ofMinutes(5));
    held(held("A", 0, clock.instant()));
    importStock();
    assertThat(at("A", DEPOT).available().units()).isZero();
  }

  @Test
  void importStock_olderReport_isRefused() {
    stocked("A", 10);
    Instant before = clock.instant();
    pass(Duration.ofMinutes(5));
    held(held("A", 7, clock.instant()));
    importStock();
    held(held("A", 100, before));
    assertThat(importStock().refused()).singleElement().asString().contains("outdated");
    assertThat(at("A", DEPOT).available().units()).isEqualTo(7);
  }

  @Test
  void importStock_clockOfTheChannelAhead_isTakenAsOfNow() {
    stocked("A", 10);
    held(held("A", 7, clock.instant().plusSeconds(90)));
    assertThat(importStock().imported()).isEqualTo(1);
  }

  @Test
  void importStock_unknownCode_isReported() {
    stocked("A", 10);
    held(held("Z", 7, clock.instant()), new HeldStock(ListingId.of("h-none"), null, 1, 0, 0, 0, clock.instant()));
    assertThat(importStock().unmatched()).extracting(one -> one.listing().value()).containsExactly("h-Z", "h-none");
  }

  @Test
  void importStock_isNotPromisedToOwnOrders() {
    inventory.ledger().post(Commands.receive("r", "A", 2)).posted();
    held(held("A", 100, clock.instant()));
    importStock();
    assertThat(inventory.ledger().reserve(Commands.reserve("x", Commands.anywhere("A", 3)))).isInstanceOf(ReservationResult.Refused.class);
  }

  @Test
  void importStock_whereItsSafetyStockWasLowered_staysSo() {
    inventory.ledger().post(Commands.receive("r", "A", 2)).posted();
    held(held("A", 100, clock.instant()));
    importStock();
    inventory.ledger().safetyStock(Sku.of("A"), DEPOT, Quantity.ZERO);
    pass(Duration.ofMinutes(5));
    held(held("A", 90, clock.instant()));
    importStock();
    assertThat(inventory.ledger().reserve(Commands.reserve("x", Commands.anywhere("A", 3)))).isInstanceOf(ReservationResult.Held.class);
  }

  @Test
  void importStock_isNotShownOnChannels() {
    stocked("A", 10);
    live(SHOP, MARKET);
    held(held("A", 100, clock.instant()));
    importStock();
    inventory.sync();
    settled();
    assertThat(exposure(SHOP, "A") + exposure(MARKET, "A")).isEqualTo(10);
  }

  private StockImport importStock() {
    return inventory.channels().importStock(SHOP, DEPOT);
  }

  private void held(HeldStock... stock) {
    shop.stock.clear();
    shop.stock.add(new StockPage(List.of(stock), null));
  }

  private static HeldStock held(String code, long available, Instant asOf) {
    return new HeldStock(ListingId.of("h-" + code), code, available, 4, 5, 6, asOf);
  }

  private Position.AtLocation at(String sku, LocationId location) {
    return inventory.ledger().position(Sku.of(sku)).locations().stream()
        .filter(one -> one.location().equals(location)).findFirst().orElseThrow();
  }
}

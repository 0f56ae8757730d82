package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelMode;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Commands;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders in, and rounds in which something breaks. */
class SyncRoundTest extends SyncHarness {

  private static final ConnectorException DOWN = new ConnectorException(FailureKind.UNAVAILABLE, "out of order");

  @Test
  void sync_pageFails_asksAgainFromTheLastGoodCursor() {
    shop.pages.add(() -> shop.page(List.of(), true));
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    inventory.sync();
    assertThat(shop.cursors).startsWith(null, "c1", "c1");
  }

  @Test
  void sync_sameOrderTwice_isTakenOnce() {
    stocked("A", 10);
    live(SHOP);
    shop.ordered(order("o1", "s-A", 3, clock.instant()));
    shop.ordered(order("o1", "s-A", 3, clock.instant()));
    inventory.sync();
    inventory.sync();
    assertThat(inventory.ledger().position(Sku.of("A")).locations().get(0).reserved().units()).isEqualTo(3);
  }

  @Test
  void sync_watermark_isTheEndOfTheWindowLessTheVisibilityDelay() {
    inventory.sync();
    assertThat(inventory.channels().status(SHOP).watermark())
        .isEqualTo(clock.instant().minus(Duration.ofMinutes(10)));
  }

  @Test
  void sync_unfinishedPages_moveNoWatermark() {
    shop.pages.add(() -> shop.page(List.of(), true));
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    assertThat(inventory.channels().status(SHOP).watermark()).isNull();
  }

  @Test
  void sync_windowOlderThanBefore_leavesTheWatermark() {
    inventory.sync();
    Instant before = inventory.channels().status(SHOP).watermark();
    shop.pages.add(() -> new dev.onepool.spi.OrderPage(List.of(), "x", false, clock.instant().minusSeconds(3_600)));
    inventory.sync();
    assertThat(inventory.channels().status(SHOP).watermark()).isEqualTo(before);
  }

  @Test
  void sync_ordersFail_isReportedAsFailure() {
    market.pages.add(() -> {
      throw DOWN;
    });
    assertThat(inventory.sync().failures()).singleElement().asString().contains("market", "out of order");
  }

  @Test
  void sync_ordersFailOnOneChannel_readsTheOther() {
    market.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    assertThat(shop.cursors).hasSize(1);
  }

  @Test
  void sync_ordersFail_raisesNothingThere() {
    stocked("A", 10);
    live(SHOP);
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void explain_ordersFail_tellsThatThisKeepsTheNumberLow() {
    stocked("A", 10);
    live(SHOP);
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    assertThat(inventory.explain(Sku.of("A"), SHOP).held()).containsExactly("listing s-A is not raised: the channel's orders could not be read");
    inventory.sync();
    assertThat(inventory.explain(Sku.of("A"), SHOP).held()).isEmpty();
  }

  @Test
  void explain_ordersPutOffForTooLong_tellsUpToWhenTheyAreKnown() {
    stocked("A", 10);
    live(SHOP);
    pass(Duration.ofMinutes(15).plusSeconds(1));
    ordersPutOff();
    inventory.sync();
    assertThat(inventory.explain(Sku.of("A"), SHOP).held()).singleElement().asString()
        .contains("s-A is not raised", "known only up to " + inventory.channels().status(SHOP).watermark());
  }

  private void clockFallsBehind() {
    shop.clockBehind = Duration.ofMinutes(50);
    pass(shop.clockBehind);
  }

  @Test
  void sync_clockOfTheChannelBehindAsFarAsItSays_raises() {
    shop.card = ScriptedConnector.card().clockSkew(Duration.ofMinutes(50)).build();
    stocked("A", 10);
    live(SHOP);
    clockFallsBehind();
    inventory.sync();
    assertThat(shop.writes).isNotEmpty();
  }

  @Test
  void sync_clockOfTheChannelBehindFurtherThanItSays_raisesNothing() {
    stocked("A", 10);
    live(SHOP);
    clockFallsBehind();
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void sync_ordersReadAgain_raisesWhatWasHeldBack() {
    stocked("A", 10);
    live(SHOP);
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    inventory.sync();
    assertThat(shop.writes).isNotEmpty();
  }

  private void ordersPutOff() {
    shop.pages.add(() -> {
      throw ConnectorException.throttled(clock.instant().plusSeconds(60));
    });
  }

  @Test
  void sync_ordersPutOff_raisesWhileTheLastReadingIsFresh() {
    stocked("A", 10);
    live(SHOP);
    pass(Duration.ofMinutes(15));
    ordersPutOff();
    inventory.sync();
    assertThat(shop.writes).isNotEmpty();
  }

  @Test
  void sync_ordersPutOffForTooLong_raisesNothingThere() {
    stocked("A", 10);
    live(SHOP);
    pass(Duration.ofMinutes(15).plusSeconds(1));
    ordersPutOff();
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void sync_ordersPutOffAfterAFailure_raisesNothingThere() {
    stocked("A", 10);
    live(SHOP);
    shop.pages.add(() -> {
      throw DOWN;
    });
    inventory.sync();
    ordersPutOff();
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void sync_publishFailsOnOneChannel_writesToTheOther() {
    stocked("A", 10);
    live(MARKET, SHOP);
    market.answers.add(batch -> {
      throw DOWN;
    });
    inventory.sync();
    assertThat(shop.writes).isNotEmpty();
  }

  @Test
  void sync_shownFailsOnOneChannel_readsTheOther() {
    stocked("A", 10);
    market.failsShown = DOWN;
    prepared(MARKET, SHOP);
    assertThat(inventory.channels().status(SHOP).blockers()).isEmpty();
  }

  @Test
  void sync_shownFails_isReportedAsFailure() {
    stocked("A", 10);
    market.failsShown = DOWN;
    inventory.channels().importListings(MARKET);
    assertThat(inventory.sync().failures()).singleElement().asString().contains("market", "out of order");
  }

  @Test
  void sync_capabilitiesFailOnOneChannel_writesToTheOther() {
    stocked("A", 10);
    live(SHOP);
    inventory.channels().importListings(SHOP);
    market.failsCapabilities = DOWN;
    pass(Duration.ofMinutes(16));
    inventory.sync();
    assertThat(shop.writes).isNotEmpty();
  }

  @Test
  void sync_capabilitiesNeverKnown_readsTheOther() {
    market.failsCapabilities = DOWN;
    inventory.sync();
    assertThat(inventory.channels().status(SHOP).watermark()).isNotNull();
  }

  @Test
  void sync_listingOfTheSkuNotRead_raisesNothing() {
    stocked("A", 10);
    market.shows.clear();
    inventory.channels().importListings(MARKET);
    live(SHOP);
    inventory.sync();
    assertThat(shop.writes).isEmpty();
  }

  @Test
  void sync_orderOlderThanTheWatermark_isAnIncident() {
    stocked("A", 10);
    live(SHOP);
    shop.ordered(order("o1", "s-A", 1, clock.instant().minus(Duration.ofMinutes(30))));
    inventory.sync();
    assertThat(incidentKinds()).containsExactly("late-order");
  }

  @Test
  void sync_orderWithinTheVisibilityDelay_isNone() {
    stocked("A", 10);
    live(SHOP);
    shop.ordered(order("o1", "s-A", 1, clock.instant().minus(Duration.ofMinutes(9))));
    inventory.sync();
    assertThat(incidentKinds()).isEmpty();
  }

  @Test
  void sync_orderForMoreThanThereIs_isAShortfallIncident() {
    stocked("A", 1);
    prepared(SHOP);
    shop.ordered(order("o1", "s-A", 3, clock.instant()));
    inventory.sync();
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void sync_sale_lowersTheExposure() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    long before = exposure(SHOP, "A");
    shop.ordered(order("o1", "s-A", 1, clock.instant()));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(before - 1);
  }

  @Test
  void sync_replacement_leavesTheExposure() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    long before = exposure(SHOP, "A");
    shop.ordered(new dev.onepool.spi.OrderSnapshot(dev.onepool.OrderId.of("o1"), clock.instant(), 0, clock.instant(),
        true, List.of(new dev.onepool.spi.OrderSnapshot.Line(
            dev.onepool.LineId.of("1"), dev.onepool.ListingId.of("s-A"), 1, 0, 0, 0, 0, false))));
    inventory.sync();
    assertThat(attempts(SHOP, "A").get(0).charge()).isEqualTo(before);
  }

  @Test
  void sync_cancelWhereUnitsStayOffDisplay_leavesTheExposure() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    Instant placed = clock.instant();
    shop.ordered(order("o1", "s-A", 1, placed));
    inventory.sync();
    long before = exposure(SHOP, "A");
    pass(Duration.ofMinutes(1));
    shop.ordered(cancelled("o1", "s-A", 1, placed, clock.instant()));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(before);
  }

  @Test
  void sync_cancelWhereUnitsAreShownAgain_raisesTheExposure() {
    shop.card = ScriptedConnector.card().restoresOnCancel().build();
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    Instant placed = clock.instant();
    shop.ordered(order("o1", "s-A", 1, placed));
    inventory.sync();
    long before = exposure(SHOP, "A");
    pass(Duration.ofMinutes(1));
    shop.ordered(cancelled("o1", "s-A", 1, placed, clock.instant()));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(before + 1);
  }

  @Test
  void sync_oldOpenOrderBeforeTheFirstReading_leavesTheExposure() {
    stocked("A", 10);
    shop.shows.put(dev.onepool.ListingId.of("s-A"), 4L);
    prepared(SHOP);
    shop.ordered(order("o1", "s-A", 1, dev.onepool.core.HandClock.START.minusSeconds(60)));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(4);
  }

  @Test
  void sync_pausedAtZeroBeforeOlderOrdersAreKnown_keepsWhatIsShownCharged() {
    shop.card = ScriptedConnector.card().clockSkew(Duration.ofMinutes(2)).proof(Proof.RECEIPT).build();
    stocked("A", 10);
    shop.shows.put(dev.onepool.ListingId.of("s-A"), 4L);
    inventory.channels().importListings(SHOP);
    inventory.sync();
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    pass(Duration.ofSeconds(1));
    inventory.sync();
    shop.ordered(order("o1", "s-A", 1, dev.onepool.core.HandClock.START.minusSeconds(60)));
    inventory.sync();
    assertThat(exposure(SHOP, "A")).isEqualTo(4);
  }

  @Test
  void guarantee_beforeTheFirstReadingIsSettled_isUnknown() {
    stocked("A", 10);
    inventory.channels().importListings(SHOP);
    inventory.sync();
    assertThat(guarantee()).isEqualTo(GuaranteeStatus.State.UNKNOWN);
  }

  @Test
  void guarantee_whenEverythingIsKnown_holds() {
    stocked("A", 10);
    live(SHOP);
    assertThat(guarantee()).isEqualTo(GuaranteeStatus.State.HOLDS);
  }

  @Test
  void guarantee_afterACountOfLess_isBeingRestored() {
    countedLess();
    assertThat(guarantee()).isEqualTo(GuaranteeStatus.State.RESTORING);
  }

  @Test
  void guarantee_whenLowerNumbersAreSettled_holdsAgain() {
    countedLess();
    inventory.sync();
    settled();
    assertThat(guarantee()).isEqualTo(GuaranteeStatus.State.HOLDS);
  }

  @Test
  void guarantee_duringRestoring_namesTheDeficit() {
    countedLess();
    assertThat(inventory.explain(Sku.of("A"), SHOP).guarantee().deficit()).isEqualTo(exposure(SHOP, "A") - 2);
  }

  private void countedLess() {
    stocked("A", 10);
    live(SHOP);
    inventory.sync();
    settled();
    StockCommand count = Commands.count("c1", "A", 2);
    inventory.ledger().post(count).posted();
  }

  private GuaranteeStatus.State guarantee() {
    return inventory.explain(Sku.of("A"), SHOP).guarantee().state();
  }
}

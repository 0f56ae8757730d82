package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Incident;
import dev.onepool.ListingId;
import dev.onepool.MassChangeBrake;
import dev.onepool.QuantityOverride;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that takes too much of a channel off sale is held back, unless sales did that. */
class BrakeTest extends SyncHarness {

  @TempDir
  private Path folder;
  private MassChangeBrake brake = MassChangeBrake.standard();
  private AllocationPolicy policy = AllocationPolicies.sharedPool();
  private Guarantee guarantee = Guarantee.rights();

  @Override
  Onepool.Builder builder() {
    return super.builder().sqlite(folder.resolve("ledger.db")).brake(brake).policy(policy);
  }

  @Override
  Guarantee promised() {
    return guarantee;
  }

  private void restart() {
    engine.close();
    start();
  }

  private static String sku(int number) {
    return String.format("A%03d", number);
  }

  /** Lists this many SKUs, ten units each, and lets the shop show them. */
  private void selling(int skus) {
    for (int i = 0; i < skus; i++) {
      stocked(sku(i), 10);
    }
    live(SHOP);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
  }

  private void counted(int from, int to, long units) {
    for (int i = from; i < to; i++) {
      inventory.ledger().post(Commands.count("count-" + i + "-" + clock.instant(), sku(i), units)).posted();
    }
  }

  private void soldElsewhere(int from, int to, long units) {
    for (int i = from; i < to; i++) {
      inventory.ledger().post(Commands.sale("sale-" + i, sku(i), units)).posted();
    }
  }

  private long atZero() {
    return shop.shows.values().stream().filter(shown -> shown == 0).count();
  }

  @Test
  void countedToZero_moreThanAFifth_isHeldBack() {
    selling(50);
    counted(0, 11, 0);
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void countedToZero_aFifth_isSent() {
    selling(50);
    counted(0, 10, 0);
    inventory.sync();
    assertThat(atZero()).isEqualTo(10);
  }

  @Test
  void countedToZero_inASmallShop_isSent() {
    selling(12);
    counted(0, 9, 0);
    inventory.sync();
    assertThat(atZero()).isEqualTo(9);
  }

  @Test
  void countedToZero_inAShopJustLargeEnough_isHeldBack() {
    selling(12);
    counted(0, 10, 0);
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void brakeOff_sendsEverything() {
    brake = MassChangeBrake.off();
    restart();
    selling(20);
    counted(0, 20, 0);
    inventory.sync();
    assertThat(atZero()).isEqualTo(20);
  }

  private SyncReport held() {
    selling(50);
    counted(0, 20, 0);
    return inventory.sync();
  }

  @Test
  void held_reportSaysSoWithFigures() {
    assertThat(held().held()).singleElement().asString().contains("channel shop", "20 of 50", "40 %", "releaseBrake",
        clock.instant().plus(Duration.ofMinutes(15)).toString());
  }

  @Test
  void held_everyReportSaysSo() {
    held();
    assertThat(inventory.sync().held()).hasSize(1);
  }

  @Test
  void held_statusSaysSoWithFigures() {
    held();
    assertThat(inventory.channels().status(SHOP).held()).singleElement().asString().contains("20 of 50", "40 %");
  }

  @Test
  void held_reportSaysWhenToGoOn() {
    assertThat(held().again()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
  }

  @Test
  void held_guaranteeDoesNotClaimToHold() {
    held();
    GuaranteeStatus status = inventory.explain(Sku.of(sku(0)), SHOP).guarantee();
    assertThat(status).extracting(GuaranteeStatus::state, GuaranteeStatus::deficit)
        .containsExactly(GuaranteeStatus.State.RESTORING, 10L);
  }

  @Test
  void held_explanationSaysWhyNothingIsRestored() {
    held();
    assertThat(inventory.explain(Sku.of(sku(0)), SHOP).toString())
        .contains("RIGHTS: restoring", "held back: channel shop: 20 of 50 listings", "releaseBrake");
  }

  @Test
  void held_explanationOfAnotherChannelThatListsIt_saysSo() {
    for (int i = 0; i < 50; i++) {
      stocked(sku(i), 10);
    }
    live(SHOP, MARKET);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
    counted(0, 20, 0);
    inventory.sync();
    assertThat(inventory.explain(Sku.of(sku(0)), MARKET).held()).hasSize(2).anyMatch(held -> held.contains("channel shop:"));
  }

  @Test
  void released_explanationSaysNothingMore() {
    held();
    inventory.channels().releaseBrake(SHOP, "Ada");
    assertThat(inventory.explain(Sku.of(sku(0)), SHOP).held()).isEmpty();
  }

  @Test
  void held_othersAreNotTouched() {
    held();
    assertThat(inventory.channels().status(MARKET).held()).isEmpty();
  }

  @Test
  void held_raisesNothingOnTheChannel() {
    held();
    int before = shop.writes.size();
    inventory.ledger().post(Commands.receive("more", sku(49), 1_000)).posted();
    inventory.sync();
    assertThat(shop.writes).hasSize(before);
  }

  @Test
  void held_raisesWhatWaitedWhenItIsOver() {
    held();
    inventory.ledger().post(Commands.receive("more", sku(49), 1_000)).posted();
    inventory.sync();
    inventory.channels().releaseBrake(SHOP, "Ada");
    inventory.sync();
    assertThat(shop.shows.get(ListingId.of("s-" + sku(49)))).isGreaterThan(10);
  }

  @Test
  void held_stillSendsWhatSalesAskFor() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    counted(0, 20, 0);
    soldElsewhere(20, 22, 10);
    inventory.sync();
    assertThat(shop.shows).containsEntry(ListingId.of("s-" + sku(20)), 0L).containsEntry(ListingId.of("s-" + sku(0)), 10L);
  }

  @Test
  void release_sendsWhatWasHeldBack() {
    held();
    boolean released = inventory.channels().releaseBrake(SHOP, "Ada");
    inventory.sync();
    assertThat(released).isTrue();
    assertThat(atZero()).isEqualTo(20);
  }

  @Test
  void release_isWrittenDown() {
    held();
    inventory.channels().releaseBrake(SHOP, "Ada");
    assertThat(inventory.incidents(0, 100)).filteredOn(incident -> incident.kind().equals("brake-released"))
        .singleElement().extracting(Incident::message).asString().contains("Ada", "shop");
  }

  @Test
  void release_lastsUntilNothingIsFoundForAnHour() {
    held();
    inventory.channels().releaseBrake(SHOP, "Ada");
    inventory.sync();
    settled();
    counted(20, 40, 0);
    inventory.sync();
    assertThat(atZero()).isEqualTo(40);
  }

  @Test
  void release_anHourLater_holdsAgain() {
    held();
    inventory.channels().releaseBrake(SHOP, "Ada");
    inventory.sync();
    pass(Duration.ofMinutes(61));
    inventory.sync();
    counted(20, 40, 0);
    assertThat(inventory.sync().held()).hasSize(1);
    assertThat(atZero()).isEqualTo(20);
  }

  @Test
  void release_ofNothing_changesNothing() {
    selling(1);
    assertThat(inventory.channels().releaseBrake(SHOP, "Ada")).isFalse();
  }

  @Test
  void release_twice_isOne() {
    held();
    inventory.channels().releaseBrake(SHOP, "Ada");
    assertThat(inventory.channels().releaseBrake(SHOP, "Ada")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void release_byNobody_isRefused(String author) {
    held();
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.channels().releaseBrake(SHOP, author))
        .withMessageContaining("author");
    assertThat(inventory.channels().status(SHOP).held()).hasSize(1);
  }

  @Test
  void nobodyReleases_withinPatience_isHeldBack() {
    held();
    pass(Duration.ofMinutes(15).minusSeconds(1));
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void nobodyReleases_afterPatience_isSent() {
    held();
    pass(Duration.ofMinutes(15));
    inventory.sync();
    assertThat(atZero()).isEqualTo(20);
  }

  @Test
  void processEndsWhileHeld_patienceGoesOn() {
    held();
    pass(Duration.ofMinutes(10));
    restart();
    inventory.sync();
    assertThat(atZero()).isZero();
    pass(Duration.ofMinutes(5));
    inventory.sync();
    assertThat(atZero()).isEqualTo(20);
  }

  @Test
  void processEndsWhileTheRestOfAMassChangeIsHeld_isHeldBack() {
    selling(50);
    counted(0, 9, 0);
    inventory.sync();
    counted(9, 18, 0);
    inventory.sync();
    restart();
    inventory.sync();
    inventory.sync();
    assertThat(atZero()).isEqualTo(9);
  }

  @Test
  void restOfAMassChangeCorrectedAfterARestart_endsTheHold() {
    selling(50);
    counted(0, 9, 0);
    inventory.sync();
    settled();
    counted(9, 18, 0);
    inventory.sync();
    restart();
    pass(Duration.ofMinutes(1));
    counted(9, 18, 10);
    assertThat(inventory.sync().held()).isEmpty();
  }

  @Test
  void releasedAfterTheProcessEnded_isSent() {
    held();
    restart();
    assertThat(inventory.channels().releaseBrake(SHOP, "Ada")).isTrue();
    inventory.sync();
    assertThat(atZero()).isEqualTo(20);
  }

  @Test
  void corrected_endsTheHold() {
    held();
    pass(Duration.ofMinutes(1));
    counted(0, 20, 10);
    inventory.sync();
    assertThat(inventory.channels().status(SHOP).held()).isEmpty();
    assertThat(atZero()).isZero();
  }

  @Test
  void correctedAndWrongAgain_isHeldBackAsLongAsTheFirstTime() {
    held();
    pass(Duration.ofMinutes(10));
    counted(0, 20, 10);
    inventory.sync();
    pass(Duration.ofMinutes(1));
    counted(0, 20, 0);
    inventory.sync();
    pass(Duration.ofMinutes(10));
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void channelWantsAPauseMeanwhile_patienceGoesOn() {
    held();
    shop.answers(new PublishResult.Throttled(clock.instant().plus(Duration.ofMinutes(12))));
    soldElsewhere(49, 50, 4);
    inventory.sync();
    pass(Duration.ofMinutes(5));
    inventory.sync();
    pass(Duration.ofMinutes(10));
    inventory.sync();
    assertThat(atZero()).isEqualTo(21);
  }

  @Test
  void bookedBitByBit_isHeldBackOnceItIsTooMuch() {
    selling(50);
    for (int i = 0; i < 20; i += 5) {
      counted(i, i + 5, 0);
      inventory.sync();
      pass(Duration.ofMinutes(1));
    }
    assertThat(atZero()).isEqualTo(10);
  }

  @Test
  void bookedBitByBit_overHours_isSent() {
    selling(50);
    for (int i = 0; i < 20; i += 5) {
      counted(i, i + 5, 0);
      inventory.sync();
      pass(Duration.ofMinutes(31));
      inventory.sync();
    }
    assertThat(atZero()).isEqualTo(20);
  }

  @Test
  void bookedBitByBit_overHours_isNeverHeldBack() {
    selling(50);
    for (int i = 0; i < 16; i += 4) {
      counted(i, i + 4, 0);
      assertThat(inventory.sync().held()).isEmpty();
      pass(Duration.ofMinutes(31));
    }
  }

  @Test
  void sameListingsTwiceWithinAnHour_countOnce() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    for (int i = 0; i < 3; i++) {
      counted(0, 6, 0);
      assertThat(inventory.sync().held()).isEmpty();
      pass(Duration.ofMinutes(1));
      counted(0, 6, 10);
      inventory.sync();
      pass(Duration.ofMinutes(1));
    }
  }

  @Test
  void goneBefore_stillCountsAmongThoseThatCouldSell() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    counted(0, 5, 0);
    inventory.sync();
    pass(Duration.ofMinutes(20));
    inventory.sync();
    counted(5, 10, 0);
    assertThat(inventory.sync().held()).isEmpty();
  }

  @Test
  void heldAndCorrected_doesNotCountAfterwards() {
    held();
    pass(Duration.ofMinutes(1));
    counted(0, 20, 10);
    inventory.sync();
    pass(Duration.ofMinutes(1));
    counted(30, 32, 0);
    assertThat(inventory.sync().held()).isEmpty();
  }

  @Test
  void soldOut_isSentHoweverMuch() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    soldElsewhere(0, 50, 10);
    assertThat(inventory.sync().held()).isEmpty();
    assertThat(atZero()).isEqualTo(50);
  }

  @Test
  void soldOutForTheMost_thenCounted_isSent() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    soldElsewhere(0, 50, 6);
    counted(0, 50, 6);
    inventory.sync();
    assertThat(atZero()).isEqualTo(50);
  }

  @Test
  void soldOutInTimesPast_thenCountedToZero_isHeldBack() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    // The last one's number is older than those sales, so they are looked at, and must not excuse the others.
    soldElsewhere(0, 49, 6);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
    counted(0, 49, 6);
    counted(49, 50, 0);
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void policyGivesNothing_isHeldBack() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    policy = AllocationPolicies.sharedPool().capping(SHOP, 0);
    restart();
    counted(0, 50, 11);
    inventory.sync();
    assertThat(atZero()).isZero();
    assertThat(inventory.channels().status(SHOP).held()).hasSize(1);
  }

  @Test
  void policyEndsTheChannelBecauseOfSales_isSent() {
    guarantee = Guarantee.mirror(0);
    policy = AllocationPolicies.sharedPool().endingBelow(SHOP, 5);
    restart();
    selling(50);
    soldElsewhere(0, 50, 6);
    inventory.sync();
    assertThat(atZero()).isEqualTo(50);
  }

  @Test
  void takenOffByHand_isSent() {
    selling(50);
    for (int i = 0; i < 50; i++) {
      inventory.channels().override(
          QuantityOverride.fixed(SHOP, Sku.of(sku(i)), 0, "Ada", clock.instant().plus(Duration.ofDays(1))));
    }
    inventory.sync();
    assertThat(atZero()).isEqualTo(50);
  }

  @Test
  void overriddenByHand_andThenCountedToZero_isHeldBack() {
    selling(50);
    for (int i = 0; i < 50; i++) {
      inventory.channels().override(
          QuantityOverride.fixed(SHOP, Sku.of(sku(i)), 10, "Ada", clock.instant().plus(Duration.ofDays(1))));
    }
    counted(0, 50, 0);
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void pausedAtZero_isSent() {
    selling(50);
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    assertThat(inventory.sync().held()).isEmpty();
    assertThat(atZero()).isEqualTo(50);
  }

  @Test
  void pausedAtZero_alsoAfterCounts_isSent() {
    selling(50);
    counted(0, 50, 5);
    inventory.channels().mode(SHOP, ChannelMode.PAUSED_AT_ZERO);
    assertThat(inventory.sync().held()).isEmpty();
    assertThat(atZero()).isEqualTo(50);
  }

  @Test
  void safetyStockOverEverything_isHeldBack() {
    guarantee = Guarantee.mirror(0);
    restart();
    selling(50);
    for (int i = 0; i < 50; i++) {
      inventory.ledger().safetyStock(Sku.of(sku(i)), dev.onepool.LocationId.MAIN, dev.onepool.Quantity.of(100));
    }
    inventory.sync();
    assertThat(atZero()).isZero();
  }

  @Test
  void held_whatOtherChannelsShowOfIt_isNotRaised() {
    guarantee = Guarantee.mirror(0);
    restart();
    for (int i = 0; i < 50; i++) {
      stocked(sku(i), 10);
    }
    live(SHOP, MARKET);
    inventory.sync();
    settled();
    pass(Duration.ofMinutes(1));
    policy = AllocationPolicies.sharedPool().capping(SHOP, 0);
    restart();
    IntStream.range(0, 50).forEach(i -> inventory.ledger().post(Commands.receive("more-" + i, sku(i), 5)).posted());
    int before = market.writes.size();
    inventory.sync();
    assertThat(market.writes.subList(before, market.writes.size())).extracting(QuantityWrite::quantity).isEmpty();
  }
}

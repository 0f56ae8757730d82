package dev.onepool.core.internal.ledger;

import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Snapshots.SHOP;
import static dev.onepool.core.Snapshots.TERMS;
import static dev.onepool.core.Snapshots.cancelled;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.ordered;
import static dev.onepool.core.Snapshots.partial;
import static dev.onepool.core.Snapshots.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.LineId;
import dev.onepool.OrderId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.StockCommand.Cancel;
import dev.onepool.StockCommand.RecordSale;
import dev.onepool.StockCommand.Restock;
import dev.onepool.StockCommand.Return;
import dev.onepool.StockCommand.Ship;
import dev.onepool.core.HandClock;
import dev.onepool.core.Snapshots;
import dev.onepool.core.Units;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one snapshot after the other does to an order and to the pools that it draws on. */
class OrderDeciderTest {

  private static final OrderLineRef LINE = new OrderLineRef(SHOP, OrderId.of("O1"), LineId.of("1"));

  private final PureLedger ledger =
      new PureLedger().with(receive("1", "A", 10), receive("2", "B", 10)).map("LA", "A", 1).map("LB", "B", 1);

  private static Ship ship(String id, long units) {
    return new Ship(EffectKey.of("ship", id), LINE, Quantity.of(units));
  }

  private static Cancel cancel(String id, long units) {
    return new Cancel(EffectKey.of("cancel", id), LINE, Quantity.of(units));
  }

  /** Returns an order of the version that is at the same time and sequence as any other made here. */
  private static ApplyOrder tied(boolean complete, OrderSnapshot.Line line) {
    return Snapshots.apply(Snapshots.snapshot("O1", 1, complete, List.of(line)));
  }

  @Test
  void completeSnapshot_withoutALine_takesItOff() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "LB", 4)),
        complete("O1", 2, ordered("2", "LB", 4)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
  }

  @Test
  void partialSnapshot_withoutALine_leavesItAlone() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "LB", 4)),
        partial("O1", 2, ordered("2", "LB", 4)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 3));
  }

  @Test
  void partialSnapshot_withoutAnyLine_leavesAllAlone() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3)), partial("O1", 2));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 3));
  }

  @Test
  void completeSnapshot_olderThanAPartialOne_leavesItsLinesAlone() {
    ledger.with(partial("O1", 2, ordered("1", "LA", 5)), complete("O1", 1, ordered("1", "LA", 3), ordered("2", "LB", 4)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(5, 5));
    assertThat(ledger.at("B")).isEqualTo(Units.onHand(6, 4));
  }

  @Test
  void partialSnapshot_olderThanACompleteOne_isIgnored() {
    ledger.with(complete("O1", 2, ordered("1", "LA", 3)), partial("O1", 1, ordered("1", "LA", 5)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 3));
  }

  @Test
  void lineTakenOff_namedAgainLater_isBack() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3)), complete("O1", 2), partial("O1", 3, ordered("1", "LA", 2)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(8, 2));
  }

  @Test
  void lineTakenOff_namedByAnOlderSnapshot_staysOff() {
    ledger.with(complete("O1", 2), complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
  }

  @Test
  void lineTakenOff_afterItWasShipped_staysShipped() {
    ledger.with(complete("O1", 1, counts("1", "LA", 3, 0, 2, 0, 0)), complete("O1", 2));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void lineTakenOff_toldOfOnlyAfterwards_wasShippedAllTheSame() {
    ledger.with(complete("O1", 2), complete("O1", 1, counts("1", "LA", 3, 0, 2, 0, 0)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void lineTakenOff_toldOfTwiceAfterwards_countsAsTheNewerSays() {
    ledger.with(complete("O1", 3), complete("O1", 2, counts("1", "LA", 3, 0, 1, 0, 0)),
        complete("O1", 1, counts("1", "LA", 3, 0, 2, 0, 0)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(9, 0));
  }

  @Test
  void lineTakenOff_moreShippedBeforeThanWasKnown_countsThatToo() {
    ledger.with(complete("O1", 1, counts("1", "LA", 3, 0, 1, 0, 0)), complete("O1", 3),
        complete("O1", 2, counts("1", "LA", 3, 0, 2, 0, 0)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void snapshotAgain_changesNothing() {
    ledger.with(complete("O1", 1, counts("1", "LA", 5, 1, 3, 2, 1)));
    Decision again = ledger.decide(complete("O1", 1, counts("1", "LA", 5, 1, 3, 2, 1)));

    assertThat(again.changes().isEmpty()).isTrue();
  }

  @Test
  void outdatedSnapshot_ofKnownLines_changesNothing() {
    ledger.with(complete("O1", 2, ordered("1", "LA", 5)));

    assertThat(ledger.decide(complete("O1", 1, ordered("1", "LA", 3))).changes().isEmpty()).isTrue();
  }

  @Test
  void shipmentVoided_isPromisedAgain() {
    ledger.with(complete("O1", 1, shipped("1", "LA", 3)), complete("O1", 2, ordered("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 3));
  }

  @Test
  void shipmentVoidedAndCancelled_isAvailableAgain() {
    ledger.with(complete("O1", 1, shipped("1", "LA", 3)), complete("O1", 2, cancelled("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
  }

  @Test
  void shipmentOfUncoveredUnitsVoided_leavesNoTrace() {
    ledger.with(complete("O1", 1, shipped("1", "LA", 12)), complete("O1", 2, ordered("1", "LA", 12)));

    assertThat(ledger.at("A")).isEqualTo(new Units(0, 10, 0, 2));
    assertThat(ledger.pool("A").unexplained()).isZero();
  }

  @Test
  void returnTakenBack_isWithTheCustomerAgain() {
    ledger.with(complete("O1", 1, counts("1", "LA", 3, 0, 3, 2, 0)), complete("O1", 2, shipped("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 0));
  }

  @Test
  void restockTakenBack_isUnsellableAgain() {
    ledger.with(complete("O1", 1, counts("1", "LA", 3, 0, 3, 2, 2)),
        complete("O1", 2, counts("1", "LA", 3, 0, 3, 2, 0)));

    assertThat(ledger.at("A")).isEqualTo(new Units(7, 0, 2, 0));
  }

  @Test
  void edit_upAndDown_followsTheNewest() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3)), complete("O1", 2, ordered("1", "LA", 8)));
    assertThat(ledger.at("A")).isEqualTo(Units.onHand(2, 8));
    ledger.with(complete("O1", 3, ordered("1", "LA", 1)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(9, 1));
  }

  @Test
  void edit_downWhileShort_takesTheShortfallFirst() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 14)), complete("O1", 2, ordered("1", "LA", 11)));

    assertThat(ledger.at("A")).isEqualTo(new Units(0, 10, 0, 1));
  }

  @Test
  void tie_isWonByTheSameSnapshotInEitherOrder() {
    PureLedger other = new PureLedger().with(receive("1", "A", 10)).map("LA", "A", 1);
    ledger.with(tied(true, ordered("1", "LA", 3)), tied(true, ordered("1", "LA", 4)));
    other.with(tied(true, ordered("1", "LA", 4)), tied(true, ordered("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(other.at("A"));
  }

  @Test
  void tie_ofACompleteAndAPartialSnapshot_isWonByTheSameInEitherOrder() {
    PureLedger other = new PureLedger().with(receive("1", "A", 10)).map("LA", "A", 1);
    ledger.with(tied(true, ordered("1", "LA", 3)), tied(false, ordered("1", "LA", 4)));
    other.with(tied(false, ordered("1", "LA", 4)), tied(true, ordered("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(other.at("A"));
  }

  @Test
  void version_finerThanTheStoreKeeps_isATieForEveryStore() {
    Instant time = Instant.parse("2026-03-01T00:00:00.000001Z");
    ledger.with(Snapshots.apply(new OrderSnapshot(OrderId.of("O1"), time.plusNanos(900), 0, time, true,
        List.of(ordered("1", "LA", 3)))));

    assertThat(ledger.line("O1", "1").version().updatedAt()).isEqualTo(time);
  }

  @Test
  void hostThenChannel_reportTheSameShipment_countsOnce() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3))).with(ship("1", 2))
        .with(complete("O1", 2, counts("1", "LA", 3, 0, 2, 0, 0)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 1));
  }

  @Test
  void hostThenChannel_reportTheSameCancellation_countsOnce() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3))).with(cancel("1", 2))
        .with(complete("O1", 2, counts("1", "LA", 3, 2, 0, 0, 0)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(9, 1));
  }

  @Test
  void hostThenChannel_reportTheSameReturnAndRestock_countsOnce() {
    ledger.with(complete("O1", 1, shipped("1", "LA", 3)))
        .with(new Return(EffectKey.of("return", "1"), LINE, Quantity.of(2)),
            new Restock(EffectKey.of("restock", "1"), LINE, Quantity.of(1)))
        .with(complete("O1", 2, counts("1", "LA", 3, 0, 3, 2, 1)));

    assertThat(ledger.at("A")).isEqualTo(new Units(8, 0, 1, 0));
  }

  @Test
  void hostShipment_ofWhatTheChannelCancelsLater_isAFactAndWins() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3))).with(ship("1", 3))
        .with(complete("O1", 2, cancelled("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 0));
  }

  @Test
  void hostShipment_ofALineTakenOffLater_staysShipped() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3))).with(ship("1", 2)).with(complete("O1", 2));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(8, 0));
  }

  @Test
  void hostShipment_beyondWhatTheChannelLeftOpen_isRefused() {
    ledger.with(complete("O1", 1, counts("1", "LA", 3, 2, 0, 0, 0)));

    assertThat(ledger.decide(ship("1", 2)).answer())
        .isInstanceOfSatisfying(Answer.Refused.class, no -> assertThat(no.kind()).isEqualTo(RefusalKind.TOO_MANY));
  }

  @Test
  void hostSale_onTheChannelsOwnLine_countsOnce() {
    ledger.with(new RecordSale(LINE, dev.onepool.Sku.of("A"), dev.onepool.LocationId.MAIN, Quantity.of(3),
        HandClock.START)).with(complete("O1", 1, shipped("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 0));
  }

  @Test
  void quarantine_unmappedListing_touchesNoPool() {
    Decision decision = ledger.decide(complete("O1", 1, ordered("1", "NEW", 3)));

    assertThat(decision.changes().pools()).isEmpty();
    assertThat(ledger.line("O1", "1").quarantined()).isTrue();
  }

  @Test
  void quarantine_unmappedListing_isOneIncidentHoweverOftenReported() {
    ledger.with(complete("O1", 1, ordered("1", "NEW", 3)), complete("O1", 2, ordered("1", "NEW", 4)));

    assertThat(ledger.incidentKinds()).containsExactly("quarantine");
  }

  @Test
  void quarantine_mappedLater_appliesTheNewestCounts() {
    ledger.with(complete("O1", 1, ordered("1", "NEW", 3)), complete("O1", 2, counts("1", "NEW", 4, 1, 2, 0, 0)))
        .map("NEW", "A", 2)
        .with(new ApplyQuarantined(new OrderKey(SHOP, OrderId.of("O1")), LineId.of("1"), TERMS));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(4, 2));
  }

  @Test
  void quarantine_appliedTwice_countsOnce() {
    ApplyQuarantined apply = new ApplyQuarantined(new OrderKey(SHOP, OrderId.of("O1")), LineId.of("1"), TERMS);
    ledger.with(complete("O1", 1, ordered("1", "NEW", 3))).map("NEW", "A", 1).with(apply, apply);

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 3));
  }

  @Test
  void quarantine_appliedBeforeItIsMapped_isRefused() {
    ledger.with(complete("O1", 1, ordered("1", "NEW", 3)));

    assertThat(ledger.decide(new ApplyQuarantined(new OrderKey(SHOP, OrderId.of("O1")), LineId.of("1"), TERMS)).answer())
        .isInstanceOfSatisfying(Answer.Refused.class, no -> assertThat(no.kind()).isEqualTo(RefusalKind.WRONG_STATE));
  }

  @Test
  void quarantine_hostShipsTheLine_isRefused() {
    ledger.with(complete("O1", 1, ordered("1", "NEW", 3)));

    assertThat(ledger.decide(ship("1", 1)).answer()).isInstanceOfSatisfying(Answer.Refused.class,
        no -> assertThat(no.message()).contains("its listing is not mapped"));
  }

  @Test
  void remapping_leavesOldLinesWithWhatTheyWereSoldAs() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3))).map("LA", "B", 1)
        .with(complete("O1", 2, ordered("1", "LA", 5)), complete("O2", 1, ordered("1", "LA", 2)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(5, 5));
    assertThat(ledger.at("B")).isEqualTo(Units.onHand(8, 2));
  }

  @Test
  void remapping_thenCancellingAnOldOrder_givesBackWhatItWasSoldAs() {
    ledger.map("KIT", "A", 2).with(complete("O1", 1, ordered("1", "KIT", 3))).map("KIT", "A", 3)
        .with(complete("O2", 1, ordered("1", "KIT", 1)), complete("O1", 2, cancelled("1", "KIT", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(7, 3));
  }

  @Test
  void lineOfAnotherListing_isMovedToIt() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3)), complete("O1", 2, ordered("1", "LB", 4)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
    assertThat(ledger.at("B")).isEqualTo(Units.onHand(6, 4));
    assertThat(ledger.incidentKinds()).containsExactly("listing-changed");
  }

  @Test
  void lineOfAnotherListing_inAnOlderSnapshot_staysWhereItIs() {
    ledger.with(complete("O1", 2, ordered("1", "LB", 4)), complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
    assertThat(ledger.at("B")).isEqualTo(Units.onHand(6, 4));
    assertThat(ledger.incidentKinds()).isEmpty();
  }

  @Test
  void lineOfAnotherListing_shippedAndReturned_isMovedInFull() {
    ledger.with(complete("O1", 1, counts("1", "LA", 5, 1, 3, 2, 1)),
        complete("O1", 2, counts("1", "LB", 5, 1, 3, 2, 1)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
    assertThat(ledger.at("B")).isEqualTo(new Units(7, 1, 1, 0));
  }

  @Test
  void lineOfAnotherListing_whichIsNotMapped_waitsAndTakesNothing() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3)), complete("O1", 2, ordered("1", "NEW", 4)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
    assertThat(ledger.line("O1", "1").quarantined()).isTrue();

    ledger.map("NEW", "B", 1).with(new ApplyQuarantined(new OrderKey(SHOP, OrderId.of("O1")), LineId.of("1"), TERMS));
    assertThat(ledger.at("B")).isEqualTo(Units.onHand(6, 4));
  }

  @Test
  void lineOfAnotherListing_afterItWaited_isApplied() {
    ledger.with(complete("O1", 1, ordered("1", "NEW", 3)), complete("O1", 2, ordered("1", "LB", 4)));

    assertThat(ledger.at("B")).isEqualTo(Units.onHand(6, 4));
  }

  @Test
  void lineOfAnotherListing_shippedByTheHost_staysShipped() {
    ledger.with(complete("O1", 1, ordered("1", "LA", 3))).with(ship("1", 2))
        .with(complete("O1", 2, ordered("1", "LB", 3)));

    assertThat(ledger.at("A")).isEqualTo(Units.onHand(10, 0));
    assertThat(ledger.at("B")).isEqualTo(Units.onHand(7, 1));
  }

  @Test
  void lineOfAnotherListing_givesBackWhatTheOldOneMayTake() {
    ledger.with(new LedgerCommand.Charge(new ListingKey(SHOP, dev.onepool.ListingId.of("LA")), 5, true, TERMS));
    ledger.with(complete("O1", 1, ordered("1", "LA", 3)));
    long lowered = ledger.pool("A").exposed();
    ledger.with(complete("O1", 2, ordered("1", "LB", 3)));

    assertThat(ledger.pool("A").exposed()).isEqualTo(lowered + 3);
  }

  @Test
  void orderBehindTheWatermark_isAnIncident() {
    ApplyOrder late = complete("O1", 1, ordered("1", "LA", 1));
    ledger.with(new ApplyOrder(SHOP, late.snapshot(), TERMS, late.snapshot().placedAt().plusNanos(1_000)));

    assertThat(ledger.incidentKinds()).containsExactly("late-order");
  }

  @Test
  void orderAtTheWatermark_isNone() {
    ApplyOrder late = complete("O1", 1, ordered("1", "LA", 1));
    ledger.with(new ApplyOrder(SHOP, late.snapshot(), TERMS, late.snapshot().placedAt()));

    assertThat(ledger.incidentKinds()).isEmpty();
  }

  @Test
  void overflowingOrder_isRefusedWhole() {
    ledger.map("PACK", "A", Long.MAX_VALUE / 2);
    Decision decision = ledger.decide(complete("O1", 1, ordered("1", "LB", 1), ordered("2", "PACK", 3)));

    assertThat(decision.answer())
        .isInstanceOfSatisfying(Answer.Refused.class, no -> assertThat(no.kind()).isEqualTo(RefusalKind.OVERFLOW));
    assertThat(decision.changes().isEmpty()).isTrue();
  }
}

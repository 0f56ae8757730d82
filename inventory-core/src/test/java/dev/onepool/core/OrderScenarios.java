package dev.onepool.core;

import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Snapshots.SHOP;
import static dev.onepool.core.Snapshots.TERMS;
import static dev.onepool.core.Snapshots.cancelled;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.ordered;
import static dev.onepool.core.Snapshots.partial;
import static dev.onepool.core.Snapshots.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectKey;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How stock systems really broke on a channel's orders. The number in a name is the scenario's in the project's list of
 * reported incidents; what needs only the ledger's own commands is in {@link LedgerScenarios}.
 */
abstract class OrderScenarios extends OrderHarness {

  private static final OrderLineRef FIRST_LINE = new OrderLineRef(SHOP, OrderId.of("O1"),
      LineId.of("1"));

  @BeforeEach
  void receiveAndMap() {
    given(receive("stock-a", "A", 100), receive("stock-b", "B", 100));
    given(map("LA", part("A", 1)), map("LB", part("B", 1)), map("KIT", part("A", 2), part("B", 1)));
  }

  private Answer charge(String listing, long value) {
    return run(new Charge(new ListingKey(SHOP, ListingId.of(listing)), value, true, TERMS));
  }

  @Test
  void t15_whatAChannelMayTake_isNotHeldForOurOwnCheckout() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("LA")), 70, true, TERMS));

    assertThat(ledger.reserve(reserve("cart", line("A", 31))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("cart", line("A", 30))).isHeld()).isTrue();
  }

  @Test
  void t19_soldDirectlyAndWithinAKit_isCountedOnceEach() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "KIT", 4)));

    assertThat(at("A")).isEqualTo(Units.onHand(89, 11));
    assertThat(at("B")).isEqualTo(Units.onHand(96, 4));
  }

  @Test
  void t20_kit_isOfferedByItsScarcestComponent() {
    assertThat(charge("KIT", 51)).isInstanceOf(Answer.Refused.class);
    assertThat(charge("KIT", 50)).isInstanceOf(Answer.Charged.class);
  }

  @Test
  void t20_kitAndComponent_shareTheFreeUnits() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("LA")), 90, true, TERMS));

    assertThat(charge("KIT", 6)).isInstanceOf(Answer.Refused.class);
    assertThat(charge("KIT", 5)).isInstanceOf(Answer.Charged.class);
  }

  @Test
  void t20_kitOffered_leavesItsUnitsToNobodyElse() {
    given(new Charge(new ListingKey(SHOP, ListingId.of("KIT")), 5, true, TERMS));

    assertThat(ledger.reserve(reserve("cart", line("A", 91))).isHeld()).isFalse();
    assertThat(ledger.reserve(reserve("cart", line("A", 90), line("B", 95))).isHeld()).isTrue();
  }

  @Test
  void t23_sameOrderTwiceAtOnce_takesStockOnce() {
    Together.call(8, i -> run(complete("O1", 1, ordered("1", "LA", 2))));

    assertThat(at("A")).isEqualTo(Units.onHand(98, 2));
  }

  @Test
  void t24_sameNoticeAgainAfterTheTimeout_hasOneEffect() {
    given(complete("O1", 1, shipped("1", "LA", 2)));
    room().clock().advance(Duration.ofSeconds(35));
    given(complete("O1", 1, shipped("1", "LA", 2)));

    assertThat(at("A")).isEqualTo(Units.onHand(98, 0));
  }

  @Test
  void t26_updateBeforeCreate_isAppliedAndStays() {
    given(complete("O1", 2, ordered("1", "LA", 5)), complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(95, 5));
  }

  @Test
  void t27_olderEventDeliveredLater_isIgnored() {
    given(complete("O1", 1, ordered("1", "LA", 3)), complete("O1", 3, shipped("1", "LA", 3)),
        complete("O1", 2, ordered("1", "LA", 7)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 0));
  }

  @Test
  void t27_sequenceDecides_whereTheTimesAreEqual() {
    given(
        atSequence(2, ordered("1", "LA", 2)),
        atSequence(3, ordered("1", "LA", 3)),
        atSequence(1, ordered("1", "LA", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
  }

  private static LedgerCommand atSequence(
      long sequence, OrderSnapshot.Line line) {
    OrderSnapshot same = Snapshots.snapshot("O1", 1, true, List.of(line));
    return Snapshots.apply(new OrderSnapshot(
        same.order(), same.updatedAt(), sequence, same.placedAt(), true, same.lines()));
  }

  @Test
  void t28_latePaidAfterCancel_staysCancelled() {
    given(complete("O1", 1, ordered("1", "LA", 3)), complete("O1", 3, cancelled("1", "LA", 3)));
    room().clock().advance(Duration.ofHours(2));
    given(complete("O1", 2, ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t28_latePaidFirstSeenAfterCancel_staysCancelled() {
    given(complete("O1", 3, cancelled("1", "LA", 3)), complete("O1", 2, ordered("1", "LA", 3)),
        complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t29_sameAllocationADayLater_isNotTakenAgain() {
    given(complete("O1", 1, ordered("1", "LA", 3)));
    room().clock().advance(Duration.ofDays(1));
    given(complete("O1", 5, ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
  }

  @Test
  void t30_sameLinesInAnotherOrder_reserveNothingTwice() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "LA", 4)),
        complete("O1", 2, ordered("2", "LA", 4), ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(93, 7));
  }

  @Test
  void t30_oneLineIdTwice_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> complete("O1", 1, ordered("1", "LA", 3), ordered("1", "LB", 4)))
        .withMessage("order O1 names line 1 twice");
  }

  @Test
  void t32_cancelledCompletedCancelled_givesBackWhatWasTaken() {
    given(complete("O1", 1, cancelled("1", "LA", 5)), complete("O1", 2, shipped("1", "LA", 5)),
        complete("O1", 3, cancelled("1", "LA", 5)));

    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t33_moreGoneBackThanSold_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> counts("1", "LA", 1, 1, 1, 1, 1))
        .withMessageContaining("do not fit");
  }

  @Test
  void t33_refundThenCancel_givesBackWhatWasSold() {
    given(complete("O1", 1, ordered("1", "LA", 1)), complete("O1", 2, cancelled("1", "LA", 1)),
        complete("O1", 3, cancelled("1", "LA", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
  }

  @Test
  void t34_refundThenDeletedLine_givesBackOnce() {
    given(complete("O1", 1, ordered("1", "LA", 1), ordered("2", "LB", 1)),
        complete("O1", 2, cancelled("1", "LA", 1), ordered("2", "LB", 1)), complete("O1", 3, ordered("2", "LB", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(100, 0));
    assertThat(at("B")).isEqualTo(Units.onHand(99, 1));
  }

  @Test
  void t35_returnWithoutRestock_isNotOnSale() {
    given(complete("O1", 1, shipped("1", "LA", 2)), complete("O1", 2, counts("1", "LA", 2, 0, 2, 2, 0)));

    assertThat(at("A")).isEqualTo(new Units(98, 0, 2, 0));
  }

  @Test
  void order_beyondStock_isAShortfallWithItsCause() {
    given(complete("O1", 1, ordered("1", "LA", 103)));

    assertThat(at("A")).isEqualTo(new Units(0, 100, 0, 3));
    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void order_partialSnapshot_removesNoLine() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "LB", 4)), partial("O1", 2, ordered("1", "LA", 1)));

    assertThat(at("A")).isEqualTo(Units.onHand(99, 1));
    assertThat(at("B")).isEqualTo(Units.onHand(96, 4));
  }

  @Test
  void order_unmappedListing_waitsInQuarantine() {
    given(complete("O1", 1, ordered("1", "LA", 3), ordered("2", "NEW", 4)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
    assertThat(incidentKinds()).containsExactly("quarantine");
    assertThat(room().store().waiting(seller, SHOP, null, 10)).hasSize(1);
  }

  @Test
  void order_mappedLater_isAppliedWithItsNextSnapshot() {
    given(complete("O1", 1, ordered("2", "NEW", 4)));
    given(map("NEW", part("B", 2)), complete("O1", 2, ordered("2", "NEW", 4)));

    assertThat(at("B")).isEqualTo(Units.onHand(92, 8));
    assertThat(room().store().waiting(seller, SHOP, null, 10)).isEmpty();
  }

  @Test
  void hostShipsWhatTheChannelReportsLater_countsOnce() {
    given(complete("O1", 1, ordered("1", "LA", 3)));
    given(new StockCommand.Ship(EffectKey.of("ship", "1"), FIRST_LINE, Quantity.of(2)));
    given(complete("O1", 2, counts("1", "LA", 3, 0, 2, 0, 0)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 1));
  }

  @Test
  void hostShipsWhatTheChannelReportedEarlier_countsOnce() {
    given(complete("O1", 1, counts("1", "LA", 3, 0, 1, 0, 0)));
    given(new StockCommand.Ship(EffectKey.of("ship", "1"), FIRST_LINE, Quantity.of(1)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 2));
  }

  @Test
  void hostShipsMoreThanWasOrdered_isRefused() {
    given(complete("O1", 1, shipped("1", "LA", 3)));
    given(new StockCommand.Ship(EffectKey.of("ship", "1"), FIRST_LINE, Quantity.of(3)));

    assertThat(ledger.post(new StockCommand.Ship(EffectKey.of("ship", "2"), FIRST_LINE, Quantity.of(1))))
        .isInstanceOfSatisfying(PostingResult.Refused.class,
            refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.TOO_MANY));
    assertThat(at("A")).isEqualTo(Units.onHand(97, 0));
  }

  @Test
  void saleRecordedOnALineTheChannelReported_isRefused() {
    given(complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(ledger.post(new StockCommand.RecordSale(FIRST_LINE, Sku.of("A"),
        LocationId.MAIN, Quantity.of(3), HandClock.START)))
        .isInstanceOf(PostingResult.Refused.class);
    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
  }

  @Test
  void saleTheHostRecordedFirst_isNotCountedAgainWhenTheChannelReportsIt() {
    given(new StockCommand.RecordSale(FIRST_LINE, Sku.of("A"), LocationId.MAIN,
        Quantity.of(3), HandClock.START));
    given(complete("O1", 1, ordered("1", "LA", 3)));

    assertThat(at("A")).isEqualTo(Units.onHand(97, 3));
  }
}

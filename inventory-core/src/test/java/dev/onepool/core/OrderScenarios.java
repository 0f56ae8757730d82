package dev.onepool.core;

import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Snapshots.cancelled;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.ordered;
import static dev.onepool.core.Snapshots.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How stock systems really broke over orders that arrive twice, late or in the wrong order. The number in a name is the scenario's in the project's list of reported
 * incidents; {@link ScenarioListTest} says what must be there.
 */
abstract class OrderScenarios extends OrderHarness {

  @BeforeEach
  void receiveAndMap() {
    given(receive("stock-a", "A", 100), receive("stock-b", "B", 100));
    given(map("LA", part("A", 1)), map("LB", part("B", 1)), map("KIT", part("A", 2), part("B", 1)));
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

  private static LedgerCommand atSequence(
      long sequence, OrderSnapshot.Line line) {
    OrderSnapshot same = Snapshots.snapshot("O1", 1, true, List.of(line));
    return Snapshots.apply(new OrderSnapshot(
        same.order(), same.updatedAt(), sequence, same.placedAt(), true, same.lines()));
  }
}

package dev.onepool.core;

import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.await;
import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveInsteadOf;
import static dev.onepool.core.Commands.reserveUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectKey;
import dev.onepool.OpenReservation;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.StockCommand.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store's ledger does with a hold while its shopper tries again, pays, or is forgotten. */
abstract class HoldContract extends LedgerHarness {

  private Instant in(int minutes) {
    return clock.instant().plus(Duration.ofMinutes(minutes));
  }

  private void pass(int minutes) {
    clock.advance(Duration.ofMinutes(minutes));
  }

  @Test
  void reserve_insteadOfTheShoppersOwnHold_isHeld() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)));

    assertThat(ledger.reserve(reserveInsteadOf("R1", "R2", line("A", 2))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));
    assertThat(refused(fulfil("R1")).kind()).isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void reserve_withoutNamingTheShoppersOwnHold_isRefused() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)));

    assertThat(ledger.reserve(reserve("R2", line("A", 2))).isHeld()).isFalse();
  }

  @Test
  void reserve_refusedInsteadOfAnother_leavesThatHeld() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)));

    ReservationResult answer = ledger.reserve(reserveInsteadOf("R1", "R2", line("A", 4)));
    assertThat(((ReservationResult.Refused) answer).shortItems()).singleElement()
        .satisfies(item -> assertThat(item.free().units()).isEqualTo(3));
    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));
    given(fulfil("R1"));
  }

  @Test
  void reserve_insteadOfAHoldThatExpired_isHeld() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)));
    pass(10);

    assertThat(ledger.reserve(reserveInsteadOf("R1", "R2", line("A", 3))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(0, 3));
  }

  @Test
  void reserve_insteadOfNobodysHold_isHeld() {
    given(receive("1", "A", 3));

    assertThat(ledger.reserve(reserveInsteadOf("R1", "R2", line("A", 3))).isHeld()).isTrue();
  }

  @Test
  void reserve_insteadOfAConfirmedHold_leavesThatAlone() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), confirm("R1"));

    assertThat(ledger.reserve(reserveInsteadOf("R1", "R2", line("A", 2))).isHeld()).isTrue();
    assertThat(at("A")).isEqualTo(Units.onHand(0, 5));
  }

  @Test
  void reserve_insteadOfAnotherTwice_isTheSameAnswer() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)), reserveInsteadOf("R1", "R2", line("A", 2)));
    int before = entries();

    given(reserveInsteadOf("R1", "R2", line("A", 2)));
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void reserve_insteadOfItself_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> reserveInsteadOf("R1", "R1", line("A", 1)))
        .withMessage("a reservation cannot replace itself: R1");
  }

  @Test
  void awaitPayment_beyondTheEnd_keepsTheHoldUntilItsDeadline() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)), await("1", "R1", in(30)));
    pass(29);
    given(receive("tick", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 3));
  }

  @Test
  void awaitPayment_untilItsDeadline_thenTheHoldEnds() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)), await("1", "R1", in(30)));
    pass(30);
    given(receive("tick", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void awaitPayment_shorterThanTheHold_doesNotShortenIt() {
    given(receive("1", "A", 3), reserveUntil(in(30), "R1", line("A", 3)), await("1", "R1", in(10)));
    pass(20);
    given(receive("tick", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 3));
  }

  @Test
  void awaitPayment_again_canOnlyExtend() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)), await("1", "R1", in(30)),
        await("2", "R1", in(20)));
    pass(25);
    given(receive("tick", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 3));
  }

  @Test
  void awaitPayment_afterTheEnd_isRefused() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)));
    pass(10);

    assertThat(refused(await("1", "R1", in(10))).message())
        .isEqualTo("reservation R1 is expired and cannot be kept for a payment");
  }

  @Test
  void awaitPayment_untilNow_isRefused() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)));

    assertThat(refused(await("1", "R1", in(0))).kind()).isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void awaitPayment_unknown_isRefused() {
    assertThat(refused(await("1", "R1", in(10))).kind()).isEqualTo(RefusalKind.UNKNOWN);
  }

  @Test
  void confirm_held_stopsExpiring() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)), confirm("R1"));
    pass(1_000);
    given(receive("tick", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 3));
    assertThat(incidentKinds()).isEmpty();
  }

  @Test
  void confirm_held_isFulfilledAsAnyHold() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), confirm("R1"), fulfil("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void confirm_held_isReleasedAsAnyHold() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), confirm("R1"), release("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void confirm_expiredAndStillThere_isHeldAgain() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 2)));
    pass(10);
    given(confirm("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));
    assertThat(incidentKinds()).isEmpty();
    given(fulfil("R1"));
  }

  @Test
  void confirm_expiredAndPartlyGone_isAShortfallAndAnIncident() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 3)));
    pass(10);
    given(reserve("R2", line("A", 2)), confirm("R1"));

    assertThat(at("A")).isEqualTo(new Units(0, 3, 0, 2));
    assertThat(inventory.incidents(0, 10)).singleElement().satisfies(incident ->
        assertThat(incident.message()).isEqualTo(
            "reservation R1 was paid for after it was expired; 2 of its 3 units of A at main are not there any more"));
  }

  @Test
  void confirm_released_isHeldAgain() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), release("R1"), confirm("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));
  }

  @Test
  void release_ofOneConfirmedAfterItsRelease_needsAKeyOfItsOwn() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), release("R1"), confirm("R1"), release("R1"));
    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));

    given(new Release(EffectKey.of("refund", "1"), ReservationId.of("R1")));
    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void confirm_fulfilled_isRefused() {
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), fulfil("R1"));

    assertThat(refused(confirm("R1")).kind()).isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void confirm_unknown_isRefused() {
    assertThat(refused(confirm("R1")).kind()).isEqualTo(RefusalKind.UNKNOWN);
  }

  @Test
  void fulfil_expired_staysRefused() {
    given(receive("1", "A", 3), reserveUntil(in(10), "R1", line("A", 2)));
    pass(10);

    assertThat(refused(fulfil("R1")).kind()).isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void fulfil_confirmedWhileShort_findsTheRest() {
    given(receive("1", "A", 1), reserveUntil(in(10), "R1", line("A", 1)));
    pass(10);
    given(adjust("1", "A", -1), confirm("R1"), fulfil("R1"));

    assertThat(at("A")).isEqualTo(Units.NONE);
    assertThat(incidentKinds()).containsExactly("shortfall", "found-at-shipment");
  }

  @Test
  void openReservations_withoutEndAndOlder_areListedLongestHeldFirst() {
    given(receive("1", "A", 9), reserve("R2", line("A", 2)));
    Instant first = clock.instant();
    pass(5);
    given(reserve("R1", line("A", 1)), confirm("R1"), reserveUntil(in(60), "R3", line("A", 1)));
    pass(5);

    assertThat(ledger.openReservations(Duration.ofMinutes(4))).containsExactly(
        new OpenReservation(ReservationId.of("R2"), first, false, List.of(line("A", 2))),
        new OpenReservation(ReservationId.of("R1"), first.plusSeconds(300), true, List.of(line("A", 1))));
  }

  @Test
  void openReservations_notOlder_areNotListed() {
    given(receive("1", "A", 9), reserve("R1", line("A", 2)));
    pass(5);

    assertThat(ledger.openReservations(Duration.ofMinutes(5))).isEmpty();
  }

  @Test
  void openReservations_released_areNotListed() {
    given(receive("1", "A", 9), reserve("R1", line("A", 2)), release("R1"));
    pass(5);

    assertThat(ledger.openReservations(Duration.ZERO)).isEmpty();
  }

  @Test
  void openReservations_negativeAge_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.openReservations(Duration.ofMinutes(-1)))
        .withMessageContaining("PT-1M");
  }
}

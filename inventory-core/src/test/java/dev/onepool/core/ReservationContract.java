package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.ReservationResult.Held;
import dev.onepool.ReservationResult.ShortItem;
import dev.onepool.Sku;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store's ledger does with a checkout's holds: all lines or none, and not for longer than agreed. */
abstract class ReservationContract extends LedgerHarness {

  private static ShortItem shortItem(String sku, LocationId location, long requested, long free) {
    return new ShortItem(Sku.of(sku), location, Quantity.of(requested), Quantity.of(free));
  }

  private List<ShortItem> shortItems(Reserve reserve) {
    return ((ReservationResult.Refused) ledger.reserve(reserve)).shortItems();
  }

  private Instant in(Duration duration) {
    return clock.instant().plus(duration);
  }

  @Test
  void reserve_available_isHeld() {
    given(receive("1", "A", 5));
    Instant end = in(Duration.ofMinutes(10));

    assertThat(ledger.reserve(reserveUntil(end, "R1", line("A", 3)))).isEqualTo(new Held(ReservationId.of("R1"), end));
    assertThat(at("A")).isEqualTo(Units.onHand(2, 3));
  }

  @Test
  void reserve_everythingAvailable_isHeld() {
    given(receive("1", "A", 5));

    assertThat(ledger.reserve(reserve("R1", line("A", 5))).isHeld()).isTrue();
  }

  @Test
  void reserve_beyondAvailable_isRefused() {
    given(receive("1", "A", 5));

    assertThat(shortItems(reserve("R1", line("A", 6)))).containsExactly(shortItem("A", LocationId.MAIN, 6, 5));
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void reserve_unknownSku_isRefusedWithNothingFree() {
    assertThat(shortItems(reserve("R1", line("A", 1)))).containsExactly(shortItem("A", LocationId.MAIN, 1, 0));
  }

  @Test
  void reserve_unknownLocation_isRefused() {
    given(receive("1", "A", 5));

    assertThat(shortItems(reserve("R1", line("A", SECOND, 1)))).containsExactly(shortItem("A", SECOND, 1, 0));
  }

  @Test
  void reserve_oneLineShort_holdsNone() {
    given(receive("1", "A", 5), receive("2", "B", 1));

    assertThat(ledger.reserve(reserve("R1", line("A", 2), line("B", 2))).isHeld()).isFalse();
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
    assertThat(at("B")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void reserve_oneLineShort_namesOnlyThatOne() {
    given(receive("1", "A", 5), receive("2", "B", 1));

    assertThat(shortItems(reserve("R1", line("A", 2), line("B", 2))))
        .containsExactly(shortItem("B", LocationId.MAIN, 2, 1));
  }

  @Test
  void reserve_severalShort_namesEachInOrder() {
    given(receive("1", "A", 1), receive("2", "B", 1));

    assertThat(shortItems(reserve("R1", line("B", 2), line("A", SECOND, 1), line("A", 3)))).containsExactly(
        shortItem("A", LocationId.MAIN, 3, 1), shortItem("A", SECOND, 1, 0), shortItem("B", LocationId.MAIN, 2, 1));
  }

  @Test
  void reserve_whatARefusalCalledFree_isHeld() {
    given(receive("1", "A", 5), reserve("R1", line("A", 2)));
    long free = shortItems(reserve("R2", line("A", 9))).get(0).free().units();

    assertThat(ledger.reserve(reserve("R2", line("A", free))).isHeld()).isTrue();
  }

  @Test
  void reserve_safetyStock_isRefused() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));

    assertThat(shortItems(reserve("R1", line("A", 4)))).containsExactly(shortItem("A", LocationId.MAIN, 4, 3));
  }

  @Test
  void reserve_upToSafetyStock_isHeld() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));

    assertThat(ledger.reserve(reserve("R1", line("A", 3))).isHeld()).isTrue();
  }

  @Test
  void reserve_throughPost_isRefusedAsTooMany() {
    given(receive("1", "A", 5));

    assertThat(refused(reserve("R1", line("A", 6))).kind()).isEqualTo(RefusalKind.TOO_MANY);
  }

  @Test
  void reserve_withoutLines_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> reserve("R1"))
        .withMessage("a reservation must have 1 to 1000 lines, had 0: R1");
  }

  @Test
  void reserve_mostLines_isHeld() {
    given(receive("1", "A", 1_000));
    ReserveLine[] lines = Collections.nCopies(Reserve.MAX_LINES, line("A", 1)).toArray(ReserveLine[]::new);

    assertThat(ledger.reserve(reserve("R1", lines)).isHeld()).isTrue();
  }

  @Test
  void reserve_oneLineTooMany_isRejected() {
    ReserveLine[] lines = Collections.nCopies(Reserve.MAX_LINES + 1, line("A", 1)).toArray(ReserveLine[]::new);

    assertThatIllegalArgumentException().isThrownBy(() -> reserve("R1", lines)).withMessageContaining("1001");
  }

  @Test
  void reserve_zeroUnits_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> line("A", 0))
        .withMessage("reserved quantity must be at least 1, was 0");
  }

  @Test
  void reserve_endingNow_isRejected() {
    given(receive("1", "A", 5));

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.reserve(reserveUntil(clock.instant(), "R1", line("A", 1))))
        .withMessageContaining("R1 would expire at");
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void reserve_endingAMicrosecondFromNow_isHeld() {
    given(receive("1", "A", 5));

    assertThat(ledger.reserve(reserveUntil(in(Duration.ofNanos(1_000)), "R1", line("A", 1))).isHeld()).isTrue();
  }

  @Test
  void fulfil_held_leavesForTheCustomer() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), fulfil("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
    assertThat(Fold.of(ledger).netFrom(Sku.of("A"), StockState.CUSTOMER)).isEqualTo(-3);
  }

  @Test
  void fulfil_whatWasLostMeanwhile_isFoundAtShipment() {
    given(receive("1", "A", 3), reserve("R1", line("A", 3)), adjust("1", "A", -1), fulfil("R1"));

    assertThat(at("A")).isEqualTo(Units.NONE);
    assertThat(incidentKinds()).containsExactly("shortfall", "found-at-shipment");
  }

  @Test
  void fulfil_unknown_isRefused() {
    assertThat(refused(fulfil("R1")).kind()).isEqualTo(RefusalKind.UNKNOWN);
  }

  @Test
  void fulfil_released_isRefused() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), release("R1"));

    assertThat(refused(fulfil("R1")).message()).isEqualTo("reservation R1 is released and cannot be fulfilled");
  }

  @Test
  void release_held_isAvailableAgain() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), release("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void release_whileShort_takesTheShortfallFirst() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), reserve("R2", line("A", 2)), adjust("1", "A", -2),
        release("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 2));
  }

  @Test
  void release_unknown_isRefused() {
    assertThat(refused(release("R1")).kind()).isEqualTo(RefusalKind.UNKNOWN);
  }

  @Test
  void release_fulfilled_isRefused() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)), fulfil("R1"));

    assertThat(refused(release("R1")).kind()).isEqualTo(RefusalKind.WRONG_STATE);
    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
  }

  @Test
  void hold_beforeItsEnd_staysHeld() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 3)));
    clock.advance(Duration.ofMinutes(10).minusNanos(1_000));
    given(receive("2", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 3));
  }

  @Test
  void hold_atItsEnd_isOverWithTheNextCommand() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 3)));
    clock.advance(Duration.ofMinutes(10));
    given(receive("2", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void hold_atItsEnd_isFreeForTheVeryNextReservation() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 5)));
    clock.advance(Duration.ofMinutes(10));

    assertThat(ledger.reserve(reserve("R2", line("A", 5))).isHeld()).isTrue();
  }

  @Test
  void hold_withoutEnd_staysHeld() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)));
    clock.advance(Duration.ofDays(10_000));
    given(receive("2", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 3));
  }

  @Test
  void hold_expired_saysSoInItsEntry() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 3)));
    clock.advance(Duration.ofMinutes(11));
    given(receive("2", "B", 1));

    LedgerEntry entry = ledger.entries(EntryQuery.of(Sku.of("A"))).entries().get(2);
    assertThat(entry.cause()).isEqualTo(EntryCause.RELEASE);
    assertThat(entry.effect()).isEqualTo(EffectKey.of("expiry", "R1"));
  }

  @Test
  void fulfil_late_isRefused() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 3)));
    clock.advance(Duration.ofMinutes(10));

    assertThat(refused(fulfil("R1")).message()).isEqualTo("reservation R1 is expired and cannot be fulfilled");
    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void fulfil_justInTime_isPosted() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 3)));
    clock.advance(Duration.ofMinutes(10).minusNanos(1_000));
    given(fulfil("R1"));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
  }

  @Test
  void release_late_isRefused() {
    given(receive("1", "A", 5), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 3)));
    clock.advance(Duration.ofMinutes(10));

    assertThat(refused(release("R1")).kind()).isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void holds_manyWithDifferentEnds_endOneByOne() {
    given(receive("1", "A", 3),
        reserveUntil(in(Duration.ofMinutes(30)), "R3", line("A", 1)),
        reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 1)),
        reserveUntil(in(Duration.ofMinutes(20)), "R2", line("A", 1)));
    for (int ended = 1; ended <= 3; ended++) {
      clock.advance(Duration.ofMinutes(10));
      given(receive("tick-" + ended, "B", 1));

      assertThat(at("A")).isEqualTo(Units.onHand(ended, 3 - ended));
    }
  }

  @Test
  void hold_afterAnEarlierOneEnded_isStillWatched() {
    given(receive("1", "A", 2), reserveUntil(in(Duration.ofMinutes(10)), "R1", line("A", 1)));
    clock.advance(Duration.ofMinutes(10));
    given(receive("2", "B", 1), reserveUntil(in(Duration.ofMinutes(5)), "R2", line("A", 1)));
    clock.advance(Duration.ofMinutes(5));
    given(receive("3", "B", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
  }
}

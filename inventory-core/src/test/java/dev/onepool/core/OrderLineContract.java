package dev.onepool.core;

import static dev.onepool.core.Commands.cancel;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.giveBack;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.restock;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static dev.onepool.core.Commands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EntryCause;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.StockCommand;
import dev.onepool.StockState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store's ledger does with a sale and what becomes of it: facts, recorded whatever there is. */
abstract class OrderLineContract extends LedgerHarness {

  @Test
  void sale_covered_isReserved() {
    given(receive("1", "A", 5), sale("O1", "A", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 3));
  }

  @Test
  void sale_covered_isNoIncident() {
    given(receive("1", "A", 3), sale("O1", "A", 3));

    assertThat(incidentKinds()).isEmpty();
  }

  @Test
  void sale_beyondStock_isAShortfall() {
    given(receive("1", "A", 5), sale("O1", "A", 7));

    assertThat(at("A")).isEqualTo(new Units(0, 5, 0, 2));
  }

  @Test
  void sale_beyondStock_isAnIncidentWithTheNumbers() {
    given(receive("1", "A", 5), sale("O1", "A", 7));

    assertThat(inventory.incidents(0, 10)).singleElement().satisfies(incident -> {
      assertThat(incident.kind()).isEqualTo("shortfall");
      assertThat(incident.message()).isEqualTo("counter/O1/1 sold 7 units of A at main, 2 more than there are");
    });
  }

  @Test
  void sale_unknownSku_isAShortfall() {
    given(sale("O1", "A", 2));

    assertThat(at("A")).isEqualTo(new Units(0, 0, 0, 2));
  }

  @Test
  void sale_any_happenedWhenItWasPlaced() {
    given(receive("1", "A", 5), sale("O1", "A", 3));

    LedgerEntry entry = ledger.entries(EntryQuery.all()).entries().get(1);
    assertThat(entry.occurredAt()).isEqualTo(HandClock.START.minusSeconds(60));
    assertThat(entry.recordedAt()).isEqualTo(clock.instant());
  }

  @Test
  void cancel_open_isAvailableAgain() {
    given(receive("1", "A", 5), sale("O1", "A", 3), cancel("1", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(4, 1));
  }

  @Test
  void cancel_whileShort_takesTheShortfallFirst() {
    given(receive("1", "A", 5), sale("O1", "A", 7), cancel("1", "O1", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 4));
  }

  @Test
  void cancel_noMoreThanIsShort_freesNothing() {
    given(receive("1", "A", 5), sale("O1", "A", 7), cancel("1", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(0, 5));
  }

  @Test
  void cancel_everythingOpen_isPosted() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 1), cancel("1", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(4, 0));
  }

  @Test
  void cancel_beyondOpen_isRefused() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 1));

    assertThat(refused(cancel("1", "O1", 3)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(2, 2));
  }

  @Test
  void ship_open_leavesForTheCustomer() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
  }

  @Test
  void ship_beyondOpen_isRefused() {
    given(receive("1", "A", 5), sale("O1", "A", 3), cancel("1", "O1", 1));

    assertThat(refused(ship("1", "O1", 3)).kind()).isEqualTo(RefusalKind.TOO_MANY);
  }

  @Test
  void ship_whatTheLedgerDidNotKnow_wasFound() {
    given(receive("1", "A", 1), sale("O1", "A", 3), ship("1", "O1", 3));

    assertThat(at("A")).isEqualTo(Units.NONE);
    assertThat(ledger.entries(EntryQuery.all()).entries()).extracting(LedgerEntry::cause)
        .containsExactly(EntryCause.RECEIPT, EntryCause.SALE, EntryCause.SHIPMENT, EntryCause.FOUND_AT_SHIPMENT);
  }

  @Test
  void ship_whatTheLedgerDidNotKnow_isAnIncident() {
    given(receive("1", "A", 1), sale("O1", "A", 3), ship("1", "O1", 3));

    assertThat(incidentKinds()).containsExactly("shortfall", "found-at-shipment");
  }

  @Test
  void return_shipped_waitsUnsellable() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 3), giveBack("1", "O1", 2));

    assertThat(at("A")).isEqualTo(new Units(2, 0, 2, 0));
  }

  @Test
  void return_beyondShipped_isRefused() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 2));

    assertThat(refused(giveBack("1", "O1", 3)).kind()).isEqualTo(RefusalKind.TOO_MANY);
  }

  @Test
  void restock_returned_isAvailableAgain() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 3), giveBack("1", "O1", 2), restock("1", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(4, 0));
  }

  @Test
  void restock_beyondReturned_isRefused() {
    given(receive("1", "A", 5), sale("O1", "A", 3), ship("1", "O1", 3), giveBack("1", "O1", 1));

    assertThat(refused(restock("1", "O1", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(new Units(2, 0, 1, 0));
  }

  @Test
  void restock_whileShort_fillsTheShortfallFirst() {
    given(receive("1", "A", 3), sale("O1", "A", 3), ship("1", "O1", 3), giveBack("1", "O1", 2), sale("O2", "A", 1),
        restock("1", "O1", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 1));
  }

  @Test
  void restock_ofUnitsThatWereFound_isNoNews() {
    given(receive("1", "A", 1), sale("O1", "A", 3), ship("1", "O1", 3), giveBack("1", "O1", 3), restock("1", "O1", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void restock_afterACount_isNews() {
    given(receive("1", "A", 1), sale("O1", "A", 3), ship("1", "O1", 3), count("1", "A", 0), giveBack("1", "O1", 3),
        restock("1", "O1", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
  }

  @Test
  void receive_ofUnitsThatWereFoundAtShipment_isNoNews() {
    given(sale("O1", "A", 5), ship("1", "O1", 5), receive("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void receive_moreThanWasFoundAtShipment_isNewsForTheRest() {
    given(receive("1", "A", 1), sale("O1", "A", 5), ship("1", "O1", 5), receive("2", "A", 6));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
  }

  @Test
  void receive_ofUnitsThatWereFound_takesTheFindBack() {
    given(sale("O1", "A", 5), ship("1", "O1", 5), receive("1", "A", 5));

    LedgerEntry last = Fold.of(ledger).entries().get(entries() - 1);
    assertThat(last.cause()).isEqualTo(EntryCause.FOUND_AT_SHIPMENT);
    assertThat(last.from()).isEqualTo(StockState.SUPPLIER);
    assertThat(last.to()).isEqualTo(StockState.WRITE_OFF);
  }

  @Test
  void receive_afterACountOfWhatWasFound_isNews() {
    given(sale("O1", "A", 5), ship("1", "O1", 5), count("1", "A", 0), receive("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void transfer_toWhereUnitsWereFound_isNoNewsThere() {
    given(receive("1", "A", 5), sale("O1", "A", Commands.SECOND, 2), ship("1", "O1", 2), transfer("1", "A", 3));

    assertThat(at("A", Commands.SECOND)).isEqualTo(Units.onHand(1, 0));
  }

  static Stream<StockCommand> onAnUnknownLine() {
    return Stream.of(cancel("1", "nobody", 1), ship("1", "nobody", 1), giveBack("1", "nobody", 1),
        restock("1", "nobody", 1));
  }

  @ParameterizedTest
  @MethodSource("onAnUnknownLine")
  void anything_unknownLine_isRefused(StockCommand command) {
    assertThat(refused(command).message()).isEqualTo("no order line counter/nobody/1");
  }

  static Stream<Runnable> withZeroUnits() {
    return Stream.of(() -> sale("O1", "A", 0), () -> cancel("1", "O1", 0), () -> ship("1", "O1", 0),
        () -> giveBack("1", "O1", 0), () -> restock("1", "O1", 0));
  }

  @ParameterizedTest
  @MethodSource("withZeroUnits")
  void anything_zeroUnits_isRejected(Runnable command) {
    assertThatIllegalArgumentException().isThrownBy(command::run).withMessageContaining("must be at least 1, was 0");
  }
}

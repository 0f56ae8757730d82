package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.PostingResult.Posted;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand.Transfer;
import dev.onepool.StockState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store's ledger does with units on hand: receipts, adjustments, counts, transfers, safety stock. */
abstract class StockLedgerContract extends LedgerHarness {

  private List<EntryCause> causes() {
    return ledger.entries(EntryQuery.all()).entries().stream().map(LedgerEntry::cause).toList();
  }

  @Test
  void position_unknownSku_hasNoLocations() {
    assertThat(ledger.position(Sku.of("never seen")).locations()).isEmpty();
  }

  @Test
  void receive_unknownSku_isAvailable() {
    given(receive("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void receive_any_answersWithItsEntry() {
    given(receive("1", "A", 5));
    Posted second = ledger.post(receive("2", "A", 3)).posted();

    assertThat(second).isEqualTo(new Posted(EffectKey.of("receipt", "2"), lastEntry(), 1));
  }

  @Test
  void receive_zero_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> receive("1", "A", 0))
        .withMessage("received quantity must be at least 1, was 0");
  }

  @Test
  void receive_negative_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> receive("1", "A", -1))
        .withMessage("quantity must not be negative: -1");
  }

  @Test
  void receive_whileShort_fillsTheShortfallFirst() {
    given(sale("O1", "A", 5), receive("1", "A", 7));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 5));
  }

  @Test
  void receive_fewerThanShort_leavesNothingAvailable() {
    given(sale("O1", "A", 5), receive("1", "A", 3));

    assertThat(at("A")).isEqualTo(new Units(0, 3, 0, 2));
  }

  @Test
  void receive_whileShort_saysWhichUnitsFilledTheShortfall() {
    given(sale("O1", "A", 5), receive("1", "A", 7));

    assertThat(causes()).containsExactly(EntryCause.SHORTFALL_FILLED, EntryCause.RECEIPT);
  }

  @Test
  void adjust_found_isAvailable() {
    given(adjust("1", "A", 4));

    assertThat(at("A")).isEqualTo(Units.onHand(4, 0));
  }

  @Test
  void adjust_lost_isNoLongerAvailable() {
    given(receive("1", "A", 4), adjust("1", "A", -3));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void adjust_everythingOnHand_leavesNothing() {
    given(receive("1", "A", 4), adjust("1", "A", -4));

    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void adjust_beyondOnHand_isRefused() {
    given(receive("1", "A", 4));

    assertThat(refused(adjust("1", "A", -5)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(4, 0));
  }

  @Test
  void adjust_beyondOnHand_saysTheNumbers() {
    given(receive("1", "A", 4));

    assertThat(refused(adjust("1", "A", -5)).message()).isEqualTo("cannot take 5 units of A at main: 4 on hand");
  }

  @Test
  void adjust_belowPromises_makesAShortfall() {
    given(receive("1", "A", 4), reserve("R1", line("A", 3)), adjust("1", "A", -2));

    assertThat(at("A")).isEqualTo(new Units(0, 2, 0, 1));
  }

  @Test
  void adjust_belowPromises_isAnIncident() {
    given(receive("1", "A", 4), reserve("R1", line("A", 3)), adjust("1", "A", -2));

    assertThat(incidentKinds()).containsExactly("shortfall");
  }

  @Test
  void adjust_downToPromises_isNoIncident() {
    given(receive("1", "A", 4), reserve("R1", line("A", 3)), adjust("1", "A", -1));

    assertThat(incidentKinds()).isEmpty();
  }

  @Test
  void adjust_byZero_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> adjust("1", "A", 0))
        .withMessageContaining("must not be 0");
  }

  @Test
  void count_more_findsTheDifference() {
    given(receive("1", "A", 4), count("1", "A", 6));

    assertThat(at("A")).isEqualTo(Units.onHand(6, 0));
  }

  @Test
  void count_less_losesTheDifference() {
    given(receive("1", "A", 4), count("1", "A", 1));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void count_includesReservedUnits() {
    given(receive("1", "A", 4), reserve("R1", line("A", 3)), count("1", "A", 4));

    assertThat(at("A")).isEqualTo(Units.onHand(1, 3));
  }

  @Test
  void count_asBelieved_writesNothing() {
    given(receive("1", "A", 4));

    assertThat(ledger.post(count("1", "A", 4))).isEqualTo(new Posted(EffectKey.of("count", "1"), 0, 0));
  }

  @Test
  void count_zero_leavesPromisesShort() {
    given(receive("1", "A", 4), reserve("R1", line("A", 3)), count("1", "A", 0));

    assertThat(at("A")).isEqualTo(new Units(0, 0, 0, 3));
  }

  @Test
  void count_moreWhileShort_fillsTheShortfallFirst() {
    given(receive("1", "A", 1), sale("O1", "A", 3), count("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 3));
  }

  @Test
  void transfer_free_movesBetweenLocations() {
    given(receive("1", "A", 5), transfer("1", "A", 2));

    assertThat(at("A")).isEqualTo(Units.onHand(3, 0));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(2, 0));
  }

  @Test
  void transfer_everythingFree_leavesNothing() {
    given(receive("1", "A", 5), transfer("1", "A", 5));

    assertThat(at("A")).isEqualTo(Units.NONE);
  }

  @Test
  void transfer_beyondFree_isRefused() {
    given(receive("1", "A", 5));

    assertThat(refused(transfer("1", "A", 6)).message()).isEqualTo("cannot transfer 6 units of A at main: 5 are free");
  }

  @Test
  void transfer_reservedUnits_isRefused() {
    given(receive("1", "A", 5), reserve("R1", line("A", 4)));

    assertThat(refused(transfer("1", "A", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    assertThat(at("A")).isEqualTo(Units.onHand(1, 4));
  }

  @Test
  void transfer_safetyStock_isRefused() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));

    assertThat(refused(transfer("1", "A", 4)).kind()).isEqualTo(RefusalKind.TOO_MANY);
  }

  @Test
  void transfer_toAShortPlace_fillsItsShortfall() {
    given(sale("O1", "A", SECOND, 3), receive("1", "A", 5), transfer("1", "A", 5));

    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(2, 3));
  }

  @Test
  void transfer_toTheSamePlace_isRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Transfer(
        EffectKey.of("transfer", "1"), Sku.of("A"), LocationId.MAIN, LocationId.MAIN, Quantity.of(1)))
        .withMessageContaining("two different locations");
  }

  @Test
  void transfer_any_passesThroughTransit() {
    given(receive("1", "A", 5), transfer("1", "A", 2));

    assertThat(ledger.entries(EntryQuery.all()).entries().subList(1, 3))
        .extracting(LedgerEntry::from, LedgerEntry::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(StockState.AVAILABLE, StockState.TRANSIT),
            org.assertj.core.groups.Tuple.tuple(StockState.TRANSIT, StockState.AVAILABLE));
  }

  @Test
  void safetyStock_set_isNotPromised() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));

    assertThat(ledger.position(Sku.of("A")).availableToPromise()).isEqualTo(Quantity.of(3));
  }

  @Test
  void safetyStock_set_staysAvailable() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void safetyStock_again_returnsThePrevious() {
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2));

    assertThat(ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(7))).isEqualTo(Quantity.of(2));
  }

  @Test
  void safetyStock_first_returnsNone() {
    assertThat(ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(2))).isEqualTo(Quantity.ZERO);
  }

  @Test
  void safetyStock_aboveWhatIsThere_promisesNothingAndNotLess() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(9));

    assertThat(ledger.position(Sku.of("A")).availableToPromise()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void position_severalLocations_areInOrder() {
    given(receive("1", "A", SECOND, 5), receive("2", "A", 3));

    assertThat(ledger.position(Sku.of("A")).locations()).extracting(at -> at.location())
        .containsExactly(LocationId.MAIN, SECOND);
  }

  @Test
  void position_severalLocations_areAddedUp() {
    given(receive("1", "A", SECOND, 5), receive("2", "A", 3), reserve("R1", line("A", SECOND, 1)));

    assertThat(ledger.position(Sku.of("A")).onHand()).isEqualTo(Quantity.of(8));
    assertThat(ledger.position(Sku.of("A")).available()).isEqualTo(Quantity.of(7));
  }

  @Test
  void position_ofOneSku_knowsNothingOfAnother() {
    given(receive("1", "A", 5), receive("2", "AB", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(5, 0));
  }

  @Test
  void sku_inOtherCase_isAnotherSku() {
    given(receive("1", "sku", 5));

    assertThat(ledger.position(Sku.of("SKU")).locations()).isEmpty();
  }

  @Test
  void sku_withQuotesAndBackslash_isKeptAsItIs() {
    given(receive("1", "a\"b\\c'd %_é\uD83D\uDCE6", 5), reserve("R\"\\'1", line("a\"b\\c'd %_é\uD83D\uDCE6", 2)));

    assertThat(at("a\"b\\c'd %_é\uD83D\uDCE6")).isEqualTo(Units.onHand(3, 2));
  }
}

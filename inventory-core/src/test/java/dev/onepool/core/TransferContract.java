package dev.onepool.core;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.arrive;
import static dev.onepool.core.Commands.dispatch;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.lose;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LocationId;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockState;
import org.junit.jupiter.api.Test;

/** What every store's ledger does with units that are on their way between two locations. */
abstract class TransferContract extends LedgerHarness {

  private long incoming(String sku, LocationId location) {
    return ledger.position(Sku.of(sku)).locations().stream().filter(at -> at.location().equals(location))
        .mapToLong(at -> at.incoming().units()).sum();
  }

  @Test
  void dispatch_free_isIncomingAtTheOther() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3));

    assertThat(at("A")).isEqualTo(Units.onHand(2, 0));
    assertThat(at("A", SECOND)).isEqualTo(Units.NONE);
    assertThat(incoming("A", SECOND)).isEqualTo(3);
  }

  @Test
  void dispatch_beyondWhatIsFree_isRefused() {
    given(receive("1", "A", 5), reserve("R1", line("A", 3)));

    assertThat(refused(dispatch("T1", "A", 3)).kind()).isEqualTo(RefusalKind.TOO_MANY);
    given(dispatch("T1", "A", 2));
  }

  @Test
  void dispatch_safetyStock_isRefused() {
    given(receive("1", "A", 5));
    ledger.safetyStock(Sku.of("A"), LocationId.MAIN, Quantity.of(1));

    assertThat(refused(dispatch("T1", "A", 5)).kind()).isEqualTo(RefusalKind.TOO_MANY);
  }

  @Test
  void dispatch_knownTransfer_isRefused() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3));

    assertThat(refused(new dev.onepool.StockCommand.Dispatch(dev.onepool.EffectKey.of("dispatch", "again"),
        dev.onepool.TransferId.of("T1"), Sku.of("A"), LocationId.MAIN, SECOND, Quantity.of(1))).kind())
        .isEqualTo(RefusalKind.WRONG_STATE);
  }

  @Test
  void incoming_isNotPromised() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3));

    assertThat(ledger.reserve(reserve("R1", line("A", SECOND, 1))).isHeld()).isFalse();
  }

  @Test
  void arrive_inParts_isAvailablePartByPart() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3), arrive("1", "T1", 1));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(1, 0));
    assertThat(incoming("A", SECOND)).isEqualTo(2);

    given(arrive("2", "T1", 2));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(3, 0));
    assertThat(incoming("A", SECOND)).isZero();
  }

  @Test
  void arrive_whileShort_fillsTheShortfallFirst() {
    given(receive("1", "A", 5), sale("O1", "A", SECOND, 2), dispatch("T1", "A", 3));
    assertThat(at("A", SECOND)).isEqualTo(new Units(0, 0, 0, 2));

    given(arrive("1", "T1", 3));
    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(1, 2));
  }

  @Test
  void arrive_ofUnitsThatWereFoundAtShipment_isNoNews() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3), sale("O1", "A", SECOND, 2), ship("1", "O1", 2),
        arrive("1", "T1", 3));

    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void arrive_beyondWhatIsUnderWay_isRefused() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3), arrive("1", "T1", 2));

    assertThat(refused(arrive("2", "T1", 2)).message())
        .isEqualTo("2 units of transfer T1 cannot arrive: 1 are under way");
    given(arrive("2", "T1", 1));
  }

  @Test
  void arrive_twiceWithOneKey_countsOnce() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3), arrive("1", "T1", 1), arrive("1", "T1", 1));

    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(1, 0));
  }

  @Test
  void arrive_unknownTransfer_isRefused() {
    assertThat(refused(arrive("1", "T1", 1)).kind()).isEqualTo(RefusalKind.UNKNOWN);
  }

  @Test
  void lose_underWay_isWrittenOff() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3), arrive("1", "T1", 1), lose("1", "T1", 2));

    assertThat(at("A", SECOND)).isEqualTo(Units.onHand(1, 0));
    assertThat(incoming("A", SECOND)).isZero();
    assertThat(Fold.of(ledger).netFrom(Sku.of("A"), StockState.WRITE_OFF)).isEqualTo(-2);
  }

  @Test
  void lose_beyondWhatIsUnderWay_isRefused() {
    given(receive("1", "A", 5), dispatch("T1", "A", 3), arrive("1", "T1", 2));

    assertThat(refused(lose("1", "T1", 2)).kind()).isEqualTo(RefusalKind.TOO_MANY);
  }

  @Test
  void lose_unknownTransfer_isRefused() {
    assertThat(refused(lose("1", "T1", 1)).kind()).isEqualTo(RefusalKind.UNKNOWN);
  }
}

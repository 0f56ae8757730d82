package dev.onepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class GhostTruthTest {

  private final GhostTruth truth = new GhostTruth();

  @Test
  void left_afterReceiptSaleAndCancellation_isWhatNobodyWasPromised() {
    truth.receive(10);
    truth.sell(4);
    truth.cancel(1);
    assertThat(truth.left()).isEqualTo(7);
  }

  @Test
  void oversold_sellingTheLastUnit_isZero() {
    truth.receive(2);
    truth.sell(2);
    assertThat(truth.oversold()).isZero();
  }

  @Test
  void oversold_sellingOneMore_isOne() {
    truth.receive(2);
    truth.sell(3);
    assertThat(truth.oversold()).isEqualTo(1);
  }

  @Test
  void oversold_coveredLater_keepsTheWorst() {
    truth.sell(3);
    truth.receive(10);
    assertThat(truth.oversold()).isEqualTo(3);
  }

  @Test
  void oversold_worseLater_isTheWorst() {
    truth.sell(3);
    truth.cancel(2);
    truth.sell(4);
    assertThat(truth.oversold()).isEqualTo(5);
  }

  @Test
  void oversold_lessBadLater_keepsTheWorst() {
    truth.sell(3);
    truth.cancel(2);
    truth.sell(1);
    assertThat(truth.oversold()).isEqualTo(3);
  }

  @Test
  void sell_nothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> truth.sell(0)).withMessageContaining("0");
  }

  @Test
  void receive_beyondALong_isRefused() {
    truth.receive(Long.MAX_VALUE);
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> truth.receive(1));
  }
}

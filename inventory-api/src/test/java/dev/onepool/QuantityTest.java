package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuantityTest {

  @Test
  void of_zero_isZero() {
    assertThat(Quantity.of(0)).isEqualTo(Quantity.ZERO);
  }

  @Test
  void of_greatest_isKept() {
    assertThat(Quantity.of(Long.MAX_VALUE).units()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void of_negative_isRefusedWithTheValue() {
    assertThatThrownBy(() -> Quantity.of(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantity must not be negative: -1");
  }

  @Test
  void requirePositive_one_isReturned() {
    assertThat(Quantity.of(1).requirePositive("sold quantity")).isEqualTo(Quantity.of(1));
  }

  @Test
  void requirePositive_zero_isRefusedByName() {
    assertThatThrownBy(() -> Quantity.ZERO.requirePositive("sold quantity"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sold quantity must be at least 1, was 0");
  }

  @Test
  void plus_addsUnits() {
    assertThat(Quantity.of(2).plus(Quantity.of(3))).isEqualTo(Quantity.of(5));
  }

  @Test
  void plus_upToTheGreatest_isKept() {
    assertThat(Quantity.of(Long.MAX_VALUE - 1).plus(Quantity.of(1))).isEqualTo(Quantity.of(Long.MAX_VALUE));
  }

  @Test
  void plus_beyondTheGreatest_throwsAndNeverWraps() {
    assertThatThrownBy(() -> Quantity.of(Long.MAX_VALUE).plus(Quantity.of(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void order_isByUnits() {
    assertThat(Quantity.of(9)).isLessThan(Quantity.of(10));
  }
}

package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuaranteeTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 3, Double.MAX_VALUE})
  void rights_anyPositiveDays_isAccepted(double days) {
    assertThat(new Guarantee.Rights(days).displayDays()).isEqualTo(days);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY, Double.NaN})
  void rights_whatIsNoPositiveNumber_isRefusedWithTheValue(double days) {
    assertThatThrownBy(() -> new Guarantee.Rights(days))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was " + days);
  }

  @Test
  void mirror_negativeBuffer_isRefused() {
    assertThatThrownBy(() -> Guarantee.mirror(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mirror_withoutBuffer_isAccepted() {
    assertThat(Guarantee.mirror(0)).isEqualTo(new Guarantee.Mirror(Quantity.ZERO));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 0.01, 0.999})
  void chance_between0And1_isAccepted(double epsilon) {
    assertThat(Guarantee.auto(epsilon)).isEqualTo(new Guarantee.Auto(epsilon));
    assertThat(Guarantee.buffered(epsilon)).isEqualTo(new Guarantee.Buffered(epsilon));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 5, Double.NaN})
  void chance_notBetween0And1_isRefusedWithTheValue(double epsilon) {
    assertThatThrownBy(() -> Guarantee.auto(epsilon)).hasMessageContaining("was " + epsilon);
    assertThatThrownBy(() -> Guarantee.buffered(epsilon)).hasMessageContaining("was " + epsilon);
  }
}

package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MassChangeBrakeTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void share_outOfRange_isRefused(double share) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MassChangeBrake(share, 10, HOUR)).withMessageContaining("share");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1})
  void share_inRange_isTaken(double share) {
    assertThat(new MassChangeBrake(share, 10, HOUR).share()).isEqualTo(share);
  }

  @Test
  void atLeast_zero_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MassChangeBrake(0.2, 0, HOUR)).withMessageContaining("atLeast");
  }

  @Test
  void atLeast_one_isTaken() {
    assertThat(new MassChangeBrake(0.2, 1, HOUR).atLeast()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1S", "PT24H1S"})
  void patience_outOfRange_isRefused(String patience) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MassChangeBrake(0.2, 10, Duration.parse(patience)))
        .withMessageContaining("patience");
  }

  @Test
  void patience_aDay_isTaken() {
    assertThat(new MassChangeBrake(0.2, 10, Duration.ofDays(1)).patience()).isEqualTo(Duration.ofDays(1));
  }
}

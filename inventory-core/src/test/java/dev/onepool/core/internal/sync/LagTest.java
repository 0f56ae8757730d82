package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long something takes. */
class LagTest {

  private final Lag lag = new Lag();

  private void took(int times, Duration time) {
    for (int i = 0; i < times; i++) {
      lag.took(time);
    }
  }

  @Test
  void quantile_tooLittleSeen_isUnknown() {
    took(4, Duration.ofMinutes(5));
    assertThat(lag.quantile(0.99)).isNull();
  }

  @Test
  void quantile_alwaysTheSame_isThatOrALittleMore() {
    took(5, Duration.ofMinutes(5));
    assertThat(lag.quantile(0.99)).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(331));
  }

  @Test
  void quantile_rareLongOnes_areCoveredWhereTheyMatter() {
    took(95, Duration.ofMinutes(1));
    took(5, Duration.ofHours(1));
    assertThat(lag.quantile(0.9)).isLessThan(Duration.ofMinutes(2));
    assertThat(lag.quantile(0.99)).isGreaterThanOrEqualTo(Duration.ofHours(1));
  }

  @Test
  void quantile_whatWasLongAgo_isForgotten() {
    took(500, Duration.ofHours(1));
    took(8_000, Duration.ofMinutes(1));
    assertThat(lag.quantile(0.99)).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void quantile_negativeTimes_countAsNone() {
    took(5, Duration.ofMinutes(-5));
    assertThat(lag.quantile(0.99)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void quantile_absurdlyLong_isTheLongestKept() {
    took(5, Duration.ofDays(100_000));
    assertThat(lag.quantile(0.5)).isGreaterThan(Duration.ofDays(300));
  }

  @Test
  void took_forever_keepsItsNumbersFinite() {
    took(200_000, Duration.ofMinutes(5));
    assertThat(lag.quantile(0.99)).isLessThan(Duration.ofMinutes(6));
  }
}

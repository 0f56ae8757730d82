package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.MINUTE;
import static dev.onepool.testkit.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class ManualClockTest {

  private final ManualClock clock = new ManualClock(START);

  @Test
  void instant_ofANewClock_isItsStart() {
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void advance_byAStep_addsIt() {
    clock.advance(MINUTE);
    assertThat(clock.instant()).isEqualTo(START.plus(MINUTE));
  }

  @Test
  void advance_byNothing_isAllowed() {
    clock.advance(Duration.ZERO);
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void advance_byANegativeStep_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(MINUTE.negated()));
  }

  @Test
  void advanceTo_aLaterInstant_isThere() {
    clock.advanceTo(START.plusMillis(1));
    assertThat(clock.instant()).isEqualTo(START.plusMillis(1));
  }

  @Test
  void advanceTo_anEarlierInstant_isRefusedWithBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.advanceTo(START.minusMillis(1)))
        .withMessageContaining("2026-01-01T00:00:00Z")
        .withMessageContaining("2025-12-31T23:59:59.999Z");
  }

  @Test
  void withZone_moved_movesWithItsSource() {
    Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
    clock.advance(MINUTE);
    assertThat(tokyo.instant()).isEqualTo(START.plus(MINUTE));
  }
}

package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From when on orders count as hidden, and for how long. */
class OrderSightTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  /** As old as a watermark may be that is called fresh. */
  private static final Duration FRESH = Duration.ofMinutes(25);

  private static OrderSight readTo(Duration ago) {
    return OrderSight.of(NOW.minus(ago), FRESH, NOW);
  }

  @Test
  void freshWatermark_hidesNothing() {
    assertThat(readTo(FRESH)).isEqualTo(new OrderSight(NOW.minus(FRESH), Duration.ZERO));
  }

  @Test
  void aSecondOlder_hidesUntilTheNextStep() {
    assertThat(readTo(FRESH.plusSeconds(1))).isEqualTo(new OrderSight(NOW.minus(FRESH), Duration.ofMinutes(1)));
  }

  @Test
  void hidden_isNeverLessThanTheTimeUnread_andAtMostAQuarterMore() {
    for (long minutes = 2; minutes < 3 * 24 * 60; minutes += 7) {
      Duration unread = Duration.ofMinutes(minutes);
      assertThat(readTo(FRESH.plus(unread)).hidden()).isBetween(unread, unread.multipliedBy(5).dividedBy(4).plusMillis(1));
    }
  }

  @Test
  void hidden_betweenTwoSteps_isTheSame() {
    assertThat(readTo(FRESH.plusMinutes(400))).isEqualTo(readTo(FRESH.plusMinutes(410)));
  }
}

package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.core.internal.sync.OrderFreshness.Reading;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How old orders may be where something is raised. */
class OrderFreshnessTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private static boolean allows(Reading last, Duration delay, Duration unread) {
    return OrderFreshness.allowsRaising(last, NOW.minus(delay).minus(unread), OrderFreshness.longest(delay, Duration.ZERO), NOW);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT15M", "PT5M, PT15M", "PT30M, PT30M", "PT1H, PT1H", "PT24H, PT1H"})
  void ordersReadWithinTheLimit_allowRaising_andASecondLaterDoNot(Duration delay, Duration limit) {
    assertThat(allows(Reading.COMPLETE, delay, limit)).isTrue();
    assertThat(allows(Reading.COMPLETE, delay, limit.plusSeconds(1))).isFalse();
  }

  /** A channel whose clock is behind tells of no later time, however well its orders are known. */
  @Test
  void clockThatMayBeBehind_makesNoOrdersOld_butNoMoreThanItMayBeBehind() {
    Duration skew = Duration.ofMinutes(50);
    Duration longest = OrderFreshness.longest(Duration.ofMinutes(20), skew);
    Instant read = NOW.minus(skew).minus(Duration.ofMinutes(40));
    assertThat(OrderFreshness.allowsRaising(Reading.COMPLETE, read, longest, NOW)).isTrue();
    assertThat(OrderFreshness.allowsRaising(Reading.COMPLETE, read.minusSeconds(1), longest, NOW)).isFalse();
  }

  @Test
  void afterAReadingThatFailed_nothingIsRaised() {
    assertThat(allows(Reading.FAILED, Duration.ZERO, Duration.ZERO)).isFalse();
  }

  @Test
  void beforeTheFirstReading_nothingIsRaised() {
    assertThat(allows(Reading.NONE, Duration.ZERO, Duration.ZERO)).isFalse();
  }

  @Test
  void withoutAWatermark_nothingIsRaised() {
    assertThat(OrderFreshness.allowsRaising(Reading.COMPLETE, null, Duration.ZERO, NOW)).isFalse();
  }
}

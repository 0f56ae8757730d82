package dev.onepool.benchmarks.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@code benchmarks/run amazon-day}: 2,000 SKUs and two hours. */
class AmazonDayTest {

  private static final DayFigures POLLED = run(new DayPlan(2_000, 2, 300, false, 1));

  private static DayFigures run(DayPlan plan) {
    try (AmazonDay day = new AmazonDay(plan)) {
      return day.run();
    }
  }

  @Test
  void polled_nothingIsOversold() {
    assertThat(POLLED.oversold()).as("%s", POLLED).isZero();
  }

  @Test
  void polled_booksAgreeAndTheAuditIsClean() {
    assertThat(POLLED.right()).as("%s", POLLED).isTrue();
  }

  @Test
  void polled_watermarkIsKeptUp() {
    assertThat(POLLED.keptUp()).as("%s", POLLED).isTrue();
  }

  @Test
  void polled_whatLowersReachesAmazonFirst() {
    assertThat(POLLED.lowersFirst()).as("%s", POLLED).isTrue();
  }

  @Test
  void polled_somethingReallyHappens() {
    assertThat(POLLED.placed()).isGreaterThan(400);
    assertThat(POLLED.writes().lowered()).isNotEmpty();
    assertThat(POLLED.writes().raised()).hasSizeGreaterThan(50);
  }

  @Test
  void notified_everyOrderIsTold() {
    DayFigures told = run(new DayPlan(40, 1, 120, true, 1));
    assertThat(told.told()).as("%s", told).isEqualTo(told.placed()).isPositive();
  }

  @Test
  void keptUp_aSecondTooOld_isNot() {
    assertThat(aged(DayFigures.KEPT_UP).keptUp()).isTrue();
    assertThat(aged(DayFigures.KEPT_UP.plusSeconds(1)).keptUp()).isFalse();
  }

  private static DayFigures aged(Duration age) {
    return new DayFigures(POLLED.plan(), age, 1, 0, 1, 0, 0, java.util.List.of(age), POLLED.writes(), 0, 0, 0, 0, 0, 0,
        java.util.Map.of());
  }
}

package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listing sold lately. */
class DemandTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void with_nothingBefore_remembersTheLine() {
    assertThat(Demand.NONE.with(3, START).lines()).isEqualTo(1);
  }

  @Test
  void unitsPerDay_afterAHalfLife_isHalf() {
    Demand demand = Demand.NONE.with(3, START);
    assertThat(demand.unitsPerDayAt(START.plus(Demand.HALF_LIFE)))
        .isCloseTo(demand.unitsPerDayAt(START) / 2, within(1e-9));
  }

  @Test
  void unitsPerDay_ofASteadyListing_isWhatItSells() {
    Demand demand = Demand.NONE;
    for (int day = 0; day < 200; day++) {
      demand = demand.with(4, START.plus(Duration.ofDays(day)));
    }
    assertThat(demand.unitsPerDay()).isCloseTo(4, within(0.2));
  }

  /** Lines of two units, six a day for so many days; returns lines a day as long as it was watched. */
  private static double watched(int days) {
    Demand demand = Demand.NONE;
    for (int i = 0; i < 6 * days; i++) {
      demand = demand.with(2, START.plus(Duration.ofHours(4L * i)));
    }
    return demand.linesPerWatchedDayAt(demand.at());
  }

  @Test
  void linesPerWatchedDay_ofAYoungListing_isWhatItSells() {
    assertThat(watched(2)).isBetween(6.0, 7.2);
    assertThat(watched(10)).isBetween(6.0, 7.2);
  }

  @Test
  void linesPerWatchedDay_ofAnOldListing_isLittleMoreThanItSells() {
    assertThat(watched(200)).isBetween(6.0, 7.2);
  }

  @Test
  void linesPerWatchedDay_ofOneLine_isAtMostOne() {
    assertThat(Demand.NONE.with(2, START).linesPerWatchedDayAt(START)).isBetween(0.9, 1.1);
    assertThat(Demand.NONE.linesPerWatchedDayAt(START)).isZero();
  }

  @Test
  void with_orderFromThePast_doesNotMoveTimeBack() {
    Demand demand = Demand.NONE.with(3, START).with(3, START.minusSeconds(60));
    assertThat(demand.at()).isEqualTo(START);
  }

  @Test
  void unitsPerDay_beforeTheLastLine_isAsThen() {
    Demand demand = Demand.NONE.with(3, START);
    assertThat(demand.unitsPerDayAt(START.minusSeconds(60))).isEqualTo(demand.unitsPerDay());
  }

  @Test
  void linesPerDay_ofASteadyListing_isWhatItSells() {
    Demand demand = Demand.NONE;
    for (int day = 0; day < 200; day++) {
      demand = demand.with(4, START.plus(Duration.ofDays(day)));
    }
    assertThat(demand.linesPerDayAt(demand.at())).isCloseTo(1, within(0.05));
  }

  @Test
  void linesPerDay_nothingSold_isZero() {
    assertThat(Demand.NONE.linesPerDayAt(START)).isZero();
  }

  @Test
  void recent_moreThanAreKept_areTheLatest() {
    Demand demand = Demand.NONE;
    for (long units = 1; units <= Demand.RECENT + 2; units++) {
      demand = demand.with(units, START);
    }
    assertThat(demand.recent()).hasSize(Demand.RECENT).startsWith(3L).endsWith(Demand.RECENT + 2L);
  }

  @Test
  void usualLine_nothingKnown_isOne() {
    assertThat(Demand.usualLine(List.of())).isEqualTo(1);
  }

  @Test
  void usualLine_mostlyBoxes_isABox() {
    assertThat(Demand.usualLine(List.of(12L, 1L, 12L, 12L, 480L))).isEqualTo(12);
  }

  @Test
  void quantile_ofEverything_isTheLargest() {
    assertThat(Demand.quantile(List.of(3L, 1L, 9L), 1)).isEqualTo(9);
  }
}

package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.MARKET;
import static dev.onepool.core.internal.planning.Series.MONDAY;
import static dev.onepool.core.internal.planning.Series.MUG;
import static dev.onepool.core.internal.planning.Series.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.planning.DemandHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalDemandTest {

  @Test
  void of_aDayThatWasClosed_isNotKnown() {
    TotalDemand demand = TotalDemand.of(DemandHistory.builder(MUG, MONDAY, 3)
        .sold(SHOP, 0, 4).sold(SHOP, 2, 4).open(SHOP, 1, 0).build());
    assertThat(demand.known()).containsExactly(true, false, true);
    assertThat(demand.censored()).isOne();
  }

  @Test
  void of_aDayThatWasOpenAndSoldNothing_isZero() {
    TotalDemand demand = TotalDemand.of(Series.history(3, day -> day == 1 ? 0 : 4));
    assertThat(demand.known()).containsExactly(true, true, true);
    assertThat(demand.units()).containsExactly(4, 0, 4);
  }

  @Test
  void of_aDayThatWasOpenInPart_isScaledByTimeInStock() {
    TotalDemand demand = TotalDemand.of(DemandHistory.builder(MUG, MONDAY, 1).sold(SHOP, 0, 3).open(SHOP, 0, 0.75).build());
    assertThat(demand.units()[0]).isCloseTo(4, within(1e-6));
  }

  @Test
  void of_aChannelThatWasClosed_isMadeUpForByItsUsualPart() {
    DemandHistory.Builder builder = DemandHistory.builder(MUG, MONDAY, 4);
    for (int day = 0; day < 4; day++) {
      builder.sold(SHOP, day, 6);
    }
    // The market usually sells half as much as the shop; on the last day it was closed.
    DemandHistory history = builder.sold(MARKET, 0, 3).sold(MARKET, 1, 3).sold(MARKET, 2, 3).open(MARKET, 3, 0).build();
    assertThat(TotalDemand.of(history).units()[3]).isCloseTo(9, within(1e-6));
  }

  @Test
  void of_aDayOnWhichMostOfDemandCouldNotBeSeen_isNotKnown() {
    DemandHistory.Builder builder = DemandHistory.builder(MUG, MONDAY, 4).channel(MARKET);
    for (int day = 0; day < 3; day++) {
      builder.sold(SHOP, day, 6).sold(MARKET, day, 3);
    }
    DemandHistory history = builder.sold(MARKET, 3, 3).open(SHOP, 3, 0).build();
    assertThat(TotalDemand.of(history).known()[3]).isFalse();
  }

  @Test
  void outliers_ofAWholesaleDay_areThatDay() {
    TotalDemand demand = TotalDemand.of(Series.history(40, day -> day == 20 ? 5_000 : 8 + day % 5));
    assertThat(demand.outliers()).singleElement().satisfies(outlier -> {
      assertThat(outlier.date()).isEqualTo(MONDAY.plusDays(20));
      assertThat(outlier.usualMost()).isLessThan(100);
    });
  }

  @Test
  void outliers_ofDaysThatDifferAsUsual_areNone() {
    assertThat(TotalDemand.of(Series.history(40, day -> 2 + day % 20)).outliers()).isEqualTo(List.of());
  }

  @Test
  void capped_lowersTheOutlierOnly() {
    TotalDemand demand = TotalDemand.of(Series.history(40, day -> day == 20 ? 5_000 : 10));
    assertThat(demand.capped().units()[20]).isBetween(10.0, 100.0);
    assertThat(demand.capped().units()[19]).isEqualTo(10);
  }
}

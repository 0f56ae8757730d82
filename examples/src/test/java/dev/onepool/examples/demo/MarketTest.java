package dev.onepool.examples.demo;

import static dev.onepool.examples.demo.Samples.TEN;
import static dev.onepool.examples.demo.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarketTest {

  /** Ten units on the shelf. */
  private final Workload workload = Samples.workload(
      line("one", 10, 0, "A", 8), line("two", 20, 0, "A", 2), line("two", 20, 0, "A", 2), line("three", 30, 1, "A", 8));
  private final Market market = new Market(workload);

  @Test
  void shown_beforeTheFirstWrite_isZero() {
    assertThat(market.sell(0)).isFalse();
  }

  @Test
  void sell_whatIsShown_lowersThatChannelOnly() {
    showEverywhere(8);
    assertThat(market.sell(0)).isTrue();
    assertThat(market.shown(0, 0)).isZero();
    assertThat(market.shown(1, 0)).isEqualTo(8);
  }

  @Test
  void sell_oneMoreThanIsShown_isRefusedWhole() {
    showEverywhere(7);
    assertThat(market.sell(0)).isFalse();
    assertThat(market.shown(0, 0)).isEqualTo(7);
    assertThat(market.outcome().linesRefused()).isEqualTo(1);
  }

  @Test
  void sell_moreThanIsThere_deliversWhatIsThereAndCancelsTheOrder() {
    showEverywhere(100);
    market.sell(0);
    market.sell(3);
    Outcome outcome = market.outcome();
    assertThat(outcome.unitsDelivered()).isEqualTo(10);
    assertThat(outcome.unitsOversold()).isEqualTo(6);
    assertThat(outcome.ordersCancelled()).isEqualTo(1);
  }

  @Test
  void sell_twoLinesOfAnOrderNotThere_cancelOneOrder() {
    showEverywhere(100);
    market.sell(0);
    market.sell(3);
    market.sell(1);
    market.sell(2);
    assertThat(market.outcome().ordersCancelled()).isEqualTo(2);
    assertThat(market.outcome().unitsOversold()).isEqualTo(10);
  }

  @Test
  void refused_countsAsMissedOnlyIfTheWholeLineWasThere() {
    market.sell(0);
    assertThat(market.outcome().unitsRefusedWithStockLeft()).isEqualTo(8);
    market.showAtOnce(0, 0, 8);
    market.sell(0);
    market.sell(3);
    assertThat(market.physical(0)).isEqualTo(2);
    assertThat(market.outcome().unitsRefusedWithStockLeft()).isEqualTo(8);
  }

  @Test
  void refused_lineThatIsExactlyTheRest_countsAsMissed() {
    showEverywhere(8);
    market.sell(0);
    market.sell(1);
    assertThat(market.physical(0)).isEqualTo(2);
    assertThat(market.outcome().unitsRefusedWithStockLeft()).isEqualTo(2);
  }

  @Test
  void send_isShownAfterTheWriteLagAndNoSooner() {
    market.send(0, 0, 9, TEN);
    market.applyWrites(TEN + 5 * 60 - 1);
    assertThat(market.shown(0, 0)).isZero();
    market.applyWrites(TEN + 5 * 60);
    assertThat(market.shown(0, 0)).isEqualTo(9);
  }

  @Test
  void sell_atTheSecondOfAWrite_seesIt() {
    market.send(0, 0, 8, TEN + 5 * 60);
    assertThat(market.sell(0)).isTrue();
  }

  @Test
  void send_twiceAtOneInstant_theLaterWins() {
    market.send(0, 0, 9, TEN);
    market.send(0, 0, 4, TEN);
    market.applyWrites(TEN + 5 * 60);
    assertThat(market.shown(0, 0)).isEqualTo(4);
    assertThat(market.outcome().writes()).isEqualTo(2);
  }

  @Test
  void send_replacesTheNumberWithWhatWasSoldMeanwhile() {
    showEverywhere(8);
    market.send(0, 0, 8, TEN + 9 * 60);
    market.sell(0);
    market.applyWrites(TEN + 14 * 60);
    assertThat(market.shown(0, 0)).isEqualTo(8);
  }

  @Test
  void send_negativeQuantity_isRefused() {
    assertThatThrownBy(() -> market.send(0, 0, -1, TEN)).hasMessageContaining("-1");
    market.send(0, 0, 0, TEN);
    assertThat(market.outcome().writes()).isEqualTo(1);
  }

  @Test
  void soldLines_areThoseSoldOnTheChannelInOrder() {
    showEverywhere(10);
    market.sell(0);
    market.sell(1);
    market.sell(3);
    assertThat(market.soldCount(0)).isEqualTo(2);
    assertThat(market.soldLine(0, 0)).isZero();
    assertThat(market.soldLine(0, 1)).isEqualTo(1);
    assertThat(market.soldLine(1, 0)).isEqualTo(3);
  }

  @Test
  void soldLine_beyondTheLast_isRefused() {
    assertThatThrownBy(() -> market.soldLine(0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private void showEverywhere(long quantity) {
    for (int channel = 0; channel < workload.channels(); channel++) {
      market.showAtOnce(channel, 0, quantity);
    }
  }
}

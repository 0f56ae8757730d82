package dev.onepool.examples.demo;

import static dev.onepool.examples.demo.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each baseline on orders whose result is worked out by hand. */
class ContendersTest {

  /** Four units on each of the five channels at the same minute; ten on the shelf. */
  private static final Workload RUSH = Samples.workload(IntStream.range(0, 5)
      .mapToObj(channel -> line(0, channel, "A", 4)).toArray(OrderLine[]::new));

  /**
   * Ten on the shelf. Four go at 10:00 on the first channel, which the round of 10:15 knows and the channels show at
   * 10:20. At 10:19 the second channel still sells eight, of which six are there. At 10:30 the third refuses.
   */
  private static final Workload LAG =
      Samples.workload(line(0, 0, "A", 4), line(19, 1, "A", 8), line(30, 2, "A", 8));

  @Test
  void all_areInTheOrderOfTheTable() {
    assertThat(Contenders.all()).extracting(Contender::name)
        .containsExactly("independent_full", "independent_split", "polling", "onepool", "oracle");
  }

  @Test
  void independentFull_rush_sellsTheStockTwice() {
    assertThat(run(Contenders.independentFull(), RUSH)).isEqualTo(outcome(5, 20, 10, 10, 3, 0, 5, 0));
  }

  @Test
  void independentFull_stopsAtItsOwnCount() {
    // Ten are shown on the channel: 6, then not another 6, then 4; and 4 are left when the middle one is refused.
    Workload workload =
        Samples.workload(line(0, 0, "A", 6), line(1, 0, "A", 6), line(2, 0, "A", 4), line(3, 0, "A", 4));
    assertThat(run(Contenders.independentFull(), workload)).isEqualTo(outcome(4, 20, 10, 0, 0, 0, 5, 2));
  }

  @Test
  void independentSplit_rush_refusesWhatIsThere() {
    assertThat(run(Contenders.independentSplit(), RUSH)).isEqualTo(outcome(5, 20, 0, 0, 0, 20, 5, 5));
  }

  @Test
  void independentSplit_remainder_goesToTheFirstChannels() {
    // Twelve on the shelf are 3, 3, 2, 2, 2; the last three lines come to the first channels and find nothing.
    Workload workload = Samples.workload(line(0, 0, "A", 3), line(0, 1, "A", 3), line(0, 2, "A", 3), line(0, 3, "A", 3),
        line(0, 4, "A", 3), line(1, 0, "A", 3), line(1, 1, "A", 3), line(1, 2, "A", 3));
    assertThat(run(Contenders.independentSplit(), workload)).isEqualTo(outcome(8, 24, 6, 0, 0, 18, 5, 6));
  }

  @Test
  void polling_rush_cannotKnow() {
    // One more round of writes than the independent shops: the count of 0.
    assertThat(run(Contenders.polling(), RUSH)).isEqualTo(outcome(5, 20, 10, 10, 3, 0, 10, 0));
  }

  @Test
  void polling_withinTheLag_oversells() {
    assertThat(run(Contenders.polling(), LAG)).isEqualTo(outcome(3, 20, 10, 2, 1, 0, 15, 1));
  }

  @Test
  void polling_afterTheLag_doesNotOversell() {
    Workload workload = Samples.workload(line(0, 0, "A", 4), line(20, 1, "A", 8), line(30, 2, "A", 8));
    assertThat(run(Contenders.polling(), workload)).isEqualTo(outcome(3, 20, 4, 0, 0, 0, 10, 2));
  }

  @Test
  void polling_orderVisibleAtTheSecondOfARound_isRead() {
    // Placed at 10:05, visible at 10:15, shown at 10:20; a minute later it would be 10:35.
    Workload inTime = Samples.workload(line(5, 0, "A", 4), line(20, 1, "A", 8), line(60, 2, "A", 8));
    Workload late = Samples.workload(line(6, 0, "A", 4), line(20, 1, "A", 8), line(60, 2, "A", 8));
    assertThat(run(Contenders.polling(), inTime).unitsOversold()).isZero();
    assertThat(run(Contenders.polling(), late).unitsOversold()).isEqualTo(2);
  }

  @Test
  void polling_withoutLags_stillMissesTheOrderOfTheSecondOfItsRound() {
    // The round of 10:00 comes before the order of 10:00, so the next channel sells from the old count until 10:15.
    Assumptions lags = Samples.HALF_A_DAY;
    Assumptions noLags = new Assumptions(
        lags.stockDays(), lags.loop(), Duration.ZERO, Duration.ZERO, lags.guarantee(), lags.seed());
    Orders orders = Samples.orders(line(0, 0, "A", 4), line(14, 1, "A", 8), line(15, 2, "A", 8));
    assertThat(run(Contenders.polling(), Workload.of(orders, noLags))).isEqualTo(outcome(3, 20, 10, 2, 1, 0, 10, 1));
  }

  @Test
  void polling_write_putsBackOnShowWhatTheChannelHasJustSold() {
    // The 6 of 10:15 is shown at 10:20 and forgets the 6 that the first channel sold at 10:16.
    Workload workload =
        Samples.workload(line(0, 0, "A", 4), line(16, 0, "A", 6), line(21, 0, "A", 6), line(50, 1, "A", 4));
    assertThat(run(Contenders.polling(), workload)).isEqualTo(outcome(4, 20, 10, 6, 1, 0, 15, 1));
  }

  @Test
  void oracle_rush_sellsWhatIsThereAndNoMore() {
    assertThat(run(Contenders.oracle(), RUSH)).isEqualTo(outcome(5, 20, 8, 0, 0, 0, 5, 3));
  }

  @Test
  void oracle_lag_doesNotMatter() {
    assertThat(run(Contenders.oracle(), LAG)).isEqualTo(outcome(3, 20, 4, 0, 0, 0, 5, 2));
  }

  @Test
  void run_twice_isTheSame() {
    Contender polling = Contenders.polling();
    assertThat(run(polling, LAG)).isEqualTo(run(polling, LAG));
  }

  @Test
  void run_tellsItsProgressToTheEnd() {
    long[] last = new long[2];
    Contenders.oracle().run(RUSH, (done, total) -> {
      last[0] = done;
      last[1] = total;
    });
    assertThat(last).containsExactly(5, 5);
  }

  @Test
  void firstRound_isAtLeastTheWriteLagBeforeTheFirstOrder() {
    assertThat(Simulation.firstRound(Samples.workload(line(5, 0, "A", 1)))).isEqualTo(Samples.TEN);
    assertThat(Simulation.firstRound(Samples.workload(line(4, 0, "A", 1)))).isEqualTo(Samples.TEN - 15 * 60);
  }

  private static Outcome run(Contender contender, Workload workload) {
    return contender.run(workload, Progress.NONE);
  }

  private static Outcome outcome(
      long orders, long asked, long delivered, long oversold, long cancelled, long missed, long writes, long refused) {
    return new Outcome(orders, asked, delivered, oversold, cancelled, missed, writes, null, refused, null);
  }
}

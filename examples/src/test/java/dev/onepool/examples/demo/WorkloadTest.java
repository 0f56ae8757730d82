package dev.onepool.examples.demo;

import static dev.onepool.examples.demo.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final int DAY = 24 * 60;

  @Test
  void stock_isDaysOfMeanDemandRoundedUp() {
    // 10 units in 3 days: 2 days are 6.67 units.
    Workload workload = workload("2", line(0, 0, "A", 7), line(2 * DAY, 0, "A", 3));
    assertThat(workload.days()).isEqualTo(3);
    assertThat(workload.initialStock(0)).isEqualTo(7);
  }

  @Test
  void stock_wholeNumber_isNotRoundedFurther() {
    // 0.1 days of 10 units are 1 unit; a binary fraction would make it 2.
    assertThat(workload("0.1", line(0, 0, "A", 10)).initialStock(0)).isEqualTo(1);
    assertThat(workload("0.1", line(0, 0, "A", 11)).initialStock(0)).isEqualTo(2);
  }

  @Test
  void stock_ofTinyDemand_isOneUnit() {
    assertThat(workload("0.01", line(0, 0, "A", 1)).initialStock(0)).isEqualTo(1);
  }

  @Test
  void stock_ofTheLargestDemand_fits() {
    assertThat(workload("3650", line(0, 0, "A", 1_000_000)).initialStock(0)).isEqualTo(3_650_000_000L);
  }

  @Test
  void days_endAtMidnight() {
    // 13:59 after ten is 23:59.
    assertThat(workload("1", line(0, 0, "A", 1), line(13 * 60 + 59, 0, "A", 1)).days()).isEqualTo(1);
    assertThat(workload("1", line(0, 0, "A", 1), line(14 * 60, 0, "A", 1)).days()).isEqualTo(2);
  }

  @Test
  void days_beyondTheLimit_areRefused() {
    int last = (int) (WorkloadBuilder.MAX_DAYS - 1) * DAY;
    assertThat(workload("1", line(0, 0, "A", 1), line(last, 0, "A", 1)).days()).isEqualTo(3_660);
    assertThatThrownBy(() -> workload("1", line(0, 0, "A", 1), line(last + DAY, 0, "A", 1)))
        .isInstanceOf(OrderFileException.class).hasMessageContaining("3661 days");
  }

  @Test
  void noLines_areRefused() {
    assertThatThrownBy(() -> Samples.workload()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lines_outOfOrder_areSortedByTimeAndOtherwiseKept() {
    Workload workload = Samples.workload(
        line("late", 9, 0, "A", 1), line("first", 5, 1, "B", 2), line("second", 5, 2, "C", 3));
    assertThat(codes(workload)).containsExactly("first B", "second C", "late A");
  }

  @Test
  void order_whoseLinesAreApart_isPlacedWholeAtItsEarliestTime() {
    Workload workload = Samples.workload(
        line("one", 3, 0, "A", 1), line("two", 2, 1, "B", 1), line("one", 1, 0, "C", 1), line("one", 4, 0, "D", 1));
    assertThat(codes(workload)).containsExactly("one A", "one C", "one D", "two B");
    assertThat(IntStream.range(0, 4).mapToLong(workload::placedAt).map(time -> (time - Samples.TEN) / 60))
        .containsExactly(1L, 1L, 1L, 2L);
  }

  @Test
  void order_withTwoBuyers_goesToTheChannelOfTheFirst() {
    Workload workload = Samples.workload(line("one", 0, 3, "A", 1), line("one", 0, 4, "B", 1));
    assertThat(workload.channel(0)).isEqualTo(3);
    assertThat(workload.channel(1)).isEqualTo(3);
  }

  @Test
  void skus_thatDifferByCase_areTwo() {
    assertThat(Samples.workload(line(0, 0, "85123A", 1), line(1, 0, "85123a", 1)).skus()).isEqualTo(2);
  }

  @Test
  void visibleAt_isTheOrderLagLater() {
    Workload workload = Samples.workload(line(1, 0, "A", 1));
    assertThat(workload.visibleAt(0)).isEqualTo(Samples.TEN + 11 * 60);
  }

  private static List<String> codes(Workload workload) {
    return IntStream.range(0, workload.lines())
        .mapToObj(line -> workload.orderCode(workload.order(line)) + " " + workload.skuCode(workload.sku(line)))
        .toList();
  }

  private static Workload workload(String stockDays, OrderLine... lines) {
    Assumptions half = Samples.HALF_A_DAY;
    return Workload.of(Samples.orders(lines), new Assumptions(
        new BigDecimal(stockDays), half.loop(), half.orderLag(), half.writeLag(), half.guarantee(), half.seed()));
  }
}

package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds made-up orders to the shape of the real ones; the expected numbers were measured there. */
class SyntheticOrdersTest {

  private static final List<OrderLine> LINES = SyntheticOrders.make(1, Long.MAX_VALUE).lines();

  @Test
  void make_sameSeed_sameOrders() {
    assertThat(SyntheticOrders.make(1, Long.MAX_VALUE).lines()).isEqualTo(LINES);
  }

  @Test
  void make_otherSeed_otherOrders() {
    assertThat(SyntheticOrders.make(2, Long.MAX_VALUE).lines()).isNotEqualTo(LINES);
  }

  @Test
  void make_withLimit_isTheBeginning() {
    Orders orders = SyntheticOrders.make(1, 100);
    assertThat(orders.lines()).isEqualTo(LINES.subList(0, 100));
    assertThat(orders.rows()).isEqualTo(RowCounts.allUsed(100));
  }

  @Test
  void lines_areInTheOrderOfTime() {
    assertThat(LINES).isSortedAccordingTo(Comparator.comparingLong(OrderLine::placedAt));
  }

  @Test
  void size_isAboutSixtyThousandLines() {
    assertThat(LINES).hasSizeBetween(54_000, 68_000);
    assertThat(LINES.stream().map(OrderLine::sku).distinct()).hasSizeBetween(1_700, 2_000);
  }

  @Test
  void linesOfAnOrder_haveTheMeanAndTheLongTail() {
    Map<String, Long> lengths = counts(OrderLine::invoice);
    assertThat(LINES.size() / (double) lengths.size()).isCloseTo(25.2, within(3.0));
    assertThat(lengths.values().stream().filter(length -> length == 1)).hasSizeBetween(90, 290);
    assertThat(lengths.values().stream().filter(length -> length > 200)).hasSizeBetween(8, 50);
  }

  @Test
  void unitsOfALine_haveTheMeanThePacksAndTheLongTail() {
    assertThat(LINES.stream().mapToInt(OrderLine::quantity).average().orElseThrow()).isCloseTo(10.0, within(1.5));
    assertThat(share(line -> line.quantity() == 1)).isCloseTo(0.29, within(0.03));
    assertThat(share(line -> line.quantity() == 12)).isCloseTo(0.12, within(0.03));
    assertThat(share(line -> line.quantity() >= 100)).isCloseTo(0.011, within(0.005));
    assertThat(LINES.stream().mapToInt(OrderLine::quantity).max().orElseThrow()).isGreaterThanOrEqualTo(1_200);
  }

  /** Of real lines and their neighbours, 39 % agree; of lines drawn at random, 14 %. */
  @Test
  void unitsOfALine_agreeWithinAnOrder() {
    double neighbours = sameSize(1);
    double strangers = sameSize(5_000);
    assertThat(neighbours).isGreaterThan(strangers + 0.05);
  }

  @Test
  void skus_areUnequallyPopular() {
    List<Long> lines = counts(OrderLine::sku).values().stream().sorted(Comparator.reverseOrder()).toList();
    double topTenth = lines.stream().limit(SyntheticOrders.SKUS / 10).mapToLong(Long::longValue).sum();
    assertThat(topTenth / LINES.size()).isCloseTo(0.43, within(0.05));
    assertThat(lines.get(0) / (double) LINES.size()).isBetween(0.004, 0.012);
  }

  @Test
  void orders_comeInTheDaytimeAndNotOnSaturdays() {
    assertThat(LINES).extracting(line -> placedAt(line).getDayOfWeek()).doesNotContain(DayOfWeek.SATURDAY);
    assertThat(LINES).extracting(line -> placedAt(line).getHour()).allMatch(hour -> hour >= 7 && hour <= 20);
    assertThat(share(line -> placedAt(line).getHour() >= 10 && placedAt(line).getHour() < 16)).isBetween(0.65, 0.85);
  }

  @Test
  void customers_comeBack() {
    Map<String, Set<String>> orders = LINES.stream().filter(line -> !line.customer().isEmpty())
        .collect(Collectors.groupingBy(
            OrderLine::customer, Collectors.mapping(OrderLine::invoice, Collectors.toSet())));
    IntSummaryStatistics visits = orders.values().stream().mapToInt(Set::size).summaryStatistics();
    assertThat(visits.getAverage()).isCloseTo(2.7, within(0.5));
    assertThat(visits.getMax()).isGreaterThan(10);
  }

  private static <K> Map<K, Long> counts(Function<OrderLine, K> key) {
    return LINES.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static double share(Predicate<OrderLine> which) {
    return LINES.stream().filter(which).count() / (double) LINES.size();
  }

  private static double sameSize(int apart) {
    return IntStream.range(apart, LINES.size())
        .filter(line -> LINES.get(line).quantity() == LINES.get(line - apart).quantity())
        .count() / (double) (LINES.size() - apart);
  }

  private static OffsetDateTime placedAt(OrderLine line) {
    return Instant.ofEpochSecond(line.placedAt()).atOffset(ZoneOffset.UTC);
  }
}

package dev.onepool.examples.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sorts order lines into orders, numbers what they name, and gives every SKU its first stock. Used once, then dropped.
 *
 * <p>An order is placed, whole, at the earliest time of its lines; orders of the same second keep the order in which
 * they first appear. The buyer of its first line decides the channel.
 */
final class WorkloadBuilder {

  /** The longest time that a run may cover. */
  static final long MAX_DAYS = 3_660;

  /** A price beyond this tells nothing; it keeps every sum a number that people can read. */
  static final double MAX_PRICE = 1e9;

  private static final long SECONDS_PER_DAY = 86_400;

  final Assumptions assumptions;
  final List<String> skuCodes = new ArrayList<>();
  final List<String> orderCodes = new ArrayList<>();
  long[] initialStock = {};
  int[] orderOfLine = {};
  int[] skuOfLine = {};
  int[] quantityOfLine = {};
  double[] unitPriceOfLine = {};
  long[] placedAtOfOrder = {};
  int[] channelOfOrder = {};
  long days;

  WorkloadBuilder(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  /**
   * Builds the workload.
   *
   * @throws IllegalArgumentException if there is no line
   * @throws OrderFileException if the lines cover more than {@link #MAX_DAYS}
   */
  Workload build(List<OrderLine> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a workload needs at least one order line");
    }
    days = daysCovered(lines);
    int[] orders = numberOrders(lines);
    sortOrders(lines, orders);
    placeLines(lines, orders);
    initialStock = stock(assumptions.stockDays());
    return new Workload(this);
  }

  private static long daysCovered(List<OrderLine> lines) {
    long first = lines.stream().mapToLong(OrderLine::placedAt).min().orElseThrow();
    long last = lines.stream().mapToLong(OrderLine::placedAt).max().orElseThrow();
    long days = Math.floorDiv(last, SECONDS_PER_DAY) - Math.floorDiv(first, SECONDS_PER_DAY) + 1;
    if (days > MAX_DAYS) {
      throw new OrderFileException("the orders run from " + Instant.ofEpochSecond(first) + " to "
          + Instant.ofEpochSecond(last) + ", " + days + " days, more than " + MAX_DAYS
          + "; correct the time column or read fewer rows with --rows");
    }
    return days;
  }

  /** Returns each line's order, numbered as they first appear. */
  private static int[] numberOrders(List<OrderLine> lines) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] orders = new int[lines.size()];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = numbers.computeIfAbsent(lines.get(i).invoice(), invoice -> numbers.size());
    }
    return orders;
  }

  /** Puts the orders into the order of time and renumbers the lines' orders. */
  private void sortOrders(List<OrderLine> lines, int[] orders) {
    int count = Arrays.stream(orders).max().orElseThrow() + 1;
    long[] earliest = new long[count];
    OrderLine[] firstLine = new OrderLine[count];
    Arrays.fill(earliest, Long.MAX_VALUE);
    for (int i = 0; i < orders.length; i++) {
      OrderLine line = lines.get(i);
      earliest[orders[i]] = Math.min(earliest[orders[i]], line.placedAt());
      firstLine[orders[i]] = firstLine[orders[i]] == null ? line : firstLine[orders[i]];
    }
    int[] sorted = IntStream.range(0, count).boxed()
        .sorted(Comparator.comparingLong(order -> earliest[order]))
        .mapToInt(Integer::intValue).toArray();
    int[] rank = new int[count];
    placedAtOfOrder = new long[count];
    channelOfOrder = new int[count];
    for (int i = 0; i < count; i++) {
      OrderLine first = firstLine[sorted[i]];
      rank[sorted[i]] = i;
      placedAtOfOrder[i] = earliest[sorted[i]];
      channelOfOrder[i] = ChannelAssignment.channelOf(first.buyer());
      orderCodes.add(first.invoice());
    }
    Arrays.setAll(orders, i -> rank[orders[i]]);
  }

  private void placeLines(List<OrderLine> lines, int[] orders) {
    int[] sorted = IntStream.range(0, orders.length).boxed()
        .sorted(Comparator.comparingInt(line -> orders[line]))
        .mapToInt(Integer::intValue).toArray();
    Map<String, Integer> numbers = new HashMap<>();
    orderOfLine = new int[sorted.length];
    skuOfLine = new int[sorted.length];
    quantityOfLine = new int[sorted.length];
    unitPriceOfLine = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      OrderLine line = lines.get(sorted[i]);
      orderOfLine[i] = orders[sorted[i]];
      quantityOfLine[i] = line.quantity();
      unitPriceOfLine[i] = line.unitPrice() <= MAX_PRICE ? line.unitPrice() : 0;
      skuOfLine[i] = numbers.computeIfAbsent(line.sku(), code -> {
        skuCodes.add(code);
        return numbers.size();
      });
    }
  }

  /** Returns this many days of each SKU's mean demand, rounded up to whole units. */
  private long[] stock(BigDecimal stockDays) {
    long[] demand = new long[skuCodes.size()];
    for (int i = 0; i < skuOfLine.length; i++) {
      demand[skuOfLine[i]] += quantityOfLine[i];
    }
    return Arrays.stream(demand).map(units -> stockDays.multiply(BigDecimal.valueOf(units))
        .divide(BigDecimal.valueOf(days), 0, RoundingMode.CEILING).longValueExact()).toArray();
  }
}

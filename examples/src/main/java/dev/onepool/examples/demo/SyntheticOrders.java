package dev.onepool.examples.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes up orders with the shape of a real shop's: {@value #ORDERS} orders, about 60,000 lines, of {@value #SKUS} SKUs
 * in {@value #DAYS} days. The same seed makes the same orders on every machine.
 *
 * <p>How large a line is depends on the length of its order, and within that on a rank from 0 to 1. The rank is the
 * order's own, the SKU's own, or drawn anew; so sizes agree within an order and within a SKU, and the distribution over
 * all lines stays exactly the measured one.
 */
final class SyntheticOrders {

  static final int ORDERS = 2_400;
  static final int SKUS = 2_000;
  static final int DAYS = 90;

  private static final long FIRST_MONDAY = Instant.parse("2025-09-01T00:00:00Z").getEpochSecond();
  private static final long SECONDS_PER_DAY = 86_400;

  private final Random random;
  private final WeightedChoice skuChoice;
  private final WeightedChoice dayChoice;
  private final WeightedChoice hourChoice = new WeightedChoice(SyntheticShape.HOURS);
  private final String[] skuCodes;
  private final double[] skuRanks;
  private final double[] skuPrices;
  private final Deque<String> customers;

  private SyntheticOrders(long seed) {
    random = new Random(seed);
    skuChoice = new WeightedChoice(IntStream.range(0, SKUS)
        .mapToDouble(sku -> SyntheticShape.POPULARITY.at((sku + 0.5) / SKUS)).toArray());
    dayChoice = new WeightedChoice(IntStream.range(0, DAYS)
        .mapToDouble(day -> SyntheticShape.WEEKDAYS[day % 7]).toArray());
    skuCodes = IntStream.range(0, SKUS).mapToObj(sku -> code("SKU-", sku)).toArray(String[]::new);
    skuRanks = random.doubles(SKUS).toArray();
    customers = customers();
    // By a chance of their own: orders stay what they were before there were prices.
    skuPrices = new Random(~seed).doubles(SKUS).map(SyntheticShape::price).toArray();
  }

  /**
   * Returns made-up orders, in the order of time.
   *
   * @param lineLimit how many lines to return at most; at least 1
   */
  static Orders make(long seed, long lineLimit) {
    List<OrderLine> lines = new SyntheticOrders(seed).lines();
    List<OrderLine> first = lines.subList(0, (int) Math.min(lineLimit, lines.size()));
    return new Orders("made-up orders, seed " + seed, first, RowCounts.allUsed(first.size()));
  }

  private List<OrderLine> lines() {
    long[] times = IntStream.range(0, ORDERS).mapToLong(order -> time()).toArray();
    Arrays.sort(times);
    List<OrderLine> lines = new ArrayList<>();
    for (int order = 0; order < ORDERS; order++) {
      addOrder(lines, code("ORDER-", order), times[order]);
    }
    return lines;
  }

  private long time() {
    long day = dayChoice.draw(random);
    long hour = SyntheticShape.FIRST_HOUR + hourChoice.draw(random);
    long minute = (long) (random.nextDouble() * 60);
    return FIRST_MONDAY + day * SECONDS_PER_DAY + hour * 3600 + minute * 60;
  }

  private void addOrder(List<OrderLine> lines, String invoice, long time) {
    boolean registered = random.nextDouble() < SyntheticShape.REGISTERED_SHARE;
    String customer = registered ? customers.remove() : "";
    Quantiles lengths = registered ? SyntheticShape.REGISTERED_LINES : SyntheticShape.ANONYMOUS_LINES;
    int length = (int) Math.round(lengths.at(random.nextDouble()));
    Quantiles sizes = SyntheticShape.sizes(registered, length);
    double orderRank = random.nextDouble();
    for (int line = 0; line < length; line++) {
      int sku = skuChoice.draw(random);
      int quantity = (int) sizes.at(sizeRank(orderRank, skuRanks[sku]));
      lines.add(new OrderLine(invoice, time, skuCodes[sku], quantity, customer, skuPrices[sku]));
    }
  }

  private double sizeRank(double orderRank, double skuRank) {
    double choice = random.nextDouble();
    if (choice < SyntheticShape.SIZE_FROM_ORDER) {
      return orderRank;
    }
    boolean ofSku = choice < SyntheticShape.SIZE_FROM_ORDER + SyntheticShape.SIZE_FROM_SKU;
    return ofSku ? skuRank : random.nextDouble();
  }

  /** Returns a customer for every order, as often as customers come back, in random order. */
  private Deque<String> customers() {
    List<String> visits = new ArrayList<>();
    for (int customer = 0; visits.size() < ORDERS; customer++) {
      long orders = Math.round(SyntheticShape.ORDERS_OF_CUSTOMER.at(random.nextDouble()));
      visits.addAll(Collections.nCopies((int) orders, code("CUSTOMER-", customer)));
    }
    Collections.shuffle(visits, random);
    return new ArrayDeque<>(visits);
  }

  private static String code(String prefix, int number) {
    return String.format(Locale.ROOT, "%s%04d", prefix, number);
  }
}

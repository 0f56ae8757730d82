package dev.onepool.examples.demo;

/**
 * The shape of a real shop's orders, in numbers: how popular its SKUs are, how long its orders, how large its lines,
 * and when and how often people order.
 *
 * <p>Measured on half a year of a British wholesaler of gifts, 202,982 order lines (UCI "Online Retail", Chen, Sain and
 * Guo 2012, doi:10.1057/dbm.2012.17). No row of it is here. What the numbers keep: buyers without an account place few
 * orders, but long ones of single pieces; short orders have large lines; packs of 6, 12 and 24; a few lines of
 * hundreds; one SKU in a hundred sells seven times the mean. What they leave out: seasons, SKUs that come and go, and
 * one line of 74,215 units.
 */
final class SyntheticShape {

  /** The share of orders whose customer is known. */
  static final double REGISTERED_SHARE = 0.913;

  /** The share of lines that are as large, by rank, as is usual in their order: who buys in packs, buys packs. */
  static final double SIZE_FROM_ORDER = 0.35;

  /** The share of lines that are as large, by rank, as is usual for their SKU. */
  static final double SIZE_FROM_SKU = 0.35;

  /** How the orders spread over the week, Monday first, in ten-thousandths; the shop is closed on Saturdays. */
  static final double[] WEEKDAYS = {1526, 1882, 1905, 2116, 1587, 0, 985};

  /** The hour of {@link #HOURS}' first entry. */
  static final int FIRST_HOUR = 7;

  /** How the orders spread over the day, in ten-thousandths. */
  static final double[] HOURS = {19, 286, 761, 1258, 1237, 1559, 1336, 1237, 1169, 642, 295, 109, 84, 7};

  private static final double[] RANKS = {
    0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 1
  };

  /** A SKU's lines, over the mean of all SKUs. */
  static final Quantiles POPULARITY = Quantiles.linear(
      RANKS, 0.017, 0.033, 0.1, 0.183, 0.299, 0.481, 0.697, 1.063, 1.544, 2.573, 3.653, 4.981, 7.156, 8.567, 13.216,
      18.96);

  /** A customer's orders in half a year. */
  static final Quantiles ORDERS_OF_CUSTOMER =
      Quantiles.linear(RANKS, 1, 1, 1, 1, 1, 2, 2, 3, 3, 5, 8, 11, 16, 26, 51, 85);

  /** The lines of an order whose customer is known. */
  static final Quantiles REGISTERED_LINES =
      Quantiles.linear(RANKS, 1, 2, 5, 8, 11, 15, 18, 23, 30, 44, 58, 70, 93, 110, 161, 294);

  /** The lines of an order whose customer is not known. */
  static final Quantiles ANONYMOUS_LINES =
      Quantiles.linear(RANKS, 1, 1, 2, 5, 16, 39, 53, 85, 148, 211, 351, 461, 590, 600, 674, 674);

  private static final double[] SIZES = {
    1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 36, 48, 72, 100, 144, 200, 300, 480, 800, 1200, 2400
  };
  private static final Quantiles SIZE_IN_SHORT_ORDER = Quantiles.steps(
      SIZES, 60.5, 131.9, 172.5, 238.5, 249.6, 348.5, 383.1, 441.2, 599.7, 622.1, 647.4, 734.8, 789.6, 843.4,
      881.9, 931.0, 952.2, 968.1, 977.1, 989.5, 993.2, 997.6, 1000);
  private static final Quantiles SIZE_IN_MIDDLE_ORDER = Quantiles.steps(
      SIZES, 110.8, 231.4, 288.6, 371.1, 390.3, 509.3, 547.6, 616.2, 812.8, 826.5, 844.6, 934.4, 954.5, 974.0,
      982.0, 992.4, 995.6, 997.8, 998.9, 999.7, 999.9, 1000, 1000);
  private static final Quantiles SIZE_IN_LONG_ORDER = Quantiles.steps(
      SIZES, 248.1, 430.1, 511.7, 587.4, 609.6, 701.1, 727.8, 765.1, 885.6, 893.0, 901.4, 957.0, 967.9, 979.5,
      985.2, 994.1, 996.6, 998.6, 999.5, 999.9, 1000, 1000, 1000);
  private static final Quantiles SIZE_IN_ANONYMOUS_ORDER = Quantiles.steps(
      SIZES, 577.1, 753.1, 825.8, 871.5, 897.9, 921.3, 944.1, 958.4, 972.4, 980.6, 985.3, 991.6, 995.4, 997.4,
      998.7, 999.4, 999.8, 999.9, 1000, 1000, 1000, 1000, 1000);

  private static final Quantiles PRICES = Quantiles.linear(
      new double[] {0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1}, 0.29, 0.75, 1.25, 2.1, 4.21, 7.95, 18, 40);

  private SyntheticShape() {}

  /** Returns what a unit costs at a rank from 0 to 1, in whole hundredths. */
  static double price(double rank) {
    return Math.rint(100 * PRICES.at(rank)) / 100;
  }

  /** Returns how large the lines are in an order with this many lines. */
  static Quantiles sizes(boolean registered, int lines) {
    if (!registered) {
      return SIZE_IN_ANONYMOUS_ORDER;
    }
    if (lines < 8) {
      return SIZE_IN_SHORT_ORDER;
    }
    return lines < 32 ? SIZE_IN_MIDDLE_ORDER : SIZE_IN_LONG_ORDER;
  }
}

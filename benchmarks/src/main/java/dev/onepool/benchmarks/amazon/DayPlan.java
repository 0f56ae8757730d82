package dev.onepool.benchmarks.amazon;

import java.time.Duration;

/**
 * What a day is made of.
 *
 * @param skus how many SKUs are listed
 * @param hours how long buyers come
 * @param ordersPerHour how many orders they place
 * @param notifications whether Amazon tells of orders by notification, too
 * @param seed what chance is drawn from
 */
record DayPlan(int skus, int hours, int ordersPerHour, boolean notifications, long seed) {

  /** The longest time until an order is visible: what is declared, and a bit less is true. */
  static final Duration VISIBILITY_DELAY = Duration.ofMinutes(5);
  static final Duration ORDER_DELAY = Duration.ofMinutes(2);
  /** The longest time until a write is applied, and what is true of updates and of feeds. */
  static final Duration MAX_WRITE_DELAY = Duration.ofMinutes(30);
  static final Duration UPDATE_DELAY = Duration.ofMinutes(1);
  static final Duration FEED_DELAY = Duration.ofMinutes(10);
  /** How often the engine acts, if no channel asks for more. */
  static final Duration LOOP = Duration.ofSeconds(30);
  /** Budgets that were saved up last this long; what is measured begins after it, where the day is long enough. */
  static final Duration WARM_UP = Duration.ofHours(2);

  /** One SKU in four is out of stock at first; its units come in one of the hourly deliveries. */
  boolean comesLater(int sku) {
    return sku % 4 == 3;
  }

  int deliveryOf(int sku) {
    return (sku / 4) % hours;
  }

  /** How many SKUs the seller keeps back, at the moment of each delivery. */
  int keptBackEachHour() {
    return Math.max(1, skus / 1_000);
  }

  /** After how long ages count. */
  Duration warmUp() {
    return hours > 3 ? WARM_UP : Duration.ofMinutes(15);
  }
}

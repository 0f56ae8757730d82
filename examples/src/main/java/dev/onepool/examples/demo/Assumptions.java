package dev.onepool.examples.demo;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What is assumed about the market, the same for every contender.
 *
 * @param stockDays how many days of its demand each SKU starts with; 0.01 to 3,650
 * @param loop how often the engine acts
 * @param orderLag from the moment an order is placed to the moment the engine can read it
 * @param writeLag from the moment a quantity is sent to the moment the channel shows it
 * @param guarantee what Onepool is asked to promise
 * @param seed what chance is drawn from, where orders are made up
 * @param channels how Onepool reaches the shops
 * @param amazonOrderLag the order lag of a real Amazon
 */
record Assumptions(
    BigDecimal stockDays,
    Duration loop,
    Duration orderLag,
    Duration writeLag,
    GuaranteeOption guarantee,
    long seed,
    ChannelsOption channels,
    Duration amazonOrderLag) {

  /** Assumes simulated channels. */
  Assumptions(BigDecimal stockDays, Duration loop, Duration orderLag, Duration writeLag, GuaranteeOption guarantee, long seed) {
    this(stockDays, loop, orderLag, writeLag, guarantee, seed, ChannelsOption.SIMULATED, orderLag);
  }

  /** Returns the same for shops that are reached otherwise. */
  Assumptions reachedBy(ChannelsOption how, Duration amazonLag) {
    return new Assumptions(stockDays, loop, orderLag, writeLag, guarantee, seed, how, amazonLag);
  }

  /** Returns the longest time from the moment an order is placed to the moment the engine can read it. */
  Duration longestOrderLag() {
    return channels == ChannelsOption.REAL && amazonOrderLag.compareTo(orderLag) > 0 ? amazonOrderLag : orderLag;
  }
}

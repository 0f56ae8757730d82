package dev.onepool.examples.demo;

/** Decides the quantities that a market shows. Made for one market, and used by one thread. */
interface StockKeeper {

  /**
   * Sends the first quantities. Called once, early enough that they are shown before the first order.
   *
   * @param now in seconds since 1970 UTC
   */
  void open(Market market, long now);

  /**
   * Reads what has become visible and sends what has changed. Called once a loop.
   *
   * @param now in seconds since 1970 UTC
   */
  default void round(Market market, long now) {}

  /** Is told of a sale at the instant it happens; only perfect knowledge makes use of it. */
  default void sold(Market market, int line) {}
}

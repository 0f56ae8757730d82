package dev.onepool.testkit;

/**
 * What a {@link SimulatedMarketplace} does to make life hard, counted one by one. Some are drawn with a probability
 * from {@link Faults}; the last four follow from how the marketplace was built.
 */
public enum Fault {
  /** A write is applied at once, and its answer is lost. */
  LOST_ANSWER_APPLIED(true),
  /** A write is never applied, and its answer is lost. */
  LOST_ANSWER_NOT_APPLIED(true),
  /** A write without a clear answer is applied late, perhaps after newer ones, but within the longest write delay. */
  LATE_APPLICATION(true),
  /** A write is refused, and not applied. */
  REJECTED(true),
  /** A write is put off by some minutes, and not applied. */
  THROTTLED(true),
  /**
   * A write is answered as usual, and applied a second time later, within the longest write delay. No channel does
   * this: a transport that tries again unseen does. It breaks what a connector promises, and is here to show that
   * this is noticed.
   */
  UNSEEN_RESEND(true),
  /** A version of an order is read again on a later page. */
  DUPLICATE_NOTICE(true),
  /** An older version of an order is read after a newer one. Different lags cause it too, and are counted too. */
  REORDERED_NOTICE(true),
  /** A read returns what a listing showed earlier, and says so by its time. */
  STALE_READ(true),
  /** An order, or a change to it, is visible later than it happened. */
  ORDER_LAG(false),
  /** A write is applied later than it was taken, as announced. */
  WRITE_LAG(false),
  /** The marketplace lowers the shown number by a sale of its own. */
  OWN_DECREMENT(false),
  /** The marketplace raises the shown number by a cancellation of its own. */
  OWN_RESTORE(false);

  private final boolean drawn;

  Fault(boolean drawn) {
    this.drawn = drawn;
  }

  /** Returns whether {@link Faults} gives it a probability. */
  boolean isDrawn() {
    return drawn;
  }
}

package dev.onepool;

/** What is promised about overselling on a channel. */
public sealed interface Guarantee {

  /**
   * Every listing may take only units that were set aside for it, so nothing is oversold whatever the lag, as long as
   * the assumptions named by {@link GuaranteeStatus} hold.
   *
   * <p>A listing is shown some days of its demand rather than its whole share, but never less than a usual order line or
   * most of its share; the rest stays free for whoever sells faster.
   *
   * @param displayDays how many days of a listing's demand it is shown; greater than 0
   */
  record Rights(double displayDays) implements Guarantee {
    /** Refuses what is not a positive number of days. */
    public Rights {
      if (!(displayDays > 0 && displayDays < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("displayDays must be greater than 0, was " + displayDays);
      }
    }
  }

  /**
   * Every listing is shown the whole pool, less a fixed buffer. Nothing is promised: what sells on two channels within
   * one lag is oversold.
   *
   * @param buffer units that no channel shows; 0 or more
   */
  record Mirror(Quantity buffer) implements Guarantee {}

  /** Returns {@link Rights} with three days of demand on display: the default. */
  static Guarantee rights() {
    return new Rights(3);
  }

  /** Returns {@link Mirror} with this buffer. */
  static Guarantee mirror(long buffer) {
    return new Mirror(Quantity.of(buffer));
  }
}

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

  /**
   * Every listing is shown the whole pool, less a buffer: the fewest units that what all channels sell, each within its own
   * loop, exceeds no likelier than {@code epsilon}. A channel's loop is how long a sale may stay unknown and a number unchanged
   * there, as measured; while one is not known yet, units are divided.
   *
   * @param epsilon the chance that a SKU is oversold when it sells out; greater than 0, less than 1
   */
  record Buffered(double epsilon) implements Guarantee {
    /** Refuses what is not a chance between 0 and 1. */
    public Buffered {
      checkChance(epsilon);
    }
  }

  /**
   * Every SKU is shown as widely as its demand and the measured loop allow: everywhere in full where it sells seldom, divided
   * where several channels sell within one loop, and between the two so that a few may.
   *
   * @param epsilon the chance that a SKU is oversold when it sells out; greater than 0, less than 1
   */
  record Auto(double epsilon) implements Guarantee {
    /** Refuses what is not a chance between 0 and 1. */
    public Auto {
      checkChance(epsilon);
    }
  }

  /** Returns {@link Auto} with this chance; 0.01 is the default. */
  static Guarantee auto(double epsilon) {
    return new Auto(epsilon);
  }

  /** Returns {@link Buffered} with this chance, such as 0.01. */
  static Guarantee buffered(double epsilon) {
    return new Buffered(epsilon);
  }

  private static void checkChance(double epsilon) {
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException("epsilon must be greater than 0 and less than 1, was " + epsilon);
    }
  }

  /** Returns {@link Rights} with three days of demand on display. */
  static Guarantee rights() {
    return new Rights(3);
  }

  /** Returns {@link Mirror} with this buffer. */
  static Guarantee mirror(long buffer) {
    return new Mirror(Quantity.of(buffer));
  }
}

package dev.onepool.testkit.contract;

import dev.onepool.ListingId;

/**
 * One line of an order to place.
 *
 * @param listing what is sold
 * @param units 1 or more
 * @param kind how it is sold
 */
public record Sale(ListingId listing, long units, Kind kind) {

  /** How units leave. */
  public enum Kind {
    /** A buyer buys them: the shown number goes down. */
    SALE,
    /** They replace units sold before: the shown number stays. Needs {@link Feature#REPLACEMENTS}. */
    REPLACEMENT,
    /** They are given away: the shown number stays. Needs {@link Feature#SAMPLES}. */
    SAMPLE
  }

  /** Refuses a sale of nothing. */
  public Sale {
    if (units < 1) {
      throw new IllegalArgumentException("units of a sale must be at least 1, were " + units);
    }
  }

  /** A buyer's line. */
  public Sale(ListingId listing, long units) {
    this(listing, units, Kind.SALE);
  }
}

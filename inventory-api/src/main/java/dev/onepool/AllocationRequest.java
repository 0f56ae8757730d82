package dev.onepool;

import java.time.Duration;
import java.util.List;

/**
 * What a policy decides on.
 *
 * @param sku the SKU whose units are divided
 * @param units how many there are to offer: available, less safety stock; 0 or more
 * @param listings who may offer them, in order of channel and listing
 * @param horizon how far ahead a need is counted
 */
public record AllocationRequest(Sku sku, long units, List<Candidate> listings, Duration horizon) {

  /** Refuses fewer than no units. */
  public AllocationRequest {
    if (units < 0) {
      throw new IllegalArgumentException("units to allocate must not be negative: " + units + " of " + sku);
    }
    listings = List.copyOf(listings);
  }

  /**
   * One listing that may offer units.
   *
   * @param channel its channel
   * @param listing its identifier
   * @param unitsPerDay its recent demand in units a day; 0 where nothing is known
   * @param usualLine the units of a usual order line, large ones included; at least 1
   */
  public record Candidate(ChannelId channel, ListingId listing, double unitsPerDay, long usualLine) {
    /** Refuses demand that is not a number of 0 or more, and a line of less than one unit. */
    public Candidate {
      if (!(unitsPerDay >= 0 && unitsPerDay < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("unitsPerDay of " + listing + " must be 0 or more, was " + unitsPerDay);
      }
      if (usualLine < 1) {
        throw new IllegalArgumentException("usualLine of " + listing + " must be at least 1, was " + usualLine);
      }
    }
  }

  /** Returns the same request with another number of units. */
  public AllocationRequest withUnits(long other) {
    return new AllocationRequest(sku, other, listings, horizon);
  }
}

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

  /** Copies the list. */
  public AllocationRequest {
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
  public record Candidate(ChannelId channel, ListingId listing, double unitsPerDay, long usualLine) {}

  /** Returns the same request with another number of units. */
  public AllocationRequest withUnits(long other) {
    return new AllocationRequest(sku, other, listings, horizon);
  }
}

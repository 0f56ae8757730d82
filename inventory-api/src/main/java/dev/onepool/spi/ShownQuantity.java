package dev.onepool.spi;

import dev.onepool.ListingId;
import java.time.Instant;

/**
 * What a listing showed buyers.
 *
 * @param listing the listing
 * @param quantity units for sale then; 0 or more
 * @param asOf when it was true, by the channel's clock; never later than the call
 */
public record ShownQuantity(ListingId listing, long quantity, Instant asOf) {

  /** Refuses a negative quantity: a connector says what its channel's negative number means, or fails. */
  public ShownQuantity {
    if (quantity < 0) {
      throw new IllegalArgumentException("shown quantity must not be negative: " + quantity + " for " + listing);
    }
  }
}

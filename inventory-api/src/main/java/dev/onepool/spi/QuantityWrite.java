package dev.onepool.spi;

import dev.onepool.ListingId;

/**
 * One quantity to write.
 *
 * @param listing the channel's listing
 * @param quantity what buyers are to be able to buy, in listing units; 0 or more
 * @param attempt names this try and no other: {@code channel/listing/sequence}; where the channel takes an idempotency
 *     key, this is it
 */
public record QuantityWrite(ListingId listing, long quantity, String attempt) {

  /** Refuses a negative quantity. */
  public QuantityWrite {
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity to write must not be negative: " + quantity + " for " + listing);
    }
  }
}

package dev.onepool.spi;

import dev.onepool.ListingId;
import org.jspecify.annotations.Nullable;

/**
 * One quantity to write.
 *
 * @param listing the channel's listing
 * @param quantity what buyers are to be able to buy, in listing units; 0 or more
 * @param attempt names this try and no other: {@code channel/listing/sequence}; where the channel takes an idempotency
 *     key, it is made from this
 * @param expected what the listing is believed to show now; a channel that {@link Capabilities#comparesAndSets() compares
 *     and sets} writes only if it does, and else answers {@link FailureKind#STALE}. Null: write whatever it shows
 */
public record QuantityWrite(ListingId listing, long quantity, String attempt, @Nullable Long expected) {

  /** Refuses a negative quantity. */
  public QuantityWrite {
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity to write must not be negative: " + quantity + " for " + listing);
    }
  }

  /** A write that compares nothing. */
  public QuantityWrite(ListingId listing, long quantity, String attempt) {
    this(listing, quantity, attempt, null);
  }
}

package dev.onepool.spi;

import dev.onepool.ListingId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an account's listings.
 *
 * @param listings some listings
 * @param next asks for the next page; null after the last
 */
public record ListingPage(List<ChannelListing> listings, @Nullable String next) {

  /** Copies the list. */
  public ListingPage {
    listings = List.copyOf(listings);
  }

  /**
   * A listing as the channel knows it.
   *
   * @param listing the channel's identifier
   * @param sellerCode the seller's own code on it, exactly as the channel has it; null if it has none
   * @param heldByChannel whether the channel sells it from stock that it holds itself; such a listing is never written
   */
  public record ChannelListing(ListingId listing, @Nullable String sellerCode, boolean heldByChannel) {

    /** A listing that the seller ships. */
    public ChannelListing(ListingId listing, @Nullable String sellerCode) {
      this(listing, sellerCode, false);
    }
  }
}

package dev.onepool;

import java.io.Reader;
import java.util.List;

/**
 * A seller's channels: what is listed where, and how far Onepool goes on each.
 *
 * <p>A channel goes from {@link ChannelMode#OBSERVE} to {@link ChannelMode#DRY_RUN} to {@link ChannelMode#LIVE}. Nothing
 * is written before all its listings are mapped or ignored, what they show was read, and the orders that were open at that
 * moment are known. All methods may be called from any thread; an unknown channel is an {@link IllegalArgumentException}.
 */
public interface Channels {

  /** Returns how every configured channel stands, in order of channel. */
  List<ChannelStatus> all();

  /** Returns how this channel stands. */
  ChannelStatus status(ChannelId channel);

  /**
   * Reads the listings of the channel and maps those whose code is exactly a SKU that the ledger knows. Calls the channel.
   */
  ListingImport importListings(ChannelId channel);

  /**
   * Maps listings from a CSV with the header {@code listing,sku[,units][,location]}. Several rows with the same listing
   * make a kit. Rows that cannot be read are reported and skipped, with the whole listing they belong to.
   */
  ListingImport importListings(ChannelId channel, Reader csv);

  /**
   * Maps a listing, and applies the order lines that waited for it. Mapping the same again changes nothing.
   *
   * @throws IllegalStateException if the listing is mapped otherwise and may still take units: pause the channel at zero
   *     first, and repeat this when its exposure is 0
   */
  void map(Listing listing);

  /** Leaves a listing alone for good: it is neither mapped nor asked about again. */
  void ignore(ChannelId channel, ListingId listing);

  /** Returns the mapped listings of a channel, in order. */
  List<Listing> listings(ChannelId channel);

  /** Returns up to 1,000 order lines of a channel that wait for their listing to be mapped. */
  List<QuarantinedLine> quarantine(ChannelId channel);

  /**
   * Changes how far Onepool goes. Changing to the present mode does nothing.
   *
   * @return what stands in the way of {@link ChannelMode#DRY_RUN} or {@link ChannelMode#LIVE}; the mode has changed if and
   *     only if this is empty
   */
  List<String> mode(ChannelId channel, ChannelMode mode);
}

package dev.onepool;

import java.io.Reader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   *
   * <p>Listings that the channel sells from stock it holds itself are ignored: they are never written, and their orders move
   * none of the ledger's units.
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
   * Brings the stock that the channel holds for the seller into a location, SKU by SKU, as a {@link StockCommand.Snapshot} of what
   * can be sold there. Listings are matched by their code. Calls the channel; call it as often as the numbers should be fresh.
   *
   * <p>At its first import a SKU gets a safety stock there of more than anybody has, so that none of it is promised to orders
   * that somebody else would have to ship. Whoever can have it shipped, lowers that.
   *
   * @param location a location for nothing else
   */
  StockImport importStock(ChannelId channel, LocationId location);

  /** Returns the places that the channel knows the seller to ship from; empty where it does not say. Calls the channel. */
  List<ChannelPlace> locations(ChannelId channel);

  /**
   * Tells the channel that the seller has seen the order and will ship it. Doing it twice has one effect. Nothing is recorded:
   * what the channel makes of it comes back with the order's next state. So it is with the other two.
   *
   * @param id names this action, so that the channel can tell a repetition
   */
  ActionResult acknowledge(ChannelId channel, OrderId order, String id);

  /**
   * Tells the channel that units of an order have been shipped.
   *
   * @param id names this action
   * @param units by line; each 1 or more
   * @param carrier the carrier's name or code as the channel knows it
   * @param trackingNumber null where there is none
   */
  ActionResult ship(ChannelId channel, OrderId order, String id, Map<LineId, Long> units, String carrier,
      @Nullable String trackingNumber);

  /**
   * Tells the channel that units of an order will not be shipped.
   *
   * @param id names this action
   * @param units by line; each 1 or more
   */
  ActionResult cancel(ChannelId channel, OrderId order, String id, Map<LineId, Long> units, CancelReason reason);

  /** Returns the channel's service that ships its held stock for other channels' orders; null where there is none. */
  @Nullable ChannelFulfilment fulfilment(ChannelId channel);

  /**
   * Changes how far Onepool goes. Changing to the present mode does nothing.
   *
   * @return what stands in the way of {@link ChannelMode#DRY_RUN} or {@link ChannelMode#LIVE}; the mode has changed if and
   *     only if this is empty
   */
  List<String> mode(ChannelId channel, ChannelMode mode);

  /**
   * Says that the mass change which the {@link MassChangeBrake} holds back on this channel is right: it is sent from the next
   * round on. The brake holds again when for an hour nothing was found that it would hold.
   *
   * @param author who says so; not blank
   * @return whether something was held back; if not, nothing has changed
   */
  boolean releaseBrake(ChannelId channel, String author);

  /**
   * Stops what is sent for this seller, on all channels: the kill switch. It is kept in the store, so it outlasts restarts, and
   * every process that works on the same database obeys it before its next call; a call that is under way is not called back.
   * Waits for no round. A channel that only observes, tries or is frozen is not written to by this either. Orders are read as
   * before, and what the application itself asks of a channel (acknowledging, shipping, cancelling) is still done.
   *
   * <p>A second stop takes the place of the first.
   *
   * @param author who says so; not blank
   */
  void stop(Stop.Kind kind, String author);

  /** Returns what is stopped, whichever process said so; null if nothing is. */
  @Nullable Stop stopped();

  /**
   * Ends {@link #stop}: every channel goes on in its mode with the next round, and everything is planned anew.
   *
   * @param author who says so; not blank
   * @return whether anything was stopped
   */
  boolean resume(String author);

  /**
   * Sets what a channel shows of a SKU until a moment, in place of what was set before. It is kept in the store, and {@link
   * Inventory#explain} shows it.
   *
   * @return what stands in the way; it was set if and only if this is empty
   * @throws IllegalArgumentException if the moment is not in the future, by the engine's clock
   */
  List<String> override(QuantityOverride override);

  /**
   * Ends an override before its time.
   *
   * @param author who says so; not blank
   * @return whether there was one
   */
  boolean endOverride(ChannelId channel, Sku sku, String author);

  /** Returns the overrides in force, in order of SKU and channel. */
  List<QuantityOverride> overrides();
}

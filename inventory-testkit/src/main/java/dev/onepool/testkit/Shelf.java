package dev.onepool.testkit;

import dev.onepool.ListingId;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All offers of a marketplace, and the quantities that are still on their way to them. */
final class Shelf {

  /**
   * A quantity that will be shown; {@code sequence} keeps what is due at the same moment in the order it was taken.
   *
   * @param expected what the listing must show then, or it will not; null for whatever it shows
   * @param write the number of the write that it comes of
   */
  private record Pending(
      SimulatedListing listing, long quantity, @Nullable Long expected, long at, long write, long sequence)
      implements Comparable<Pending> {
    @Override
    public int compareTo(Pending other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final Map<ListingId, SimulatedListing> listings = new HashMap<>();
  private final List<SimulatedListing> inOrder = new ArrayList<>();
  private final PriorityQueue<Pending> pending = new PriorityQueue<>();
  private final Set<Long> refused = new HashSet<>();
  private long refusals;
  private long sequence;

  /** Shows every pending quantity that is due, in the order of time. Everything else on the shelf needs this first. */
  void settle(long now) {
    Pending next = pending.peek();
    while (next != null && next.at() <= now) {
      pending.remove();
      if (next.listing().listed && !showIfExpected(next.listing(), next.quantity(), next.expected(), next.at())) {
        refused.add(next.write());
      }
      next = pending.peek();
    }
  }

  /** Shows a quantity, unless something else is expected than what is shown; returns whether it did. */
  boolean showIfExpected(SimulatedListing listing, long quantity, @Nullable Long expected, long now) {
    if (expected != null && expected != listing.shown()) {
      refusals++;
      return false;
    }
    listing.show(quantity, now);
    return true;
  }

  /** Returns how many quantities were not shown because something else was expected. */
  long refusals() {
    return refusals;
  }

  /** Returns whether this write, which was to be shown later, was not, because the listing did not show what it expected. */
  boolean refused(long write) {
    return refused.contains(write);
  }

  void list(ListingId id, @Nullable String sellerCode, long quantity, long now) {
    SimulatedListing listing = listings.get(id);
    if (listing == null) {
      listing = new SimulatedListing(id);
      listings.put(id, listing);
      inOrder.add(listing);
    }
    listing.sellerCode = sellerCode;
    listing.listed = true;
    listing.show(quantity, now);
  }

  void delist(ListingId id, long now) {
    SimulatedListing listing = known(id);
    listing.listed = false;
    listing.show(0, now);
  }

  /** Shows a quantity at a moment that has not passed. */
  void showLater(SimulatedListing listing, long quantity, @Nullable Long expected, long at, long write) {
    pending.add(new Pending(listing, quantity, expected, at, write, ++sequence));
  }

  /** Returns the listing if it is on sale, or null. */
  @Nullable SimulatedListing onSale(ListingId id) {
    SimulatedListing listing = listings.get(id);
    return listing != null && listing.listed ? listing : null;
  }

  /** Returns the listing, on sale or not any more. */
  SimulatedListing known(ListingId id) {
    SimulatedListing listing = listings.get(id);
    if (listing == null) {
      throw new IllegalArgumentException("no such listing: " + id + "; list it first");
    }
    return listing;
  }

  /**
   * Returns the page after a cursor, or the first for null. A cursor is a position, and positions outlast delistings.
   */
  ListingPage page(@Nullable String cursor, int limit) {
    int from = cursor == null ? 0 : (int) Require.position("listings", cursor, inOrder.size());
    int to = Math.min(inOrder.size(), from + limit);
    List<ChannelListing> page = new ArrayList<>(to - from);
    for (SimulatedListing listing : inOrder.subList(from, to)) {
      if (listing.listed) {
        page.add(new ChannelListing(listing.id, listing.sellerCode));
      }
    }
    return new ListingPage(page, to < inOrder.size() ? Integer.toString(to) : null);
  }
}

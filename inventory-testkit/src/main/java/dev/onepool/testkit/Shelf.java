package dev.onepool.testkit;

import dev.onepool.ListingId;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** All offers of a marketplace, and the quantities that are still on their way to them. */
final class Shelf {

  /** A quantity that will be shown; {@code sequence} keeps what is due at the same moment in the order it was taken. */
  private record Pending(SimulatedListing listing, long quantity, long at, long sequence)
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
  private long sequence;

  /** Shows every pending quantity that is due, in the order of time. Everything else on the shelf needs this first. */
  void settle(long now) {
    Pending next = pending.peek();
    while (next != null && next.at() <= now) {
      pending.remove();
      if (next.listing().listed) {
        next.listing().show(next.quantity(), next.at());
      }
      next = pending.peek();
    }
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
  void showLater(SimulatedListing listing, long quantity, long at) {
    pending.add(new Pending(listing, quantity, at, ++sequence));
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

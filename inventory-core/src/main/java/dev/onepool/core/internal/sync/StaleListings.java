package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Listings that did not show what a write expected. Each is looked at, after the orders were read again, before it is written
 * to again; what was seen is what that write expects. What was seen holds for one round.
 *
 * <p>A listing that shows what was expected, and still refuses it, would be tried for ever: each such look doubles the wait.
 * Nothing here must survive a crash: the next write is refused, and it begins anew. Thread-safe, because notifications name
 * listings to look at, too.
 */
final class StaleListings {

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 6;

  private final Map<ListingId, Stale> listings = new HashMap<>();

  /**
   * How it stands with one listing.
   *
   * @param vain how often in a row a look found what was expected
   * @param expected what the refused write expected; null if nothing, or if that was looked at already
   * @param unseen whether it must be looked at
   * @param seen what it shows, for this round; null if that is not known
   * @param notBefore when it may be looked at
   */
  private record Stale(int vain, @Nullable Long expected, boolean unseen, @Nullable Long seen, Instant notBefore) {}

  synchronized void refused(ListingId listing, @Nullable Long expected, Instant now) {
    Stale before = listings.get(listing);
    listings.put(listing, new Stale(before == null ? 0 : before.vain(), expected, true, null, now));
  }

  /** Returns the listings to look at in a new round, and forgets what was seen in the round before. */
  synchronized List<ListingId> toLook(Instant now) {
    List<ListingId> unseen = new ArrayList<>();
    listings.entrySet().removeIf(entry -> !entry.getValue().unseen() && entry.getValue().vain() == 0);
    listings.replaceAll((listing, stale) -> {
      if (stale.unseen() && !now.isBefore(stale.notBefore())) {
        unseen.add(listing);
      }
      return stale.unseen() ? stale : new Stale(stale.vain(), null, false, null, now);
    });
    return unseen;
  }

  synchronized void seen(ListingId listing, long shown, Instant now) {
    Stale before = listings.get(listing);
    if (before == null) {
      return;
    }
    if (before.expected() != null && before.expected() == shown) {
      int vain = Math.min(MAX_DOUBLINGS, before.vain() + 1);
      listings.put(listing, new Stale(vain, null, true, null, now.plus(FIRST_WAIT.multipliedBy(1L << (vain - 1)))));
    } else {
      listings.put(listing, new Stale(before.expected() == null ? before.vain() : 0, null, false, shown, now));
    }
  }

  synchronized void taken(ListingId listing) {
    listings.remove(listing);
  }

  /** Returns whether nothing but zero may be written before the listing was looked at. */
  synchronized boolean mustLook(ListingId listing) {
    Stale stale = listings.get(listing);
    return stale != null && stale.unseen();
  }

  /** Returns what the listing showed in this round; null if it was not looked at. */
  synchronized @Nullable Long seen(ListingId listing) {
    Stale stale = listings.get(listing);
    return stale == null ? null : stale.seen();
  }
}

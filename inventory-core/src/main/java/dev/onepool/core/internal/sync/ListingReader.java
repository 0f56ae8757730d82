package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads all listings of a channel. Where the channel wants fewer calls at a time it goes on, the next time, where it ended:
 * a large catalogue would else never be read to its end. Thread-safe.
 */
final class ListingReader {

  private static final int MAX_PAGES = 10_000;

  /** By listing: a walk that goes on where another ended may find the last of them again. */
  private final Map<ListingId, ChannelListing> found = new LinkedHashMap<>();
  private @Nullable String next;
  private int pages;

  /**
   * What there is so far.
   *
   * @param listings all of the channel's; empty while there are more
   * @param again when to go on; null where all were read
   */
  record Reading(List<ChannelListing> listings, @Nullable Instant again) {}

  synchronized Reading read(ChannelConnector connector) {
    try {
      do {
        if (pages == MAX_PAGES) {
          throw new IllegalStateException("the channel has more than " + MAX_PAGES
              + " pages of listings; nothing was imported. Import its listings from a CSV");
        }
        ListingPage page = connector.listings(next);
        page.listings().forEach(listing -> found.put(listing.listing(), listing));
        next = page.next();
        pages++;
      } while (next != null);
    } catch (RuntimeException e) {
      if (pages > 0 && e instanceof ConnectorException refusal && refusal.until() != null) {
        return new Reading(List.of(), refusal.until());
      }
      begin();
      throw e;
    }
    Reading reading = new Reading(List.copyOf(found.values()), null);
    begin();
    return reading;
  }

  private void begin() {
    found.clear();
    next = null;
    pages = 0;
  }
}

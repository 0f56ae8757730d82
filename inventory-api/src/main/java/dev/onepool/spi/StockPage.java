package dev.onepool.spi;

import dev.onepool.ListingId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the stock that a channel holds for the seller. It is read, never written.
 *
 * @param stock some of it
 * @param next asks for the next page; null after the last
 */
public record StockPage(List<HeldStock> stock, @Nullable String next) {

  /** Copies the list. */
  public StockPage {
    stock = List.copyOf(stock);
  }

  /**
   * The stock of one listing.
   *
   * @param listing what it is sold as
   * @param sellerCode the seller's own code; null if it has none
   * @param available units that can be sold now; 0 or more
   * @param reserved units there that orders wait for; 0 or more
   * @param inbound units on their way there; 0 or more
   * @param unsellable damaged, lost or otherwise unsellable units; 0 or more
   * @param asOf when it was true, by the channel's clock
   */
  public record HeldStock(
      ListingId listing,
      @Nullable String sellerCode,
      long available,
      long reserved,
      long inbound,
      long unsellable,
      Instant asOf) {

    /** Refuses negative numbers. */
    public HeldStock {
      if (available < 0 || reserved < 0 || inbound < 0 || unsellable < 0) {
        throw new IllegalArgumentException("held stock must not be negative: available " + available + ", reserved "
            + reserved + ", inbound " + inbound + ", unsellable " + unsellable + " for " + listing);
      }
    }
  }
}

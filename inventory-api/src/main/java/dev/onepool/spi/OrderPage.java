package dev.onepool.spi;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A page of orders that are new or changed.
 *
 * @param orders in any order; an order may come again
 * @param next asks for what follows; never null, because there is always a later
 * @param more whether there is more to read now
 * @param completeThrough every order and change <em>visible</em> at this instant, by the channel's clock, is in this page
 *     or one before; the engine subtracts the visibility delay. Only the last page ({@code more} false) may move it on
 * @param unreadable orders of this page that cannot be understood, such as those that contradict themselves. A page that is
 *     not readable as a whole is a {@link ConnectorException} of kind {@link FailureKind#MALFORMED} instead
 */
public record OrderPage(
    List<OrderSnapshot> orders, String next, boolean more, Instant completeThrough, List<Unreadable> unreadable) {

  /** Copies the lists. */
  public OrderPage {
    orders = List.copyOf(orders);
    unreadable = List.copyOf(unreadable);
  }

  /** A page on which every order can be understood. */
  public OrderPage(List<OrderSnapshot> orders, String next, boolean more, Instant completeThrough) {
    this(orders, next, more, completeThrough, List.of());
  }

  /**
   * An order that cannot be understood. Until it can, the engine raises none of its listings and lets go of nothing that it may
   * have sold.
   *
   * @param order the channel's identifier
   * @param listings everything that it may have sold or given back; empty where that cannot be told, and then nothing is raised
   *     on the channel
   * @param why what is wrong with it, to read; without secrets or data of the buyer
   */
  public record Unreadable(OrderId order, Set<ListingId> listings, String why) {

    /** Copies the listings. */
    public Unreadable {
      listings = Set.copyOf(listings);
    }
  }
}

package dev.onepool.spi;

import java.time.Instant;
import java.util.List;

/**
 * A page of orders that are new or changed.
 *
 * @param orders in any order; an order may come again
 * @param next asks for what follows; never null, because there is always a later
 * @param more whether there is more to read now
 * @param completeThrough every order and change <em>visible</em> at this instant, by the channel's clock, is in this page
 *     or one before; the engine subtracts the visibility delay. Only the last page ({@code more} false) may move it on
 */
public record OrderPage(List<OrderSnapshot> orders, String next, boolean more, Instant completeThrough) {

  /** Copies the list. */
  public OrderPage {
    orders = List.copyOf(orders);
  }
}

package dev.onepool.testkit.contract;

import dev.onepool.OrderId;
import java.time.Duration;

/**
 * The buyers' and the warehouse's side of a fake marketplace: what can happen to orders there. Lines are named by their
 * position when they were placed, from 0. Each change is stamped with the clock's present time.
 *
 * <p>A method that needs a {@link Feature} is called only where the remote side has it.
 */
public interface RemoteOrders {

  /** Places an order now, paid and ready to ship. */
  OrderId place(Sale... lines);

  /** Returns a well-formed identifier of an order that is not here. */
  OrderId unknownOrder();

  /**
   * Cancels units of a line before they are shipped; without {@link Feature#PARTIAL_CANCELS} always all of the line, and with
   * {@link Feature#WHOLE_ORDER_CANCELS} every line of the order.
   */
  void cancel(OrderId order, int line, long units);

  /** Ships units of a line; without {@link Feature#PARTIAL_SHIPMENTS} always all of the line. */
  void ship(OrderId order, int line, long units);

  /** Places an order that is not paid yet, and whose units the channel keeps aside. {@link Feature#PENDING_ORDERS}. */
  default OrderId placePending(Sale... lines) {
    throw missing(Feature.PENDING_ORDERS);
  }

  /**
   * Places an order in the past that nobody could see until now: its times are {@code age} before now. {@link
   * Feature#LATE_ORDERS}.
   */
  default OrderId placeBehind(Duration age, Sale... lines) {
    throw missing(Feature.LATE_ORDERS);
  }

  /** Changes a line to this many units, 1 or more, before it is shipped. {@link Feature#EDITS}. */
  default void editLine(OrderId order, int line, long units) {
    throw missing(Feature.EDITS);
  }

  /** Changes the order in which the channel tells the lines, and that the order has changed. {@link Feature#SHUFFLED_LINES}. */
  default void shuffleLines(OrderId order) {
    throw missing(Feature.SHUFFLED_LINES);
  }

  /** Takes a shipment of these units back, as if it had not been. {@link Feature#VOIDED_SHIPMENTS}. */
  default void voidShipment(OrderId order, int line, long units) {
    throw missing(Feature.VOIDED_SHIPMENTS);
  }

  /** Receives shipped units back from the buyer, and leaves them off sale. {@link Feature#RETURNS}. */
  default void giveBack(OrderId order, int line, long units) {
    throw missing(Feature.RETURNS);
  }

  /** Puts units that came back on sale. {@link Feature#RESTOCKS}. */
  default void restock(OrderId order, int line, long units) {
    throw missing(Feature.RESTOCKS);
  }

  /** Gives the buyer the money for shipped units, who keeps them. {@link Feature#REFUNDS}. */
  default void refund(OrderId order, int line, long units) {
    throw missing(Feature.REFUNDS);
  }

  /** Places an order of one line without seller's code and listing. {@link Feature#NAMELESS_LINES}. */
  default OrderId placeNameless(long units) {
    throw missing(Feature.NAMELESS_LINES);
  }

  /**
   * Makes the channel tell the order from now on in a way that cannot be, such as with one of its lines twice; its name, and what
   * its lines sell, can still be read. {@link Feature#BROKEN_ORDERS}.
   */
  default void spoil(OrderId order) {
    throw missing(Feature.BROKEN_ORDERS);
  }

  /** Returns the units of a line that the channel believes shipped. */
  long shipped(OrderId order, int line);

  /** Returns the units of a line that the channel believes cancelled. */
  long cancelled(OrderId order, int line);

  /** Returns how often the channel was told that the order was seen. {@link Feature#ACKNOWLEDGE}. */
  default long acknowledged(OrderId order) {
    throw missing(Feature.ACKNOWLEDGE);
  }

  /** Returns how many orders one answer holds at most; small, so that there are pages. */
  int orderPage();

  /**
   * Returns how many lines of an order fit into one answer; by default a guess. A rule places an order with one more, which a
   * connector tells whole, or as told in part.
   */
  default int linePage() {
    return 11;
  }

  /** Returns how long after a change a page of orders shows it, where all goes well. By default at once. */
  default Duration orderLag() {
    return Duration.ZERO;
  }

  private static UnsupportedOperationException missing(Feature feature) {
    return new UnsupportedOperationException("a remote side that has " + feature + " implements this");
  }
}

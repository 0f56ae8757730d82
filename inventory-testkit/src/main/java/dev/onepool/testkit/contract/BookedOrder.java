package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order in the books of a fake marketplace, for its protocol to tell.
 *
 * @param order its identifier
 * @param placedAt when it was placed
 * @param updatedAt when it was changed last
 * @param paid whether it may be shipped; false while it waits for the buyer's money
 * @param lines in the order in which the marketplace tells them at present
 */
public record BookedOrder(OrderId order, Instant placedAt, Instant updatedAt, boolean paid, List<Line> lines) {

  /** Copies the list. */
  public BookedOrder {
    lines = List.copyOf(lines);
  }

  /**
   * A line. Numbers are totals since the order was placed.
   *
   * @param id stays whatever else changes
   * @param listing what was sold; null where the line names none
   * @param ordered units as they were ordered, or as the order was edited last
   * @param cancelled of these, taken off before they were shipped
   * @param shipped units shipped, voided shipments left out
   * @param returned units that came back
   * @param restocked of these, put back on sale
   * @param refunded shipped units for which the buyer got the money, and kept them
   * @param kind how it was sold
   */
  public record Line(
      String id, @Nullable ListingId listing, long ordered, long cancelled, long shipped, long returned, long restocked,
      long refunded, Sale.Kind kind) {

    /** Returns the units that are neither cancelled nor shipped. */
    public long open() {
      return ordered - cancelled - shipped;
    }
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;

/**
 * Moves units for the signed difference between what was applied of an order line and what is true now. What is taken back
 * goes first, in the reverse of the order in which it came, so that no count is ever outside its bounds.
 */
final class LineMoves {

  private final Changes changes;
  private final Stockroom stockroom;
  private final OrderKey order;

  LineMoves(Changes changes, Stockroom stockroom, OrderKey order) {
    this.changes = changes;
    this.stockroom = stockroom;
    this.order = order;
  }

  /** Applies the difference; {@code line} must be mapped. */
  void move(LineCounts before, LineState line) {
    LocationId location = line.location();
    if (location == null) {
      throw new IllegalStateException("line is quarantined: " + order + "/" + line.line());
    }
    LineCounts after = line.counts();
    for (Component component : line.components()) {
      PoolKey pool = new PoolKey(component.sku(), location);
      takeBack(pool, before, after, component.units());
      goOn(pool, before, after, component.units(), line);
    }
  }

  private void takeBack(PoolKey pool, LineCounts before, LineCounts after, long each) {
    long unstocked = times(before.restocked() - after.restocked(), each);
    if (unstocked > 0) {
      stockroom.unstock(pool, unstocked);
    }
    long goneAgain = times(before.returned() - after.returned(), each);
    if (goneAgain > 0) {
      stockroom.goAgain(pool, goneAgain);
    }
    long unshipped = times(before.shipped() - after.shipped(), each);
    if (unshipped > 0) {
      stockroom.unship(pool, unshipped);
    }
  }

  private void goOn(PoolKey pool, LineCounts before, LineCounts after, long each, LineState line) {
    // Ordered and cancelled units meet in one promise: what it was after unshipping, and what it must be before shipping.
    long promised = before.open() + Math.max(0, before.shipped() - after.shipped());
    long shippedNow = Math.max(0, after.shipped() - before.shipped());
    long difference = times(after.open() + shippedNow - promised, each);
    if (difference > 0) {
      long missing = stockroom.promise(pool, difference, EntryCause.SALE);
      if (missing > 0) {
        changes.add("shortfall", pool, order + "/" + line.line() + " sold " + difference + " units of " + pool + ", "
            + missing + " more than there are");
      }
    } else if (difference < 0) {
      stockroom.unpromise(pool, -difference, EntryCause.CANCELLATION);
    }
    if (shippedNow > 0) {
      stockroom.ship(pool, times(shippedNow, each));
    }
    long returned = times(after.returned() - before.returned(), each);
    if (returned > 0) {
      stockroom.comeBack(pool, returned);
    }
    long restocked = times(after.restocked() - before.restocked(), each);
    if (restocked > 0) {
      stockroom.restock(pool, restocked);
    }
  }

  private static long times(long units, long each) {
    return Math.multiplyExact(units, each);
  }
}

package dev.onepool.core.internal.sync;

import dev.onepool.EntryCause;
import dev.onepool.Listing.Component;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.StockMove;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A listing that is being taken off sale, and whether sales did that. Pure.
 *
 * @param write the zero
 * @param at when it was planned
 */
record OffSale(PlannedWrite write, Instant at) {

  /** Returns when the number was written that the zero takes the place of. */
  Instant shownSince() {
    Attempt newest = write.account().newest();
    return newest == null ? at : newest.sentAt();
  }

  /**
   * Returns whether something else than sales takes the listing off sale: more units left its stock otherwise than by orders
   * since its number was written, or the policy gives it nothing and nothing was sold. Where both may be it, it was sales: a
   * zero that is held back must never be one that sales ask for.
   */
  boolean otherThanBySales(Map<PoolKey, List<StockMove>> moves) {
    boolean policy = write.ground() == PlannedWrite.Ground.POLICY;
    for (Component component : write.account().components()) {
      long sold = 0;
      long taken = 0;
      for (StockMove move : moves.getOrDefault(write.account().pool(component), List.of())) {
        if (move.at().isAfter(shownSince()) && !move.at().isAfter(at)) {
          sold -= byOrders(move.cause()) ? move.units() : 0;
          taken -= byOrders(move.cause()) ? 0 : move.units();
        }
      }
      if (taken > Math.max(0, sold)) {
        return true;
      }
      policy &= sold <= 0;
    }
    return policy;
  }

  private static boolean byOrders(EntryCause cause) {
    return switch (cause) {
      case RECEIPT, ADJUSTMENT, COUNT, TRANSFER, TRANSFER_LOSS -> false;
      case RESERVATION, RELEASE, SALE, CANCELLATION, SHIPMENT, SHIPMENT_VOIDED, RETURN, RETURN_VOIDED, RESTOCK, RESTOCK_VOIDED,
          FOUND_AT_SHIPMENT, SHORTFALL_FILLED -> true;
    };
  }
}

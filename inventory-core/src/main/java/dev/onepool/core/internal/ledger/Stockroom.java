package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.StockState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moves that units can make within a pool. Each keeps {@code shortfall > 0} ⇒ {@code available == 0}, moves what it
 * says and nothing else, and writes the entries for it, each with the balance after it. Sums that overflow throw {@link
 * ArithmeticException}, which {@link Decider} turns into a refusal.
 */
final class Stockroom {

  private final Changes changes;
  private final @Nullable Instant occurredAt;
  private final Object fact;

  /**
   * Makes a room.
   *
   * @param occurredAt when what happens happened; null for now
   * @param fact what it happens to, to be named as the cause of a shortfall
   */
  Stockroom(Changes changes, @Nullable Instant occurredAt, Object fact) {
    this.changes = changes;
    this.occurredAt = occurredAt;
    this.fact = fact;
  }

  /** Promises units: what is available is reserved, the rest is a shortfall. Returns the shortfall. */
  long promise(PoolKey key, long units, EntryCause cause) {
    Pool pool = changes.pool(key);
    long covered = Math.min(units, pool.available());
    long missing = units - covered;
    changes.put(pool.withUnits(
        pool.available() - covered,
        Math.addExact(pool.reserved(), covered),
        Math.addExact(pool.shortfall(), missing)));
    moved(key, covered, StockState.AVAILABLE, StockState.RESERVED, cause);
    blame(key, missing, cause);
    return missing;
  }

  /** Takes a promise back: the shortfall first, then reserved units become available. */
  void unpromise(PoolKey key, long units, EntryCause cause) {
    Pool pool = changes.pool(key);
    long uncovered = Math.min(units, pool.shortfall());
    long freed = units - uncovered;
    changes.put(pool.withUnits(
        Math.addExact(pool.available(), freed), pool.reserved() - freed, pool.shortfall() - uncovered));
    moved(key, freed, StockState.RESERVED, StockState.AVAILABLE, cause);
  }

  /**
   * Goods arrive from outside. As many as were shipped without our knowing them are no news: they came and went before they
   * were booked. The rest joins those on hand.
   */
  void comeIn(PoolKey key, long units, StockState from, EntryCause cause) {
    long unexplained = Math.min(units, changes.pool(key).unexplained());
    explain(key, unexplained, from);
    putOnHand(key, units - unexplained, from, cause);
  }

  /** Units join those on hand: they fill the shortfall first, the rest becomes available. */
  void putOnHand(PoolKey key, long units, StockState from, EntryCause cause) {
    Pool pool = changes.pool(key);
    long filled = Math.min(units, pool.shortfall());
    if (filled > 0) {
      changes.put(pool.withUnits(
          pool.available(), Math.addExact(pool.reserved(), filled), pool.shortfall() - filled));
      // What a count corrects must be told apart from what moved, see MovedSince.
      boolean named = filled == units || cause == EntryCause.COUNT;
      moved(key, filled, from, StockState.RESERVED, named ? cause : EntryCause.SHORTFALL_FILLED);
    }
    if (filled < units) {
      Pool covered = changes.pool(key);
      changes.put(covered.withUnits(
          Math.addExact(covered.available(), units - filled), covered.reserved(), covered.shortfall()));
      moved(key, units - filled, from, StockState.AVAILABLE, cause);
    }
  }

  /** Units leave those on hand: available ones first, then promised ones, whose promise becomes a shortfall. */
  void takeOnHand(PoolKey key, long units, StockState to, EntryCause cause) {
    Pool pool = changes.pool(key);
    long free = Math.min(units, pool.available());
    if (free > 0) {
      changes.put(pool.withUnits(pool.available() - free, pool.reserved(), pool.shortfall()));
      moved(key, free, StockState.AVAILABLE, to, cause);
    }
    long promised = units - free;
    if (promised > 0) {
      Pool bare = changes.pool(key);
      changes.put(bare.withUnits(
          bare.available(), bare.reserved() - promised, Math.addExact(bare.shortfall(), promised)));
      moved(key, promised, StockState.RESERVED, to, cause);
      blame(key, promised, cause);
    }
  }

  /** Promised units leave for the customer. Units that the ledger did not know of were found at that moment. */
  void ship(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    long covered = Math.min(units, pool.reserved());
    long found = units - covered;
    changes.put(pool.withUnits(pool.available(), pool.reserved() - covered, pool.shortfall() - found));
    moved(key, covered, StockState.RESERVED, StockState.CUSTOMER, EntryCause.SHIPMENT);
    explain(key, -found, StockState.CUSTOMER);
  }

  /** A shipment did not happen: the units are promised again. */
  void unship(PoolKey key, long units) {
    long unexplained = Math.min(units, changes.pool(key).unexplained());
    explain(key, unexplained, StockState.CUSTOMER);
    Pool pool = changes.pool(key);
    changes.put(pool.withUnits(
        pool.available(),
        Math.addExact(pool.reserved(), units - unexplained),
        Math.addExact(pool.shortfall(), unexplained)));
    moved(key, units - unexplained, StockState.CUSTOMER, StockState.RESERVED, EntryCause.SHIPMENT_VOIDED);
    blame(key, unexplained, EntryCause.SHIPMENT_VOIDED);
    cover(key);
  }

  /** Units came back and wait to be graded. */
  void comeBack(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    changes.put(pool.withUnsellable(Math.addExact(pool.unsellable(), units)));
    moved(key, units, StockState.CUSTOMER, StockState.UNSELLABLE, EntryCause.RETURN);
  }

  /** A return did not happen. */
  void goAgain(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    changes.put(pool.withUnsellable(pool.unsellable() - units));
    moved(key, units, StockState.UNSELLABLE, StockState.CUSTOMER, EntryCause.RETURN_VOIDED);
  }

  /** Returned units go back on sale. Those that explain an earlier find are no news. */
  void restock(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    long unexplained = Math.min(units, pool.unexplained());
    changes.put(pool.withUnsellable(pool.unsellable() - units));
    explain(key, unexplained, StockState.UNSELLABLE);
    putOnHand(key, units - unexplained, StockState.UNSELLABLE, EntryCause.RESTOCK);
  }

  /** A restock did not happen. What is no longer on hand must have been found. */
  void unstock(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    long onHand = Math.addExact(pool.available(), pool.reserved());
    long there = Math.min(units, onHand);
    takeOnHand(key, there, StockState.UNSELLABLE, EntryCause.RESTOCK_VOIDED);
    Pool after = changes.pool(key);
    changes.put(after.withUnsellable(Math.addExact(after.unsellable(), units)));
    explain(key, -(units - there), StockState.UNSELLABLE);
  }

  /** A count says which finds are still to be explained. */
  void setUnexplained(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    if (pool.unexplained() != units) {
      changes.put(pool.withUnexplained(units));
    }
  }

  /** Units left another location for this one. */
  void announce(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    changes.put(pool.withIncoming(Math.addExact(pool.incoming(), units)));
    moved(key, units, StockState.TRANSIT, StockState.INCOMING, EntryCause.TRANSFER);
  }

  /** Units that were on their way came in. */
  void arrive(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    changes.put(pool.withIncoming(pool.incoming() - units));
    comeIn(key, units, StockState.INCOMING, EntryCause.TRANSFER);
  }

  /** Units that were on their way will not come in. */
  void lose(PoolKey key, long units) {
    Pool pool = changes.pool(key);
    changes.put(pool.withIncoming(pool.incoming() - units));
    moved(key, units, StockState.INCOMING, StockState.WRITE_OFF, EntryCause.TRANSFER_LOSS);
  }

  /** Puts what is available under promises that are short; needed where both may be positive for a moment. */
  private void cover(PoolKey key) {
    Pool pool = changes.pool(key);
    long units = Math.min(pool.available(), pool.shortfall());
    if (units > 0) {
      changes.put(pool.withUnits(pool.available() - units, pool.reserved() + units, pool.shortfall() - units));
      moved(key, units, StockState.AVAILABLE, StockState.RESERVED, EntryCause.SHORTFALL_FILLED);
    }
  }

  /** Positive units explain earlier finds from that state; negative units were found on their way to it. */
  private void explain(PoolKey key, long units, StockState outside) {
    if (units == 0) {
      return;
    }
    Pool pool = changes.pool(key);
    changes.put(pool.withUnexplained(Math.subtractExact(pool.unexplained(), units)));
    if (units > 0) {
      moved(key, units, outside, StockState.WRITE_OFF, EntryCause.FOUND_AT_SHIPMENT);
    } else {
      moved(key, -units, StockState.WRITE_OFF, outside, EntryCause.FOUND_AT_SHIPMENT);
      changes.add("found-at-shipment", key, -units + " units of " + key + " left the shelf that the ledger did not know"
          + " to be there; count them");
    }
  }

  private void blame(PoolKey key, long missing, EntryCause cause) {
    if (missing > 0) {
      changes.blame(key, cause, fact, missing);
    }
  }

  void moved(PoolKey key, long units, StockState from, StockState to, EntryCause cause) {
    if (units > 0) {
      Pool after = changes.pool(key);
      changes.add(new Movement(key, units, from, to, cause, occurredAt, after.available(), after.reserved()));
    }
  }
}

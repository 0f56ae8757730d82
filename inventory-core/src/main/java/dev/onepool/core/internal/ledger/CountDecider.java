package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.StockCommand;
import dev.onepool.StockState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What people and warehouses say is on hand: adjustments, counts and snapshots. Promises stay as they are. */
final class CountDecider {

  private final Changes changes;
  private final Stockroom stockroom;

  CountDecider(Changes changes, Stockroom stockroom) {
    this.changes = changes;
    this.stockroom = stockroom;
  }

  Answer adjust(StockCommand.Adjust adjust) {
    PoolKey key = new PoolKey(adjust.sku(), adjust.location());
    return guarded(key, adjust.delta(), EntryCause.ADJUSTMENT);
  }

  /** Without an expectation a count has the last word; with one it corrects by what it found to be different. */
  Answer count(StockCommand.Count count, Instant now) {
    PoolKey key = new PoolKey(count.sku(), count.location());
    long counted = count.counted().units();
    Quantity expected = count.expected();
    Answer answer = Answer.DONE;
    if (expected == null) {
      stockroom.setUnexplained(key, 0);
      correct(stockroom, key, counted - changes.pool(key).onHand(), EntryCause.COUNT);
    } else {
      // What was found at shipments since the count began stays unexplained: its receipt may be yet to come.
      answer = guarded(key, counted - expected.units(), EntryCause.COUNT);
    }
    changes.put(changes.pool(key).withCount(now));
    return answer;
  }

  /**
   * What was on hand at an instant. What moved since is added to it; where more left than that, it must have been found, and
   * waits for the receipt that explains it.
   */
  Answer snapshot(StockCommand.Snapshot snapshot, Instant now) {
    PoolKey key = new PoolKey(snapshot.sku(), snapshot.location());
    Instant asOf = snapshot.asOf().truncatedTo(ChronoUnit.MICROS);
    Instant countedAt = changes.pool(key).countedAt();
    if (asOf.isAfter(now)) {
      return Answer.refused(RefusalKind.WRONG_STATE, "the snapshot of %s is of %s, which is after %s", key, asOf, now);
    }
    if (countedAt != null && asOf.isBefore(countedAt)) {
      return Answer.refused(RefusalKind.WRONG_STATE, "the snapshot of %s is outdated: it is of %s, and the newest count or"
          + " snapshot is of %s", key, asOf, countedAt);
    }
    MovedSince moved = asOf.isBefore(now) ? changes.movedSince(key, asOf) : MovedSince.NOTHING;
    if (moved.closed() != null) {
      return Answer.refused(RefusalKind.WRONG_STATE, "the snapshot of %s is of %s, which lies in a closed period: entries"
          + " recorded before %s are archived, so what moved since cannot be told; count again", key, asOf, moved.closed());
    }
    long target = Math.addExact(snapshot.onHand().units(), moved.onHand());
    long foundSince = Math.min(changes.pool(key).unexplained(), Math.max(0, moved.found()));
    stockroom.setUnexplained(key, Math.subtractExact(foundSince, Math.min(0, target)));
    correct(new Stockroom(changes, asOf, snapshot), key, Math.max(0, target) - changes.pool(key).onHand(), EntryCause.COUNT);
    changes.put(changes.pool(key).withCount(asOf));
    return Answer.DONE;
  }

  private Answer guarded(PoolKey key, long delta, EntryCause cause) {
    long onHand = changes.pool(key).onHand();
    if (delta < 0 && Math.negateExact(delta) > onHand) {
      return Answer.refused(RefusalKind.TOO_MANY, "cannot take %d units of %s: %d on hand", -delta, key, onHand);
    }
    correct(stockroom, key, delta, cause);
    return Answer.DONE;
  }

  private void correct(Stockroom room, PoolKey key, long delta, EntryCause cause) {
    if (delta > 0) {
      room.putOnHand(key, delta, StockState.WRITE_OFF, cause);
    } else if (delta < 0) {
      long before = changes.pool(key).shortfall();
      room.takeOnHand(key, -delta, StockState.WRITE_OFF, cause);
      long missing = changes.pool(key).shortfall() - before;
      if (missing > 0) {
        changes.add("shortfall", key, missing + " promised units of " + key + " are gone after a "
            + cause.name().toLowerCase(Locale.ROOT) + " of " + delta);
      }
    }
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.StockState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What entries moved at a pool since an instant, corrections by counts and warehouse snapshots left out: those say what was
 * true before, and not that anything moved.
 *
 * @param onHand units that joined those on hand, less units that left them
 * @param found units that were found at shipment, less finds that were explained
 * @param closed the end of the last closed period, where the instant lies before it: then the sums say nothing, because
 *     entries they need may be archived; else null
 */
public record MovedSince(long onHand, long found, @Nullable Instant closed) {

  /** Nothing moved. */
  public static final MovedSince NOTHING = new MovedSince(0, 0, null);

  /** What moved since an instant after every closed period. */
  public MovedSince(long onHand, long found) {
    this(onHand, found, null);
  }

  /** Returns this after one more movement. */
  public MovedSince plus(Movement move) {
    return plus(move.from(), move.to(), move.cause(), move.quantity());
  }

  /** Returns this after one more entry of this kind. */
  public MovedSince plus(StockState from, StockState to, EntryCause cause, long units) {
    if (cause == EntryCause.COUNT) {
      return this;
    }
    long joined = (onHand(to) ? units : 0) - (onHand(from) ? units : 0);
    boolean find = cause == EntryCause.FOUND_AT_SHIPMENT;
    long more = !find ? 0 : from == StockState.WRITE_OFF ? units : -units;
    return new MovedSince(Math.addExact(onHand, joined), Math.addExact(found, more), closed);
  }

  /** Returns this as of an instant that lies in a period which was closed up to another. */
  public MovedSince closedUpTo(Instant end) {
    return new MovedSince(onHand, found, end);
  }

  private static boolean onHand(StockState state) {
    return state == StockState.AVAILABLE || state == StockState.RESERVED;
  }
}

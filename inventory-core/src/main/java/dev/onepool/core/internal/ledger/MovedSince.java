package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.StockState;

/**
 * What entries moved at a pool since an instant, corrections by counts and warehouse snapshots left out: those say what was
 * true before, and not that anything moved.
 *
 * @param onHand units that joined those on hand, less units that left them
 * @param found units that were found at shipment, less finds that were explained
 */
public record MovedSince(long onHand, long found) {

  /** Nothing moved. */
  public static final MovedSince NOTHING = new MovedSince(0, 0);

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
    return new MovedSince(Math.addExact(onHand, joined), Math.addExact(found, more));
  }

  private static boolean onHand(StockState state) {
    return state == StockState.AVAILABLE || state == StockState.RESERVED;
  }
}

package dev.onepool.testkit;

/**
 * The physical units of one SKU, counted apart from every ledger and channel: what a warehouse would find if it looked.
 * A simulation tells it of every event and asserts after each that {@link #oversold()} is what was promised.
 *
 * <p>Not thread-safe.
 */
public final class GhostTruth {

  private long left;
  private long oversold;

  /** Makes the truth of a SKU without units. */
  public GhostTruth() {}

  /** Brings units in. Units sold beyond what there was are covered first. */
  public void receive(long units) {
    left = Math.addExact(left, Require.positive("units received", units));
  }

  /** Promises units to a buyer, whether they are there or not. */
  public void sell(long units) {
    left = Math.subtractExact(left, Require.positive("units sold", units));
    oversold = Math.max(oversold, Math.negateExact(left));
  }

  /** Takes a promise back: the units are for sale again. */
  public void cancel(long units) {
    left = Math.addExact(left, Require.positive("units cancelled", units));
  }

  /** Returns the units that nobody was promised; negative by the units promised and not there. */
  public long left() {
    return left;
  }

  /** Returns the most units that were ever promised and not there at one moment; 0 if there were always enough. */
  public long oversold() {
    return oversold;
  }
}

package dev.onepool.core.internal.ledger;

/**
 * What happened to an order line so far: totals, all 0 or more, each within the one before as {@link #fitted} says.
 */
public record LineCounts(long ordered, long cancelled, long shipped, long returned, long restocked) {

  /** Nothing yet. */
  public static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0);

  /** Returns units neither cancelled nor shipped: the ones that stock is promised to. */
  public long open() {
    return ordered - cancelled - shipped;
  }

  /**
   * Returns these counts made to fit: what was shipped is a physical fact and wins over what was cancelled; nothing comes
   * back that did not go out.
   */
  LineCounts fitted() {
    long out = Math.min(shipped, ordered);
    long off = Math.min(cancelled, ordered - out);
    long back = Math.min(returned, out);
    return new LineCounts(ordered, off, out, back, Math.min(restocked, back));
  }

  /** Returns these counts after the channel took the line off: nothing is open; what was shipped stays a fact. */
  LineCounts takenOff() {
    return new LineCounts(ordered, ordered - shipped, shipped, returned, restocked);
  }

  /** Returns these counts with units added wherever {@code which} is 1. */
  LineCounts plus(LineCounts which, long units) {
    return new LineCounts(
        Math.addExact(ordered, units * which.ordered),
        Math.addExact(cancelled, units * which.cancelled),
        Math.addExact(shipped, units * which.shipped),
        Math.addExact(returned, units * which.returned),
        Math.addExact(restocked, units * which.restocked));
  }

  /** Returns these counts where {@code which} is 1, and nothing elsewhere. */
  LineCounts only(LineCounts which) {
    return new LineCounts(ordered * which.ordered, cancelled * which.cancelled, shipped * which.shipped,
        returned * which.returned, restocked * which.restocked);
  }

  /** Returns the larger of each count: two parties who report one fact report it once. */
  LineCounts max(LineCounts other) {
    return new LineCounts(
        Math.max(ordered, other.ordered),
        Math.max(cancelled, other.cancelled),
        Math.max(shipped, other.shipped),
        Math.max(returned, other.returned),
        Math.max(restocked, other.restocked));
  }
}

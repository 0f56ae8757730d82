package dev.onepool.core.internal.ledger;

import dev.onepool.Guarantee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The balance of one SKU at one location.
 *
 * <p>Covered and uncovered promises are kept for the pool, not for each order: units of a SKU are alike, so which order is
 * short is decided when it ships. Therefore {@code shortfall > 0} implies {@code available == 0}, whatever the order in
 * which facts arrived, and any order of arrival ends in the same balance.
 *
 * @param available on hand, not promised; 0 or more
 * @param reserved on hand, promised; 0 or more
 * @param unsellable on the shelf, not for sale; 0 or more
 * @param incoming on the way; 0 or more
 * @param shortfall promised and not there; 0 or more
 * @param unexplained shipped although the ledger did not know them to be there; the next units that come in, or
 *     that orders give back, explain these first, so that the order in which facts are booked leaves no trace
 * @param safetyStock never offered; 0 or more
 * @param exposed units that listings may still take without our knowing: the sum over their accounts; signed
 * @param listings how many mapped listings draw on it
 * @param version rises with every change; 0 where nothing is stored of it yet
 * @param countedAt of when the newest count or warehouse snapshot is; null if there was none
 * @param shortSince since when the shortfall is above 0; null while it is 0
 * @param lastEntry the number of its newest entry, where the store links entries; else 0
 */
public record Pool(
    PoolKey key,
    long available,
    long reserved,
    long unsellable,
    long incoming,
    long shortfall,
    long unexplained,
    long safetyStock,
    long exposed,
    int listings,
    long version,
    @Nullable Instant countedAt,
    @Nullable Instant shortSince,
    long lastEntry) {

  /** A balance that was never counted. */
  public Pool(PoolKey key, long available, long reserved, long unsellable, long incoming, long shortfall,
      long unexplained, long safetyStock, long exposed, int listings, long version) {
    this(key, available, reserved, unsellable, incoming, shortfall, unexplained, safetyStock, exposed, listings, version, null,
        null, 0);
  }

  /** Returns the balance of a pool that nothing has happened to. */
  public static Pool empty(PoolKey key) {
    return new Pool(key, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Returns units on hand, promised or not. */
  public long onHand() {
    return Math.addExact(available, reserved);
  }

  /** Returns whether it is anything but empty. */
  boolean inUse() {
    return available != 0 || reserved != 0 || unsellable != 0 || incoming != 0 || shortfall != 0 || unexplained != 0
        || exposed != 0;
  }

  /** Returns available units less safety stock: what can be offered on all channels together. May be negative. */
  public long offerable() {
    return available - safetyStock;
  }

  /** Returns what is neither held back nor at the disposal of a listing. Negative while rights are being restored. */
  public long uncommitted() {
    return offerable() - exposed;
  }

  /**
   * Returns what the own checkout may still promise: under RIGHTS, nothing that a listing has a right to. Elsewhere listings
   * show the same units, and the checkout, which knows of each sale at once, is one more that may sell them.
   */
  public long free(Guarantee guarantee) {
    long taken = guarantee instanceof Guarantee.Rights ? Math.max(0, exposed)
        : guarantee instanceof Guarantee.Mirror mirror ? mirror.buffer().units() : 0;
    return Math.max(0, offerable() - taken);
  }

  /** Returns by how many units the listings could take more than there is; 0 while rights hold. */
  public long deficit() {
    return Math.max(0, exposed - Math.max(0, offerable()));
  }

  /** Throws {@link ArithmeticException} where the units on hand, or the promises, would leave the range of a long. */
  Pool withUnits(long newAvailable, long newReserved, long newShortfall) {
    Math.addExact(newAvailable, newReserved);
    Math.addExact(newReserved, newShortfall);
    return new Pool(key, newAvailable, newReserved, unsellable, incoming, newShortfall, unexplained, safetyStock,
        exposed, listings, version + 1, countedAt, shortSince, lastEntry);
  }

  Pool withUnsellable(long newUnsellable) {
    return new Pool(key, available, reserved, newUnsellable, incoming, shortfall, unexplained, safetyStock, exposed,
        listings, version + 1, countedAt, shortSince, lastEntry);
  }

  Pool withIncoming(long newIncoming) {
    return new Pool(key, available, reserved, unsellable, newIncoming, shortfall, unexplained, safetyStock, exposed,
        listings, version + 1, countedAt, shortSince, lastEntry);
  }

  Pool withUnexplained(long newUnexplained) {
    return new Pool(key, available, reserved, unsellable, incoming, shortfall, newUnexplained, safetyStock, exposed,
        listings, version + 1, countedAt, shortSince, lastEntry);
  }

  Pool withSafetyStock(long newSafetyStock) {
    return new Pool(key, available, reserved, unsellable, incoming, shortfall, unexplained, newSafetyStock, exposed,
        listings, version + 1, countedAt, shortSince, lastEntry);
  }

  Pool withExposed(long newExposed, int newListings) {
    return new Pool(key, available, reserved, unsellable, incoming, shortfall, unexplained, safetyStock, newExposed,
        newListings, version + 1, countedAt, shortSince, lastEntry);
  }

  /** Returns whether the store has a row of it. */
  public boolean stored() {
    return version > 0;
  }

  /** Returns the balance as counted at an instant, unless a newer count is known. */
  Pool withCount(Instant at) {
    Instant newest = countedAt == null || at.isAfter(countedAt) ? at : countedAt;
    return new Pool(key, available, reserved, unsellable, incoming, shortfall, unexplained, safetyStock, exposed,
        listings, version + 1, newest, shortSince, lastEntry);
  }

  /** Returns the balance as short since an instant; null for not short. The units say so already, so this is no change. */
  Pool withShortSince(@Nullable Instant since) {
    return new Pool(key, available, reserved, unsellable, incoming, shortfall, unexplained, safetyStock, exposed,
        listings, version, countedAt, since, lastEntry);
  }

  /** Returns the same balance, with the number that the store gave to its newest entry. */
  public Pool withLastEntry(long number) {
    return new Pool(key, available, reserved, unsellable, incoming, shortfall, unexplained, safetyStock, exposed,
        listings, version, countedAt, shortSince, number);
  }
}

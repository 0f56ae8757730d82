package dev.onepool.core.internal.sync;

import dev.onepool.core.internal.ledger.ListingAccount;

/**
 * A write that should be sent.
 *
 * @param account the listing as it was planned from
 * @param value the quantity to write
 * @param promised whether it must fit into what is free
 * @param overdrawn the units that were promised twice and that this takes back; 0 where nothing was
 */
record PlannedWrite(ListingAccount account, long value, boolean promised, long overdrawn) {

  /** Returns whether this takes units off display. */
  boolean lowers() {
    return value == 0 || value < account.exposure();
  }

  /** Returns the units that the listing can take no more when this is in force; negative where it can take more. */
  long takesBack() {
    return account.exposure() - value;
  }
}

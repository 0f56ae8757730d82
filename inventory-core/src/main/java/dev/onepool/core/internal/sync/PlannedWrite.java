package dev.onepool.core.internal.sync;

import dev.onepool.core.internal.ledger.ListingAccount;

/**
 * A write that should be sent.
 *
 * @param account the listing as it was planned from
 * @param value the quantity to write
 * @param promised whether it must fit into what is free
 */
record PlannedWrite(ListingAccount account, long value, boolean promised) {

  /** Zeroes first, then what lowers, then what raises: the most dangerous number goes first. */
  int urgency() {
    if (value == 0) {
      return 0;
    }
    return value < account.exposure() ? 1 : 2;
  }
}

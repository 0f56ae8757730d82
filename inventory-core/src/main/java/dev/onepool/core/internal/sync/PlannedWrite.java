package dev.onepool.core.internal.sync;

import dev.onepool.core.internal.ledger.ListingAccount;

/**
 * A write that should be sent.
 *
 * @param account the listing as it was planned from
 * @param value the quantity to write
 * @param promised whether it must fit into what is free
 * @param overdrawn the units that were promised twice and that this takes back; 0 where nothing was
 * @param ground who or what wants this number
 */
record PlannedWrite(ListingAccount account, long value, boolean promised, long overdrawn, Ground ground) {

  /** Who or what wants a number. */
  enum Ground {
    /** A person said so for this listing, its channel or all channels. */
    PERSON,
    /** The policy gives the listing nothing although there is stock. */
    POLICY,
    /** What there is, and how it is shared. */
    STOCK
  }

  PlannedWrite(ListingAccount account, long value, boolean promised, long overdrawn) {
    this(account, value, promised, overdrawn, Ground.STOCK);
  }

  /** Returns whether this takes units off display. */
  boolean lowers() {
    return value == 0 || value < account.exposure();
  }

  /** Returns the units that the listing can take no more when this is in force; negative where it can take more. */
  long takesBack() {
    return account.exposure() - value;
  }

  /** Returns whether this takes a listing off sale that can still sell, and no person said so. */
  boolean takesOffSale() {
    return value == 0 && account.exposure() > 0 && ground != Ground.PERSON;
  }
}

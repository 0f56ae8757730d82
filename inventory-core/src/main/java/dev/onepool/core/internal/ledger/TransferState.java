package dev.onepool.core.internal.ledger;

import dev.onepool.LocationId;
import dev.onepool.Sku;
import dev.onepool.TransferId;

/**
 * Units of one SKU that were dispatched from one location to another.
 *
 * @param dispatched how many left
 * @param underWay how many neither arrived nor were lost; they are incoming at {@code to}
 */
public record TransferState(
    TransferId id, Sku sku, LocationId from, LocationId to, long dispatched, long underWay) {

  /** Returns the pool that the units come to. */
  public PoolKey destination() {
    return new PoolKey(sku, to);
  }

  TransferState less(long units) {
    return new TransferState(id, sku, from, to, dispatched, underWay - units);
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.LocationId;
import dev.onepool.Sku;

/** One SKU at one location: what a balance is kept for. Ordered by SKU, then location, which is the order of locking. */
public record PoolKey(Sku sku, LocationId location) implements Comparable<PoolKey> {

  @Override
  public int compareTo(PoolKey other) {
    int bySku = sku.compareTo(other.sku);
    return bySku != 0 ? bySku : location.compareTo(other.location);
  }

  @Override
  public String toString() {
    return sku + " at " + location;
  }
}

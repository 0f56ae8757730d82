package dev.onepool.core.internal.commit;

import dev.onepool.SellerId;
import dev.onepool.Sku;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what this engine wrote, so that whoever remembers a SKU can tell whether it was written since. Counters are shared by
 * many SKUs: a counter that rose may mean another one, a counter that stayed means none. Thread-safe.
 */
public final class WrittenSkus {

  private static final int COUNTERS = 1 << 14;

  private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);

  /** Makes counters of an engine that wrote nothing yet. */
  public WrittenSkus() {}

  /** Returns a number that rises with every write of the SKU, before the writer is told that it is durable. */
  public long count(SellerId seller, Sku sku) {
    return counters.get(index(seller, sku));
  }

  void wrote(SellerId seller, Sku sku) {
    counters.incrementAndGet(index(seller, sku));
  }

  /** Takes note that nobody knows what was written. */
  public void wroteAnything() {
    for (int i = 0; i < COUNTERS; i++) {
      counters.incrementAndGet(i);
    }
  }

  private static int index(SellerId seller, Sku sku) {
    int mixed = (31 * seller.hashCode() + sku.hashCode()) * 0x9E3779B9;
    return mixed >>> (Integer.SIZE - 14);
  }
}

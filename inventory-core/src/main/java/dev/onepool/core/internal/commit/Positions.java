package dev.onepool.core.internal.commit;

import dev.onepool.Guarantee;
import dev.onepool.Position;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Pool;
import java.util.List;

/** Balances as an application sees them. */
public final class Positions {

  private Positions() {}

  /** Returns the position of a SKU whose balances these are. */
  public static Position of(Sku sku, List<Pool> pools, Guarantee guarantee) {
    return new Position(sku, pools.stream().map(pool -> at(pool, guarantee)).toList());
  }

  private static Position.AtLocation at(Pool pool, Guarantee guarantee) {
    return new Position.AtLocation(
        pool.key().location(),
        Quantity.of(pool.available()),
        Quantity.of(pool.reserved()),
        Quantity.of(pool.unsellable()),
        Quantity.of(pool.incoming()),
        Quantity.of(pool.shortfall()),
        Quantity.of(pool.safetyStock()),
        pool.exposed(),
        Quantity.of(pool.free(guarantee)));
  }
}

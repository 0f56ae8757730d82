package dev.onepool.core.internal.sync;

import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus.State;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Pool;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether what is promised of a SKU holds. Pure.
 *
 * @param deficit units by which what is on offer breaks the promise; 0 where nothing is promised
 */
record Standing(State state, long deficit) {

  private static final Standing NOTHING_PROMISED = new Standing(State.HOLDS, 0);

  /** Returns how the promise of a SKU stands. */
  static Standing of(Sku sku, PlanView view, Targets targets, Guarantee guarantee) {
    Map<Sku, Standing> standings = new HashMap<>();
    each(view, targets, guarantee, standings);
    return standings.getOrDefault(sku, NOTHING_PROMISED);
  }

  /** Puts down how the promises of all SKUs of a view stand that are listed anywhere; nothing where nothing is promised. */
  static void each(PlanView view, Targets targets, Guarantee guarantee, Map<Sku, Standing> standings) {
    if (guarantee instanceof Guarantee.Mirror) {
      return;
    }
    Map<Sku, Boolean> known = new HashMap<>();
    for (PlanView.Offer offer : view.offers()) {
      offer.account().components().forEach(component -> known.merge(component.sku(), offer.account().known(), Boolean::logicalAnd));
    }
    Map<Sku, Long> deficits = new HashMap<>();
    view.pools().values().forEach(pool -> deficits.merge(pool.key().sku(), deficit(pool, targets, guarantee), Long::sum));
    known.forEach((sku, all) -> {
      long deficit = deficits.getOrDefault(sku, 0L);
      standings.put(sku, new Standing(!all ? State.UNKNOWN : deficit > 0 ? State.RESTORING : State.HOLDS, deficit));
    });
  }

  private static long deficit(Pool pool, Targets targets, Guarantee guarantee) {
    if (guarantee instanceof Guarantee.Rights) {
      return pool.deficit();
    }
    return targets.deficit(pool.key());
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.Listing.Component;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.StockCommand.DefineKit;

/** What kits consist of: of SKUs with units, one level deep. */
final class KitDecider {

  private final Changes changes;

  KitDecider(Changes changes) {
    this.changes = changes;
  }

  Answer define(DefineKit define) {
    for (Component component : define.components()) {
      if (changes.kit(component.sku()) != null) {
        return Answer.refused(RefusalKind.WRONG_STATE, "kit %s cannot consist of %s, which is a kit itself", define.kit(),
            component.sku());
      }
    }
    if (changes.partOfAKit(define.kit())) {
      return Answer.refused(
          RefusalKind.WRONG_STATE, "%s cannot be a kit: it is a component of one", define.kit());
    }
    KitState before = changes.kit(define.kit());
    for (Pool pool : changes.poolsOf(define.kit())) {
      if (before == null && pool.inUse()) {
        return Answer.refused(
            RefusalKind.WRONG_STATE, "%s cannot be a kit: it has units of its own at %s", define.kit(),
            pool.key().location());
      }
    }
    changes.put(new KitState(define.kit(), before == null ? 1 : before.version() + 1, define.components()));
    return Answer.DONE;
  }
}

package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What one transaction does in another way on each database: claiming keys, locking balances, numbering rows. */
interface Session {

  /**
   * Claims keys with the hashes of their inputs, and returns those that were used before. Where another transaction has
   * claimed one and not ended, waits for its end.
   */
  Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes);

  /** Locks balances in the order of their keys, and returns those that exist. */
  List<Pool> pools(SellerId seller, Collection<PoolKey> keys);

  /** Keeps the effect, and returns it with the ids of its entries. */
  EffectRow keep(SellerId seller, EffectSpan span, RowChanges changes);

  /** Returns whether a row stands for the kept effect already, and waits for its values. */
  boolean claimed(SellerId seller, EffectKey key);

  /** Returns the first of {@code count} numbers in a row that no row of the table has; see {@link Dialect#write}. */
  long take(SellerId seller, Table table, String column, int count);

  /** Gives back the claims that were not kept. */
  void giveBack(RowChanges changes);
}

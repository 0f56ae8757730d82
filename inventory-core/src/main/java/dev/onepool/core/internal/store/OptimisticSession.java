package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.RowChanges.Verb;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A transaction that reads little and locks nothing: it assumes that no key was used before and that balances are what this
 * process saw last. Writing proves both, by the keys' uniqueness and the balances' versions, or writes nothing.
 */
final class OptimisticSession implements Session {

  private final Connection connection;
  private final Balances balances;
  private final Session numbers;
  private final PoolCache cache;

  /** Makes a session that takes its numbers as the other one would. */
  OptimisticSession(Connection connection, Balances balances, Session numbers, PoolCache cache) {
    this.connection = connection;
    this.balances = balances;
    this.numbers = numbers;
    this.cache = cache;
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
    return Map.of();
  }

  @Override
  public List<Pool> pools(SellerId seller, Collection<PoolKey> keys) {
    List<Pool> found = new ArrayList<>(keys.size());
    List<PoolKey> missing = new ArrayList<>();
    for (PoolKey key : keys) {
      Pool known = cache.get(seller, key);
      if (known == null) {
        missing.add(key);
      } else {
        found.add(known);
      }
    }
    for (Pool pool : balances.read(connection, seller, missing)) {
      cache.put(seller, pool);
      found.add(pool);
    }
    return found;
  }

  @Override
  public EffectRow keep(SellerId seller, EffectSpan span, RowChanges changes) {
    long first = span.movements() == 0 ? 0 : take(seller, Table.ENTRY, "id", span.movements());
    String hash = span.hash();
    if (hash != null && !Table.isReservation(span.key())) {
      changes.add(Verb.INSERT, Table.EFFECT,
          seller.value(), span.key().source(), span.key().id(), hash, first, span.movements());
    }
    return new EffectRow(span.key(), hash == null ? "" : hash, first, span.movements());
  }

  @Override
  public boolean claimed(SellerId seller, EffectKey key) {
    return false;
  }

  @Override
  public long take(SellerId seller, Table table, String column, int count) {
    return numbers.take(seller, table, column, count);
  }

  @Override
  public void giveBack(RowChanges changes) {
    // Nothing was claimed.
  }
}

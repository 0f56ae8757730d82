package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Where a transaction holds the only write lock there is, reading is claiming and locking. */
final class SqliteSession implements Session {

  private final Supplier<Handle> handle;
  private final Rows rows;
  private final Balances balances;
  private final SerialNumbers numbers;

  SqliteSession(Supplier<Handle> handle, Rows rows, Balances balances, SerialNumbers numbers) {
    this.handle = handle;
    this.rows = rows;
    this.balances = balances;
    this.numbers = numbers;
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
    Map<EffectKey, EffectRow> found = new HashMap<>();
    rows.effects(handle.get(), seller, hashes.keySet()).forEach(row -> found.put(row.key(), row));
    return found;
  }

  @Override
  public List<Pool> pools(SellerId seller, Collection<PoolKey> keys) {
    return balances.read(handle.get().getConnection(), seller, keys);
  }

  @Override
  public EffectRow keep(SellerId seller, EffectSpan span, RowChanges changes) {
    long first = span.movements() == 0 ? 0 : take(seller, Table.ENTRY, "id", span.movements());
    String hash = span.hash();
    if (hash != null && !Table.isReservation(span.key())) {
      changes.add(RowChanges.Verb.INSERT, Table.EFFECT,
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
    return numbers.take(handle.get(), seller, table, column, count);
  }

  @Override
  public void giveBack(RowChanges changes) {
    // Nothing was written.
  }
}

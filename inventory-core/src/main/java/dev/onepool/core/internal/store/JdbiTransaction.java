package dev.onepool.core.internal.store;

import com.google.common.base.Suppliers;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.EventKind;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.MovedSince;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import dev.onepool.core.internal.store.RowChanges.Verb;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** One transaction on a database: reads and locks by key at once, and writes everything at its end. */
final class JdbiTransaction implements StoreTransaction {

  private final Connection connection;
  private final Supplier<Handle> handle;
  private final Dialect dialect;
  private final Rows rows;
  private final Session session;
  private final boolean optimistic;
  private final PoolCache cache;
  private final Wanted wanted;
  private final RowChanges changed = new RowChanges();
  private final List<SavedEffects> saved = new ArrayList<>();
  private final Map<SellerId, Collection<Pool>> pools = new HashMap<>();
  private final RowWriter writer;

  private JdbiTransaction(Connection connection, Supplier<Handle> handle, Dialect dialect, Session session,
      boolean optimistic, PoolCache cache, Wanted wanted) {
    this.wanted = wanted;
    this.connection = connection;
    this.handle = handle;
    this.dialect = dialect;
    this.rows = Rows.locking(dialect);
    this.session = session;
    this.optimistic = optimistic;
    this.cache = cache;
    this.writer = new RowWriter(session, optimistic, wanted, changed);
  }

  /** Makes one that locks what it reads. It must have begun. */
  static JdbiTransaction locking(Handle handle, Dialect dialect, PoolCache cache, Wanted wanted) {
    return new JdbiTransaction(
        handle.getConnection(), () -> handle, dialect, dialect.session(() -> handle), false, cache, wanted);
  }

  /** Makes one that reads little and proves it when it writes. It begins then, too, and seldom needs JDBI. */
  static JdbiTransaction optimistic(Connection connection, Dialect dialect, Balances balances, PoolCache cache,
      Wanted wanted) {
    Supplier<Handle> handle = Suppliers.memoize(() -> Jdbi.open(connection));
    return new JdbiTransaction(connection, handle, dialect,
        new OptimisticSession(connection, balances, dialect.session(handle), cache), true, cache, wanted);
  }

  /** Writes what was saved, and makes it durable. */
  void commit() {
    if (optimistic) {
      if (!changed.isEmpty()) {
        written(dialect.transact(connection, changed));
      }
    } else if (changed.isEmpty()) {
      // Nothing but claims, and these are given up with the transaction.
      handle.get().execute("ROLLBACK");
    } else {
      session.giveBack(changed);
      written(dialect.commit(connection, changed));
    }
  }

  /** Writes what was saved into a transaction that somebody else will end. */
  void join() {
    session.giveBack(changed);
    if (!changed.isEmpty()) {
      long base = dialect.write(connection, changed);
      saved.forEach(effects -> effects.numberFrom(base));
      forget();
    }
  }

  private void written(long base) {
    saved.forEach(effects -> effects.numberFrom(base));
    pools.forEach((seller, some) -> some.forEach(pool -> cache.put(seller, PostgresSession.numbered(pool, base))));
  }

  /** Forgets the balances that this touched, because it is not known what they are now. */
  void forget() {
    pools.forEach((seller, some) -> some.forEach(pool -> cache.forget(seller, pool.key())));
  }

  @Override
  public void requireProof() {
    if (optimistic) {
      throw new RowChanges.Stale("a refusal must be right");
    }
  }

  /** Ends optimistic work that needs more than balances. */
  private void lockFor(Collection<?> keys) {
    if (optimistic && !keys.isEmpty()) {
      throw new NeedsLocks();
    }
  }

  /** Work that is not for an optimistic transaction. */
  static final class NeedsLocks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NeedsLocks() {
      super("needs locks", null, false, false);
    }
  }

  private void add(Verb verb, Table table, @Nullable Object... values) {
    changed.add(verb, table, values);
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
    return session.claim(seller, hashes);
  }

  @Override
  public Map<OrderKey, OrderState> orders(SellerId seller, Collection<OrderKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    lockFor(keys);
    Map<OrderKey, OrderState> found = new HashMap<>();
    rows.orders(handle.get(), seller, keys.stream().map(key -> List.of(key.channel().value(), key.order().value())).toList())
        .forEach(order -> found.put(order.key(), order));
    return found;
  }

  @Override
  public Map<ReservationId, ReservationState> reservations(SellerId seller, Collection<ReservationId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    lockFor(ids);
    Map<ReservationId, ReservationState> found = new HashMap<>();
    rows.reservations(handle.get(), seller, ids).forEach(reservation -> found.put(reservation.id(), reservation));
    return found;
  }

  @Override
  public Map<TransferId, TransferState> transfers(SellerId seller, Collection<TransferId> ids) {
    lockFor(ids);
    Map<TransferId, TransferState> found = new HashMap<>();
    rows.transfers(handle.get(), seller, ids).forEach(transfer -> found.put(transfer.id(), transfer));
    return found;
  }

  @Override
  public MovedSince movedSince(SellerId seller, PoolKey pool, Instant after) {
    lockFor(List.of(pool));
    return rows.movedSince(handle.get(), seller, pool, after);
  }

  @Override
  public Map<Sku, KitState> kits(SellerId seller, Collection<Sku> skus) {
    lockFor(skus);
    Map<Sku, KitState> found = new HashMap<>();
    rows.kits(handle.get(), seller, skus).forEach(kit -> found.put(kit.kit(), kit));
    return found;
  }

  @Override
  public Set<Sku> kitParts(SellerId seller, Collection<Sku> skus) {
    lockFor(skus);
    return rows.kitParts(handle.get(), seller, skus);
  }

  @Override
  public List<PoolKey> poolKeys(SellerId seller, Collection<Sku> skus) {
    lockFor(skus);
    return Rows.plain(dialect).poolsOf(handle.get(), seller, skus).stream().map(Pool::key).sorted().toList();
  }

  @Override
  public Map<ListingKey, ListingAccount> listings(SellerId seller, Collection<ListingKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    lockFor(keys);
    Map<ListingKey, ListingAccount> found = new HashMap<>();
    rows.listings(handle.get(), seller,
            keys.stream().map(key -> List.of(key.channel().value(), key.listing().value())).toList())
        .forEach(account -> found.put(account.key(), account));
    return found;
  }

  @Override
  public Map<PoolKey, Pool> pools(SellerId seller, Collection<PoolKey> keys) {
    Map<PoolKey, Pool> found = new HashMap<>();
    if (!keys.isEmpty()) {
      session.pools(seller, keys).forEach(pool -> found.put(pool.key(), pool));
      pools.put(seller, found.values());
    }
    return found;
  }

  @Override
  public List<DueHold> due(Instant now, int limit) {
    lockFor(List.of(now));
    return Rows.due(handle.get(), now, limit);
  }

  @Override
  public List<DueHold> due(SellerId seller, Instant now, int limit) {
    lockFor(List.of(now));
    return Rows.due(handle.get(), seller, now, limit);
  }

  @Override
  public SavedEffects save(SellerId seller, Changes changes, List<EffectSpan> effects, Instant now) {
    SavedEffects result = new SavedEffects(writer.save(seller, changes, effects, now));
    saved.add(result);
    pools.put(seller, writer.numbered(changes.pools()));
    TreeSet<Sku> dirty = new TreeSet<>();
    for (Pool pool : changes.pools()) {
      if (pool.listings() > 0) {
        dirty.add(pool.key().sku());
      }
    }
    changes.listings().forEach(account -> account.components().forEach(part -> dirty.add(part.sku())));
    markDirty(seller, dirty);
    return result;
  }

  @Override
  public Set<EventKind> wanted(SellerId seller) {
    return wanted.of(seller);
  }

  @Override
  public void markDirty(SellerId seller, Collection<Sku> skus) {
    if (skus.isEmpty()) {
      return;
    }
    long next = session.take(seller, Table.DIRTY, "mark", skus.size());
    for (Sku sku : new TreeSet<>(skus)) {
      add(Verb.UPSERT, Table.DIRTY, seller.value(), sku.value(), next++);
    }
  }

  @Override
  public void saveMode(SellerId seller, ChannelId channel, ChannelMode mode) {
    add(Verb.UPSERT, Table.CHANNEL_MODE, seller.value(), channel.value(), mode.name());
  }

  @Override
  public void save(SellerId seller, ControlRow row) {
    ControlRows.save(changed, seller, row);
  }

  @Override
  public void remove(SellerId seller, ControlRow row) {
    ControlRows.remove(changed, seller, row);
  }

  @Override
  public void saveRead(SellerId seller, ChannelId channel, @Nullable String cursor, @Nullable Instant watermark) {
    add(Verb.UPSERT, Table.CHANNEL_READ, seller.value(), channel.value(), cursor, Micros.orNull(watermark));
  }

  @Override
  public void clearDirty(SellerId seller, Collection<Dirty> dirty) {
    for (Dirty done : dirty) {
      add(Verb.DELETE, Table.CLEAN, seller.value(), done.sku().value(), done.mark());
    }
  }
}

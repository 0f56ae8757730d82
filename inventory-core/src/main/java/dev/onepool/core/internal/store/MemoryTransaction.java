package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.EventKind;
import dev.onepool.LedgerEntry;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Movement;
import dev.onepool.core.internal.ledger.MovedSince;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads at once and writes at the end, so that work which throws has written nothing. */
final class MemoryTransaction implements StoreTransaction {

  private final List<Runnable> writes = new ArrayList<>();
  private final Map<SellerId, List<LedgerEntry>> newEntries = new HashMap<>();
  private final MemoryStore store;
  private final Function<SellerId, MemoryBooks> books;
  private final MemoryEvents events;

  /** Makes one that reads from the books; the store's lock is held while it lives. */
  MemoryTransaction(MemoryStore store, Function<SellerId, MemoryBooks> books, MemoryEvents events) {
    this.store = store;
    this.books = books;
    this.events = events;
  }

  /** Writes what was saved. */
  void write() {
    writes.forEach(Runnable::run);
  }

  @Override
  public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
    return pick(books.apply(seller).effects, hashes.keySet());
  }

  @Override
  public Set<EventKind> wanted(SellerId seller) {
    return events.wanted(seller);
  }

  @Override
  public Map<OrderKey, OrderState> orders(SellerId seller, Collection<OrderKey> keys) {
    return pick(books.apply(seller).orders, keys);
  }

  @Override
  public Map<ReservationId, ReservationState> reservations(SellerId seller, Collection<ReservationId> ids) {
    return pick(books.apply(seller).reservations, ids);
  }

  @Override
  public Map<TransferId, TransferState> transfers(SellerId seller, Collection<TransferId> ids) {
    return pick(books.apply(seller).transfers, ids);
  }

  @Override
  public MovedSince movedSince(SellerId seller, PoolKey pool, Instant after) {
    MovedSince moved = MovedSince.NOTHING;
    for (LedgerEntry entry : books.apply(seller).entries) {
      if (entry.recordedAt().isAfter(after) && entry.sku().equals(pool.sku())
          && entry.location().equals(pool.location())) {
        moved = moved.plus(entry.from(), entry.to(), entry.cause(), entry.quantity().units());
      }
    }
    Instant closed = books.apply(seller).closedBefore();
    return closed != null && closed.isAfter(after) ? moved.closedUpTo(closed) : moved;
  }

  @Override
  public Map<Sku, KitState> kits(SellerId seller, Collection<Sku> skus) {
    return pick(books.apply(seller).kits, skus);
  }

  @Override
  public Set<Sku> kitParts(SellerId seller, Collection<Sku> skus) {
    Set<Sku> parts = new HashSet<>();
    books.apply(seller).kits.values().forEach(kit -> kit.components().forEach(part -> parts.add(part.sku())));
    parts.retainAll(skus);
    return parts;
  }

  @Override
  public List<PoolKey> poolKeys(SellerId seller, Collection<Sku> skus) {
    return store.pools(seller, skus).stream().map(Pool::key).toList();
  }

  @Override
  public Map<ListingKey, ListingAccount> listings(SellerId seller, Collection<ListingKey> keys) {
    return pick(books.apply(seller).listings, keys);
  }

  @Override
  public Map<PoolKey, Pool> pools(SellerId seller, Collection<PoolKey> keys) {
    return pick(books.apply(seller).pools, keys);
  }

  private <K, V> Map<K, V> pick(Map<K, V> from, Collection<K> keys) {
    Map<K, V> found = new HashMap<>();
    for (K key : keys) {
      V value = from.get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  @Override
  public void requireProof() {
    // Everybody else waits.
  }

  @Override
  public List<DueHold> due(Instant now, int limit) {
    return store.due(now, limit);
  }

  @Override
  public List<DueHold> due(SellerId seller, Instant now, int limit) {
    return store.due(now, Integer.MAX_VALUE).stream().filter(hold -> hold.seller().equals(seller)).limit(limit).toList();
  }

  @Override
  public SavedEffects save(SellerId seller, Changes changes, List<EffectSpan> effects, Instant now) {
    Micros.check(changes);
    MemoryBooks kept = books.apply(seller);
    List<EffectRow> rows = number(seller, kept, changes, effects, now);
    writes.add(() -> {
      for (int i = 0; i < rows.size(); i++) {
        if (effects.get(i).hash() != null) {
          kept.effects.put(rows.get(i).key(), rows.get(i));
        }
      }
      kept.save(changes, now);
      events.add(seller, changes.happened(), now);
    });
    return new SavedEffects(rows);
  }

  /** Numbers the entries as they will be written, and says which belong to each effect. */
  private List<EffectRow> number(
      SellerId seller, MemoryBooks kept, Changes changes, List<EffectSpan> effects, Instant now) {
    List<LedgerEntry> entries = newEntries.computeIfAbsent(seller, any -> {
      List<LedgerEntry> own = new ArrayList<>();
      writes.add(() -> kept.append(own));
      return own;
    });
    List<EffectRow> rows = new ArrayList<>(effects.size());
    int next = 0;
    for (EffectSpan span : effects) {
      long first = kept.lastEntry + entries.size() + 1L;
      for (int i = 0; i < span.movements(); i++) {
        Movement move = changes.movements().get(next++);
        entries.add(new LedgerEntry(first + i, move.pool().sku(), move.pool().location(),
            Quantity.of(move.quantity()), move.from(), move.to(), move.cause(), span.key(),
            move.occurredAt() == null ? now : move.occurredAt(), now,
            Quantity.of(move.availableAfter()), Quantity.of(move.reservedAfter())));
      }
      String hash = span.hash();
      rows.add(new EffectRow(
          span.key(), hash == null ? "" : hash, span.movements() == 0 ? 0 : first, span.movements()));
    }
    return rows;
  }

  @Override
  public void markDirty(SellerId seller, Collection<Sku> skus) {
    writes.add(() -> skus.forEach(sku -> books.apply(seller).mark(sku)));
  }

  @Override
  public void saveMode(SellerId seller, ChannelId channel, ChannelMode mode) {
    writes.add(() -> books.apply(seller).channels.merge(
        channel, new ChannelRow(channel, mode, null, null), (known, ignored) -> known.in(mode)));
  }

  @Override
  public void save(SellerId seller, ControlRow row) {
    writes.add(() -> books.apply(seller).controls.save(row));
  }

  @Override
  public void remove(SellerId seller, ControlRow row) {
    writes.add(() -> books.apply(seller).controls.remove(row));
  }

  @Override
  public void saveRead(SellerId seller, ChannelId channel, @Nullable String cursor, @Nullable Instant watermark) {
    writes.add(() -> books.apply(seller).channels.merge(channel,
        new ChannelRow(channel, ChannelMode.OBSERVE, cursor, watermark),
        (known, ignored) -> known.readTo(cursor, watermark)));
  }

  @Override
  public void clearDirty(SellerId seller, Collection<Dirty> dirty) {
    writes.add(() -> dirty.forEach(done -> books.apply(seller).dirty.remove(done.sku(), done)));
  }
}

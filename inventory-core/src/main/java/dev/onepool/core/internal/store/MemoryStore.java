package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.EventKind;
import dev.onepool.LedgerEntry;
import dev.onepool.ListingId;
import dev.onepool.Quantity;
import dev.onepool.QuantityOverride;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StoreException;
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
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps everything in memory, for tests, simulation and trying out. One lock; gone when the process ends. */
public final class MemoryStore implements LedgerStore {

  private final Map<SellerId, MemoryBooks> sellers = new HashMap<>();
  private final MemoryEvents events = new MemoryEvents(this);
  private boolean closed;

  /** Makes an empty store. */
  public MemoryStore() {}

  @Override
  public synchronized <T> T write(Function<StoreTransaction, T> work) {
    if (closed) {
      throw new StoreException(StoreException.Kind.CLOSED, "the store is closed");
    }
    Transaction transaction = new Transaction();
    T result = work.apply(transaction);
    transaction.writes.forEach(Runnable::run);
    return result;
  }

  @Override
  public <T> T join(Connection connection, Function<StoreTransaction, T> work) {
    throw new UnsupportedOperationException("stock that is kept in memory cannot be part of a database transaction; keep it"
        + " in PostgreSQL, or reserve before the transaction begins and release the reservation if it fails");
  }

  @Override
  public int writers() {
    return 1;
  }

  @Override
  public Keeping keeping() {
    return new MemoryKeeping(this, this::books);
  }

  @Override
  public Archiving archiving() {
    return new MemoryArchiving(this, this::books);
  }

  @Override
  public synchronized SortedMap<String, Long> erase(SellerId seller) {
    SortedMap<String, Long> rows = books(seller).rows();
    rows.putAll(events.erase(seller));
    sellers.remove(seller);
    return rows;
  }

  @Override
  public EventLog events() {
    return events;
  }

  private MemoryBooks books(SellerId seller) {
    if (closed) {
      throw new StoreException(StoreException.Kind.CLOSED, "the store is closed");
    }
    return sellers.computeIfAbsent(seller, any -> new MemoryBooks());
  }

  @Override
  public synchronized List<Pool> pools(SellerId seller, Sku sku) {
    List<Pool> found = new ArrayList<>(1);
    for (Map.Entry<PoolKey, Pool> entry : books(seller).pools.tailMap(firstOf(sku)).entrySet()) {
      if (!entry.getKey().sku().equals(sku)) {
        break;
      }
      found.add(entry.getValue());
    }
    return found;
  }

  private static PoolKey firstOf(Sku sku) {
    return new PoolKey(sku, new dev.onepool.LocationId("!"));
  }

  @Override
  public synchronized List<Pool> pools(SellerId seller, Collection<Sku> skus) {
    List<Pool> found = new ArrayList<>(skus.size());
    for (Sku sku : skus) {
      found.addAll(pools(seller, sku));
    }
    return found;
  }

  @Override
  public synchronized List<Sku> skus(SellerId seller) {
    return books(seller).pools.keySet().stream().map(PoolKey::sku).distinct().toList();
  }

  @Override
  public synchronized List<ListingAccount> listingsOf(SellerId seller, Collection<Sku> skus) {
    MemoryBooks books = books(seller);
    TreeSet<ListingKey> keys = new TreeSet<>();
    for (Sku sku : skus) {
      keys.addAll(books.listingsBySku.getOrDefault(sku, new TreeSet<>()));
    }
    List<ListingAccount> found = new ArrayList<>(keys.size());
    for (ListingKey key : keys) {
      ListingAccount account = books.listings.get(key);
      if (account != null) {
        found.add(account);
      }
    }
    return found;
  }

  @Override
  public synchronized List<ListingAccount> listings(SellerId seller, ChannelId channel) {
    return where(books(seller).listings.values(), account -> account.key().channel().equals(channel));
  }

  @Override
  public synchronized List<ListingAccount> unsettled(
      SellerId seller, ChannelId channel, @Nullable ListingId after, int limit) {
    MemoryBooks books = books(seller);
    List<ListingAccount> found = new ArrayList<>();
    SortedSet<ListingKey> keys = books.unsettled.tailSet(
        new ListingKey(channel, after == null ? new ListingId("!") : after));
    for (ListingKey key : keys) {
      if (!key.channel().equals(channel) || found.size() == limit) {
        break;
      }
      ListingAccount account = books.listings.get(key);
      if (account != null && !key.listing().equals(after)) {
        found.add(account);
      }
    }
    return found;
  }

  @Override
  public synchronized EntryPage entries(SellerId seller, EntryQuery query) {
    List<LedgerEntry> all = books(seller).entries;
    List<LedgerEntry> found = new ArrayList<>();
    for (int i = books(seller).indexAfter(query.afterId()); i < all.size() && found.size() < query.limit(); i++) {
      LedgerEntry entry = all.get(i);
      if ((query.sku() == null || query.sku().equals(entry.sku()))
          && (query.location() == null || query.location().equals(entry.location()))) {
        found.add(entry);
      }
    }
    return new EntryPage(found, found.size() == query.limit());
  }

  @Override
  public synchronized @Nullable ChannelRow channel(SellerId seller, ChannelId channel) {
    return books(seller).channels.get(channel);
  }

  @Override
  public synchronized Controls controls(SellerId seller) {
    return books(seller).controls.of(books(seller).channels.values());
  }

  @Override
  public synchronized List<QuantityOverride> overrides(SellerId seller) {
    return books(seller).controls.overrides();
  }

  @Override
  public synchronized List<QuantityOverride> overrides(SellerId seller, Collection<Sku> skus) {
    return books(seller).controls.overrides(skus);
  }

  @Override
  public synchronized List<ControlRow.Promised> promises(SellerId seller, Collection<Sku> skus) {
    return books(seller).controls.promises(skus);
  }

  @Override
  public synchronized long selling(SellerId seller, ChannelId channel) {
    return books(seller).listings.values().stream()
        .filter(account -> account.key().channel().equals(channel) && account.mapped() && account.exposure() > 0).count();
  }

  @Override
  public synchronized List<StockMove> moves(SellerId seller, Collection<Sku> skus, Instant after) {
    return books(seller).moves(Set.copyOf(skus), after);
  }

  @Override
  public synchronized List<Dirty> dirty(SellerId seller, int limit) {
    List<Dirty> found = new ArrayList<>();
    for (Dirty dirty : books(seller).dirty.values()) {
      if (found.size() == limit) {
        break;
      }
      found.add(dirty);
    }
    return found;
  }

  @Override
  public synchronized List<OrderState> waiting(
      SellerId seller, ChannelId channel, @Nullable ListingId listing, int limit) {
    return where(books(seller).waiting.values(), order -> order.key().channel().equals(channel)
        && order.lines().values().stream().anyMatch(
            line -> line.quarantined() && (listing == null || listing.equals(line.listing()))))
        .stream().limit(limit).toList();
  }

  @Override
  public synchronized List<DueHold> due(Instant now, int limit) {
    List<DueHold> found = new ArrayList<>();
    sellers.forEach((seller, books) -> {
      for (ReservationState hold : books.expiring.values()) {
        if (hold.dueBy(now) && found.size() < limit) {
          found.add(new DueHold(seller, hold.id()));
        }
      }
    });
    return found;
  }

  @Override
  public synchronized @Nullable Instant nextDue() {
    Instant next = null;
    for (MemoryBooks books : sellers.values()) {
      for (ReservationState hold : books.expiring.values()) {
        Instant at = hold.expiresAt();
        if (at != null && (next == null || at.isBefore(next))) {
          next = at;
        }
      }
    }
    return next;
  }

  @Override
  public synchronized List<IncidentRow> incidents(SellerId seller, long afterId, int limit) {
    return where(books(seller).incidents, row -> row.id() > afterId).stream().limit(limit).toList();
  }

  @Override
  public synchronized List<Shortfall> shortfalls(SellerId seller, int limit) {
    MemoryBooks books = books(seller);
    List<Shortfall> found = new ArrayList<>();
    for (Pool pool : books.pools.values()) {
      Instant since = pool.shortSince();
      if (since != null) {
        found.add(new Shortfall(pool.key().sku(), pool.key().location(), Quantity.of(pool.shortfall()), since,
            List.copyOf(books.causes.getOrDefault(pool.key(), new ArrayDeque<>()))));
      }
    }
    found.sort(Comparator.comparing(Shortfall::since));
    return found.stream().limit(limit).toList();
  }

  @Override
  public synchronized void eachOrder(SellerId seller, Consumer<OrderState> consumer) {
    books(seller).orders.values().forEach(consumer);
  }

  @Override
  public synchronized void eachHold(SellerId seller, Consumer<ReservationState> consumer) {
    where(books(seller).reservations.values(), ReservationState::holds).forEach(consumer);
  }

  @Override
  public synchronized void eachTransfer(SellerId seller, Consumer<TransferState> consumer) {
    where(books(seller).transfers.values(), transfer -> transfer.underWay() > 0).forEach(consumer);
  }

  @Override
  public synchronized void close() {
    closed = true;
    sellers.clear();
  }

  private static <T> List<T> where(Collection<T> rows, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    for (T row : rows) {
      if (wanted.test(row)) {
        found.add(row);
      }
    }
    return found;
  }

  /** Reads at once and writes at the end, so that work which throws has written nothing. */
  private final class Transaction implements StoreTransaction {

    private final List<Runnable> writes = new ArrayList<>();
    private final Map<SellerId, List<LedgerEntry>> newEntries = new HashMap<>();

    @Override
    public Map<EffectKey, EffectRow> claim(SellerId seller, SortedMap<EffectKey, String> hashes) {
      return pick(books(seller).effects, hashes.keySet());
    }

    @Override
    public Set<EventKind> wanted(SellerId seller) {
      return events.wanted(seller);
    }

    @Override
    public Map<OrderKey, OrderState> orders(SellerId seller, Collection<OrderKey> keys) {
      return pick(books(seller).orders, keys);
    }

    @Override
    public Map<ReservationId, ReservationState> reservations(SellerId seller, Collection<ReservationId> ids) {
      return pick(books(seller).reservations, ids);
    }

    @Override
    public Map<TransferId, TransferState> transfers(SellerId seller, Collection<TransferId> ids) {
      return pick(books(seller).transfers, ids);
    }

    @Override
    public MovedSince movedSince(SellerId seller, PoolKey pool, Instant after) {
      MovedSince moved = MovedSince.NOTHING;
      for (LedgerEntry entry : books(seller).entries) {
        if (entry.recordedAt().isAfter(after) && entry.sku().equals(pool.sku())
            && entry.location().equals(pool.location())) {
          moved = moved.plus(entry.from(), entry.to(), entry.cause(), entry.quantity().units());
        }
      }
      Instant closed = books(seller).closedBefore();
      return closed != null && closed.isAfter(after) ? moved.closedUpTo(closed) : moved;
    }

    @Override
    public Map<Sku, KitState> kits(SellerId seller, Collection<Sku> skus) {
      return pick(books(seller).kits, skus);
    }

    @Override
    public Set<Sku> kitParts(SellerId seller, Collection<Sku> skus) {
      Set<Sku> parts = new HashSet<>();
      books(seller).kits.values().forEach(kit -> kit.components().forEach(part -> parts.add(part.sku())));
      parts.retainAll(skus);
      return parts;
    }

    @Override
    public List<PoolKey> poolKeys(SellerId seller, Collection<Sku> skus) {
      return MemoryStore.this.pools(seller, skus).stream().map(Pool::key).toList();
    }

    @Override
    public Map<ListingKey, ListingAccount> listings(SellerId seller, Collection<ListingKey> keys) {
      return pick(books(seller).listings, keys);
    }

    @Override
    public Map<PoolKey, Pool> pools(SellerId seller, Collection<PoolKey> keys) {
      return pick(books(seller).pools, keys);
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
      return MemoryStore.this.due(now, limit);
    }

    @Override
    public List<DueHold> due(SellerId seller, Instant now, int limit) {
      return where(MemoryStore.this.due(now, Integer.MAX_VALUE), hold -> hold.seller().equals(seller))
          .stream().limit(limit).toList();
    }

    @Override
    public SavedEffects save(SellerId seller, Changes changes, List<EffectSpan> effects, Instant now) {
      Micros.check(changes);
      MemoryBooks books = books(seller);
      List<EffectRow> rows = number(seller, books, changes, effects, now);
      writes.add(() -> {
        for (int i = 0; i < rows.size(); i++) {
          if (effects.get(i).hash() != null) {
            books.effects.put(rows.get(i).key(), rows.get(i));
          }
        }
        books.save(changes, now);
        events.add(seller, changes.happened(), now);
      });
      return new SavedEffects(rows);
    }

    /** Numbers the entries as they will be written, and says which belong to each effect. */
    private List<EffectRow> number(
        SellerId seller, MemoryBooks books, Changes changes, List<EffectSpan> effects, Instant now) {
      List<LedgerEntry> entries = newEntries.computeIfAbsent(seller, any -> {
        List<LedgerEntry> own = new ArrayList<>();
        writes.add(() -> books.append(own));
        return own;
      });
      List<EffectRow> rows = new ArrayList<>(effects.size());
      int next = 0;
      for (EffectSpan span : effects) {
        long first = books.lastEntry + entries.size() + 1L;
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
      writes.add(() -> skus.forEach(sku -> books(seller).mark(sku)));
    }

    @Override
    public void saveMode(SellerId seller, ChannelId channel, ChannelMode mode) {
      writes.add(() -> books(seller).channels.merge(
          channel, new ChannelRow(channel, mode, null, null), (known, ignored) -> known.in(mode)));
    }

    @Override
    public void save(SellerId seller, ControlRow row) {
      writes.add(() -> books(seller).controls.save(row));
    }

    @Override
    public void remove(SellerId seller, ControlRow row) {
      writes.add(() -> books(seller).controls.remove(row));
    }

    @Override
    public void saveRead(SellerId seller, ChannelId channel, @Nullable String cursor, @Nullable Instant watermark) {
      writes.add(() -> books(seller).channels.merge(channel,
          new ChannelRow(channel, ChannelMode.OBSERVE, cursor, watermark),
          (known, ignored) -> known.readTo(cursor, watermark)));
    }

    @Override
    public void clearDirty(SellerId seller, Collection<Dirty> dirty) {
      writes.add(() -> dirty.forEach(done -> books(seller).dirty.remove(done.sku(), done)));
    }
  }
}

package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.ListingId;
import dev.onepool.Quantity;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StoreException;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
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
  private final boolean shared;
  private boolean closed;

  /** Makes an empty store for one engine. */
  public MemoryStore() {
    this(false);
  }

  /**
   * Makes an empty store.
   *
   * @param shared whether several engines write to it
   */
  public MemoryStore(boolean shared) {
    this.shared = shared;
  }

  @Override
  public synchronized <T> T write(Function<StoreTransaction, T> work) {
    if (closed) {
      throw new StoreException(StoreException.Kind.CLOSED, "the store is closed");
    }
    MemoryTransaction transaction = new MemoryTransaction(this, this::books, events);
    T result = work.apply(transaction);
    transaction.write();
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
  public boolean shared() {
    return shared;
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
}

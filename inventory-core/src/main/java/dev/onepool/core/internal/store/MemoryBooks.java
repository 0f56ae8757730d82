package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.EffectKey;
import dev.onepool.LedgerEntry;
import dev.onepool.ReservationId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.Incident;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.ShortfallNews;
import dev.onepool.core.internal.ledger.TransferState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One seller's rows, with the indexes that the reads need. */
final class MemoryBooks {
  final TreeMap<PoolKey, Pool> pools = new TreeMap<>();
  final TreeMap<ListingKey, ListingAccount> listings = new TreeMap<>();
  final Map<Sku, SortedSet<ListingKey>> listingsBySku = new HashMap<>();
  final TreeSet<ListingKey> unsettled = new TreeSet<>();
  final Map<OrderKey, OrderState> orders = new LinkedHashMap<>();
  final Map<OrderKey, OrderState> waiting = new LinkedHashMap<>();
  final Map<ReservationId, ReservationState> reservations = new LinkedHashMap<>();
  final Map<ReservationId, ReservationState> expiring = new LinkedHashMap<>();
  final Map<TransferId, TransferState> transfers = new LinkedHashMap<>();
  final Map<Sku, KitState> kits = new HashMap<>();
  final Map<PoolKey, ArrayDeque<Shortfall.Cause>> causes = new HashMap<>();
  final Map<EffectKey, EffectRow> effects = new HashMap<>();
  final Map<ChannelId, ChannelRow> channels = new HashMap<>();
  final MemoryControls controls = new MemoryControls();
  final Map<Sku, Dirty> dirty = new LinkedHashMap<>();
  final List<LedgerEntry> entries = new ArrayList<>();
  final List<IncidentRow> incidents = new ArrayList<>();
  final TreeMap<PoolKey, EnumMap<StockState, Long>> checkpoint = new TreeMap<>();
  final List<Segment> segments = new ArrayList<>();
  long lastEntry;
  private long marks;

  /** Takes entries that were numbered after {@link #lastEntry}. */
  void append(List<LedgerEntry> more) {
    entries.addAll(more);
    lastEntry += more.size();
  }

  /** Returns where the first entry with a greater id stands. */
  int indexAfter(long id) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).id() > id) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Returns what entries recorded after an instant did to the units of these SKUs that can be sold; reads no older entry. */
  List<StockMove> moves(Set<Sku> skus, Instant after) {
    List<StockMove> moves = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).recordedAt().isAfter(after); i--) {
      if (skus.contains(entries.get(i).sku())) {
        moves.add(StockMove.of(entries.get(i)));
      }
    }
    return moves;
  }

  /** Returns the end of the last closed period, or null if none was closed. */
  @Nullable Instant closedBefore() {
    return segments.stream().map(Segment::closedBefore).max(Comparator.naturalOrder()).orElse(null);
  }

  /** Returns how many rows of each kind there are, by the names that the databases give them. */
  SortedMap<String, Long> rows() {
    TreeMap<String, Long> rows = new TreeMap<>();
    rows.put("attempt", listings.values().stream().mapToLong(account -> account.attempts().size()).sum());
    rows.put("balance", (long) pools.size());
    rows.putAll(controls.rows());
    rows.put("channel", (long) channels.size());
    rows.put("checkpoint", checkpoint.values().stream().mapToLong(Map::size).sum());
    rows.put("dirty", (long) dirty.size());
    rows.put("effect", effects.keySet().stream().filter(key -> !Table.isReservation(key)).count());
    rows.put("entry", (long) entries.size());
    rows.put("incident", (long) incidents.size());
    rows.put("kit_component", kits.values().stream().mapToLong(kit -> kit.components().size()).sum());
    rows.put("listing", (long) listings.size());
    rows.put("listing_component", listings.values().stream().mapToLong(account -> account.components().size()).sum());
    rows.put("order", (long) orders.size());
    rows.put("order_line", orders.values().stream().mapToLong(order -> order.lines().size()).sum());
    rows.put("reservation", (long) reservations.size());
    rows.put("segment", (long) segments.size());
    rows.put("shortfall_cause", causes.values().stream().mapToLong(ArrayDeque::size).sum());
    rows.put("transfer", (long) transfers.size());
    return rows;
  }

  /** Takes changes over. */
  void save(Changes changes, Instant now) {
    for (Pool pool : changes.pools()) {
      pools.put(pool.key(), pool);
      if (pool.listings() > 0) {
        mark(pool.key().sku());
      }
    }
    for (ListingAccount account : changes.listings()) {
      save(account);
    }
    for (OrderState order : changes.orders()) {
      orders.put(order.key(), order);
      boolean waits = order.lines().values().stream().anyMatch(LineState::quarantined);
      put(waiting, order.key(), order, waits);
    }
    for (ReservationState reservation : changes.reservations()) {
      reservations.put(reservation.id(), reservation);
      boolean expires = reservation.status() == ReservationState.Status.HELD && reservation.expiresAt() != null;
      put(expiring, reservation.id(), reservation, expires);
    }
    for (TransferState transfer : changes.transfers()) {
      transfers.put(transfer.id(), transfer);
    }
    changes.shortfalls().forEach((pool, news) -> save(pool, news));
    changes.kits().forEach(kit -> kits.put(kit.kit(), kit));
    for (Incident incident : changes.incidents()) {
      incidents.add(new IncidentRow(incidents.size() + 1L, now, incident));
    }
  }

  private void save(ListingAccount account) {
    ListingAccount before = listings.put(account.key(), account);
    if (before == null || !before.components().equals(account.components())) {
      if (before != null) {
        before.components().forEach(part -> listingsBySku.get(part.sku()).remove(account.key()));
      }
      account.components().forEach(part ->
          listingsBySku.computeIfAbsent(part.sku(), any -> new TreeSet<>()).add(account.key()));
    }
    if (account.unsettled()) {
      unsettled.add(account.key());
    } else {
      unsettled.remove(account.key());
    }
    account.components().forEach(part -> mark(part.sku()));
  }

  private void save(PoolKey pool, ShortfallNews news) {
    if (news.closed()) {
      causes.remove(pool);
    }
    for (Shortfall.Cause cause : news.causes()) {
      ArrayDeque<Shortfall.Cause> kept = causes.computeIfAbsent(pool, any -> new ArrayDeque<>());
      kept.addLast(cause);
      if (kept.size() > Shortfall.MAX_CAUSES) {
        kept.removeFirst();
      }
    }
  }

  /** Remembers that a SKU waits to be planned. */
  void mark(Sku sku) {
    dirty.put(sku, new Dirty(sku, ++marks));
  }

  private static <K, V> void put(Map<K, V> index, K key, V value, boolean wanted) {
    if (wanted) {
      index.put(key, value);
    } else {
      index.remove(key);
    }
  }
}

package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.EffectKey;
import dev.onepool.LedgerEntry;
import dev.onepool.ReservationId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
  final Map<Sku, Dirty> dirty = new LinkedHashMap<>();
  final List<LedgerEntry> entries = new ArrayList<>();
  final List<IncidentRow> incidents = new ArrayList<>();
  private long marks;

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

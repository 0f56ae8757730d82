package dev.onepool.core.internal.commit;

import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.LedgerState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.MovedSince;
import dev.onepool.core.internal.ledger.Needs;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import dev.onepool.core.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch needs, read under its locks in their one order: orders, reservations, transfers, listings, pools. What is
 * rarely needed is not read at all where nobody needs it.
 */
record Loaded(
    Needs needs,
    Map<OrderKey, OrderState> orders,
    Map<ReservationId, ReservationState> reservations,
    Map<TransferId, TransferState> transfers,
    Map<ListingKey, ListingAccount> listings,
    Map<PoolKey, Pool> pools,
    Map<Needs.Moved, MovedSince> moved,
    Kits kits) implements LedgerState {

  static Loaded read(StoreTransaction transaction, SellerId seller, Needs needs) {
    Map<OrderKey, OrderState> orders = transaction.orders(seller, needs.orders());
    orders.values().forEach(needs::add);
    Map<ReservationId, ReservationState> reservations = transaction.reservations(seller, needs.reservations());
    reservations.values().forEach(needs::add);
    Map<TransferId, TransferState> transfers =
        needs.transfers().isEmpty() ? Map.of() : transaction.transfers(seller, needs.transfers());
    transfers.values().forEach(needs::add);
    Map<ListingKey, ListingAccount> listings = transaction.listings(seller, needs.listings());
    listings.values().forEach(needs::add);
    Kits kits = needs.kits().isEmpty() && needs.everywhere().isEmpty()
        ? Kits.NONE
        : Kits.read(transaction, seller, needs);
    Map<PoolKey, Pool> pools = transaction.pools(seller, needs.pools());
    Map<Needs.Moved, MovedSince> moved = new HashMap<>();
    for (Needs.Moved since : needs.moved()) {
      moved.put(since, transaction.movedSince(seller, since.pool(), since.asOf()));
    }
    return new Loaded(needs, orders, reservations, transfers, listings, pools, moved, kits);
  }

  /** What only kits, and lines without a location, look at: definitions, and which balances a SKU has. */
  record Kits(Map<Sku, KitState> kits, Set<Sku> parts, Map<Sku, List<PoolKey>> places) {

    static final Kits NONE = new Kits(Map.of(), Set.of(), Map.of());

    static Kits read(StoreTransaction transaction, SellerId seller, Needs needs) {
      Map<Sku, KitState> kits = needs.kits().isEmpty() ? Map.of() : transaction.kits(seller, needs.kits());
      Set<Sku> parts = needs.parts().isEmpty() ? Set.of() : transaction.kitParts(seller, needs.parts());
      needs.takeApart(kits.values());
      Map<Sku, List<PoolKey>> places = new HashMap<>();
      if (!needs.everywhere().isEmpty()) {
        List<PoolKey> keys = transaction.poolKeys(seller, needs.everywhere());
        keys.forEach(key -> places.computeIfAbsent(key.sku(), any -> new ArrayList<>()).add(key));
        needs.add(keys);
      }
      return new Kits(kits, parts, places);
    }
  }

  @Override
  public Pool pool(PoolKey key) {
    Pool pool = pools.get(key);
    if (pool == null && !needs.pools().contains(key)) {
      // Taking it for empty would overwrite what is there.
      throw new IllegalStateException("a decision looked at a balance that was not read: " + key);
    }
    return pool != null ? pool : Pool.empty(key);
  }

  @Override
  public @Nullable ListingAccount listing(ListingKey key) {
    return listings.get(key);
  }

  @Override
  public @Nullable OrderState order(OrderKey key) {
    return orders.get(key);
  }

  @Override
  public @Nullable ReservationState reservation(ReservationId id) {
    return reservations.get(id);
  }

  @Override
  public @Nullable TransferState transfer(TransferId id) {
    return transfers.get(id);
  }

  @Override
  public MovedSince movedSince(PoolKey key, Instant asOf) {
    return Objects.requireNonNull(moved.get(new Needs.Moved(key, asOf)), "movements were not read");
  }

  @Override
  public @Nullable KitState kit(Sku sku) {
    return kits.kits().get(sku);
  }

  @Override
  public boolean partOfAKit(Sku sku) {
    return kits.parts().contains(sku);
  }

  @Override
  public Collection<Pool> poolsOf(Sku sku) {
    return kits.places().getOrDefault(sku, List.of()).stream().map(this::pool).toList();
  }
}

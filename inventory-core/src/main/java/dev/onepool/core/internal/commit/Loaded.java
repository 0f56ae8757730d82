package dev.onepool.core.internal.commit;

import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.LedgerState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Needs;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.store.StoreTransaction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a batch needs, read under its locks in their one order: orders, reservations, listings, pools. */
record Loaded(
    Map<OrderKey, OrderState> orders,
    Map<ReservationId, ReservationState> reservations,
    Map<ListingKey, ListingAccount> listings,
    Map<PoolKey, Pool> pools) implements LedgerState {

  static Loaded read(StoreTransaction transaction, SellerId seller, Needs needs) {
    Map<OrderKey, OrderState> orders = transaction.orders(seller, needs.orders());
    orders.values().forEach(needs::add);
    Map<ReservationId, ReservationState> reservations = transaction.reservations(seller, needs.reservations());
    reservations.values().forEach(needs::add);
    Map<ListingKey, ListingAccount> listings = transaction.listings(seller, needs.listings());
    listings.values().forEach(needs::add);
    return new Loaded(orders, reservations, listings, transaction.pools(seller, needs.pools()));
  }

  @Override
  public Pool pool(PoolKey key) {
    Pool pool = pools.get(key);
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
}

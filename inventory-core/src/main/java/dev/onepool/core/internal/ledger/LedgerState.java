package dev.onepool.core.internal.ledger;

import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.TransferId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision may look at. Everything a command touches must be there; what never existed is null or empty. */
public interface LedgerState {

  /** Returns the balance of a pool; {@link Pool#empty} if nothing ever happened to it. */
  Pool pool(PoolKey key);

  /** Returns a listing's account, or null if it was never seen. */
  @Nullable ListingAccount listing(ListingKey key);

  /** Returns an order, or null if it was never seen. */
  @Nullable OrderState order(OrderKey key);

  /** Returns a reservation, or null if it was never made. */
  @Nullable ReservationState reservation(ReservationId id);

  /** Returns a transfer, or null if it was never dispatched. */
  default @Nullable TransferState transfer(TransferId id) {
    return null;
  }

  /** Returns what was recorded at a pool after an instant in the past, decided but unwritten movements included. */
  default MovedSince movedSince(PoolKey key, Instant asOf) {
    return MovedSince.NOTHING;
  }

  /** Returns what a kit consists of now, or null if the SKU is no kit. */
  default @Nullable KitState kit(Sku sku) {
    return null;
  }

  /** Returns whether a kit consists of this SKU, among others. */
  default boolean partOfAKit(Sku sku) {
    return false;
  }

  /** Returns the balances of a SKU at all locations, in order; {@link Needs} must have asked for them all. */
  default Collection<Pool> poolsOf(Sku sku) {
    return List.of();
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.ReservationId;
import dev.onepool.TransferId;
import java.time.Instant;
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
}

package dev.onepool.core.internal.ledger;

import dev.onepool.ReservationId;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkout's hold.
 *
 * @param id the caller's identifier
 * @param status where it stands; only {@link Status#HELD} holds units
 * @param expiresAt when it ends by itself; null for never
 * @param units what it holds or held, summed for each pool
 */
public record ReservationState(
    ReservationId id, Status status, @Nullable Instant expiresAt, SortedMap<PoolKey, Long> units) {

  /** Where a reservation stands. */
  public enum Status {
    /** Units are held. */
    HELD,
    /** The units left for the customer. */
    FULFILLED,
    /** The caller gave the units back. */
    RELEASED,
    /** Its time ran out. */
    EXPIRED
  }

  /** Returns whether its time is over by this instant. */
  public boolean dueBy(Instant now) {
    return status == Status.HELD && expiresAt != null && !now.isBefore(expiresAt);
  }

  ReservationState as(Status newStatus) {
    return new ReservationState(id, newStatus, expiresAt, units);
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.ReservationId;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkout's hold.
 *
 * @param id the caller's identifier
 * @param status where it stands; see {@link #holds()}
 * @param expiresAt when it ends by itself; null for never
 * @param units what it holds or held, summed for each pool, kits exploded as they were defined then
 * @param heldAt when its units were held last; null where that was not recorded
 */
public record ReservationState(
    ReservationId id, Status status, @Nullable Instant expiresAt, SortedMap<PoolKey, Long> units,
    @Nullable Instant heldAt) {

  /** Where a reservation stands. */
  public enum Status {
    /** Units are held. */
    HELD,
    /** Units are held, and the money was taken: it does not end by itself. */
    CONFIRMED,
    /** The units left for the customer. */
    FULFILLED,
    /** The caller gave the units back. */
    RELEASED,
    /** Its time ran out. */
    EXPIRED
  }

  /** A hold of which nobody recorded when it was made. */
  public ReservationState(
      ReservationId id, Status status, @Nullable Instant expiresAt, SortedMap<PoolKey, Long> units) {
    this(id, status, expiresAt, units, null);
  }

  /** Returns whether units are promised to it. */
  public boolean holds() {
    return status == Status.HELD || status == Status.CONFIRMED;
  }

  /** Returns whether its time is over by this instant. */
  public boolean dueBy(Instant now) {
    return status == Status.HELD && expiresAt != null && !now.isBefore(expiresAt);
  }

  ReservationState as(Status newStatus) {
    return new ReservationState(id, newStatus, expiresAt, units, heldAt);
  }

  ReservationState expiringAt(Instant end) {
    return new ReservationState(id, status, end, units, heldAt);
  }

  ReservationState confirmed(@Nullable Instant since) {
    return new ReservationState(id, Status.CONFIRMED, null, units, since);
  }
}

package dev.onepool.core.internal.store;

import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Movement;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.ReservationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as microseconds since 1970-01-01T00:00Z, which every database sorts alike. */
final class Micros {

  private Micros() {}

  static long of(Instant instant) {
    try {
      return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the ledger keeps no times so far away: " + instant + "; for a hold that never ends, give no time", e);
    }
  }

  /** Refuses changes with a time that no database could keep, as {@link #of} does. */
  static void check(Changes changes) {
    for (Movement move : changes.movements()) {
      orNull(move.occurredAt());
    }
    for (Pool pool : changes.pools()) {
      orNull(pool.countedAt());
      orNull(pool.shortSince());
    }
    for (OrderState order : changes.orders()) {
      of(order.placedAt());
      of(order.complete().updatedAt());
      orNull(order.dueBy() == null ? null : order.dueBy().shipBy());
      order.lines().values().forEach(line -> of(line.version().updatedAt()));
    }
    for (ReservationState reservation : changes.reservations()) {
      orNull(reservation.expiresAt());
      orNull(reservation.heldAt());
    }
    for (ListingAccount account : changes.listings()) {
      of(account.demand().at());
      for (Attempt attempt : account.attempts()) {
        of(attempt.sentAt());
        of(attempt.notBefore());
        orNull(attempt.notAfter());
      }
    }
  }

  static @Nullable Long orNull(@Nullable Instant instant) {
    return instant == null ? null : of(instant);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return instant(row.getLong(column));
  }

  static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : instant(micros);
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.Guarantee;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.SourcingStrategy;
import dev.onepool.StockCommand;
import dev.onepool.core.internal.ledger.ReservationState.Status;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;

/** What happens to a checkout's holds. */
final class HoldDecider {

  private final Changes changes;
  private final Guarantee guarantee;
  private final SourcingStrategy sourcing;
  private final Stockroom stockroom;

  HoldDecider(Changes changes, Guarantee guarantee, SourcingStrategy sourcing, Stockroom stockroom) {
    this.changes = changes;
    this.guarantee = guarantee;
    this.sourcing = sourcing;
    this.stockroom = stockroom;
  }

  /** Adds the lines up, and holds all or none. */
  Answer reserve(StockCommand.Reserve reserve, Instant now) {
    if (reserve.replaces() != null) {
      giveBack(reserve.replaces());
    }
    Basket basket = new Basket(changes, guarantee, sourcing, reserve.lines());
    Answer.Refused problem = basket.fill();
    if (problem != null) {
      return problem;
    }
    if (!basket.missing().isEmpty()) {
      return new Answer.Short(
          new ReservationResult.Refused(reserve.reservation(), basket.missing(), basket.largest()));
    }
    if (reserve.expiresAt() != null && !reserve.expiresAt().isAfter(now)) {
      return Answer.refused(RefusalKind.WRONG_STATE,
          "reservation %s would expire at %s, which is not after %s", reserve.reservation(), reserve.expiresAt(), now);
    }
    SortedMap<PoolKey, Long> units = basket.units();
    units.forEach((key, count) -> stockroom.promise(key, count, EntryCause.RESERVATION));
    changes.put(new ReservationState(reserve.reservation(), Status.HELD, reserve.expiresAt(), units, now));
    return Answer.DONE;
  }

  /** The same shopper's earlier hold. If the new one is refused, this is undone with everything else. */
  private void giveBack(ReservationId replaced) {
    ReservationState reservation = changes.reservation(replaced);
    if (reservation != null && reservation.status() == Status.HELD) {
      finish(reservation, Status.RELEASED);
    }
  }

  Answer end(ReservationId id, Status status, Instant now) {
    ReservationState reservation = changes.reservation(id);
    if (reservation == null) {
      return unknown(id);
    }
    if (!reservation.holds() || reservation.dueBy(now)) {
      return wrongState(reservation, status.name().toLowerCase(Locale.ROOT));
    }
    finish(reservation, status);
    return Answer.DONE;
  }

  /** A payment is in flight: the hold lasts until its deadline at least. */
  Answer await(ReservationId id, Instant deadline, Instant now) {
    ReservationState reservation = changes.reservation(id);
    if (reservation == null) {
      return unknown(id);
    }
    if (!reservation.holds() || reservation.dueBy(now)) {
      return wrongState(reservation, "kept for a payment");
    }
    if (!deadline.isAfter(now)) {
      return Answer.refused(RefusalKind.WRONG_STATE,
          "the payment for reservation %s would end at %s, which is not after %s", id, deadline, now);
    }
    Instant end = reservation.expiresAt();
    if (end != null && deadline.isAfter(end)) {
      changes.put(reservation.expiringAt(deadline));
    }
    return Answer.DONE;
  }

  /** The money was taken. What is no longer held is promised again, all of it: whoever paid is owed the goods. */
  Answer confirm(ReservationId id, Instant now) {
    ReservationState reservation = changes.reservation(id);
    if (reservation == null) {
      return unknown(id);
    }
    return switch (reservation.status()) {
      case CONFIRMED -> Answer.DONE;
      case FULFILLED -> wrongState(reservation, "confirmed");
      case HELD -> {
        changes.put(reservation.confirmed(reservation.heldAt()));
        yield Answer.DONE;
      }
      case EXPIRED, RELEASED -> {
        reservation.units().forEach((key, units) -> holdAgain(reservation, key, units));
        changes.put(reservation.confirmed(now));
        yield Answer.DONE;
      }
    };
  }

  private void holdAgain(ReservationState reservation, PoolKey key, long units) {
    long missing = stockroom.promise(key, units, EntryCause.RESERVATION);
    if (missing > 0) {
      changes.add("shortfall", key, "reservation " + reservation.id() + " was paid for after it was "
          + reservation.status().name().toLowerCase(Locale.ROOT) + "; " + missing + " of its " + units + " units of " + key
          + " are not there any more");
    }
  }

  private static Answer unknown(ReservationId id) {
    return Answer.refused(RefusalKind.UNKNOWN, "no reservation %s", id);
  }

  private static Answer wrongState(ReservationState reservation, String what) {
    Status shown = reservation.status() == Status.HELD ? Status.EXPIRED : reservation.status();
    return Answer.refused(RefusalKind.WRONG_STATE, "reservation %s is %s and cannot be %s", reservation.id(),
        shown.name().toLowerCase(Locale.ROOT), what);
  }

  Answer expire(ReservationId id, Instant now) {
    ReservationState reservation = changes.reservation(id);
    if (reservation == null || !reservation.dueBy(now)) {
      return Answer.DONE;
    }
    finish(reservation, Status.EXPIRED);
    return Answer.DONE;
  }

  private void finish(ReservationState reservation, Status status) {
    reservation.units().forEach((key, units) -> {
      if (status == Status.FULFILLED) {
        stockroom.ship(key, units);
      } else {
        stockroom.unpromise(key, units, EntryCause.RELEASE);
      }
    });
    changes.put(reservation.as(status));
  }
}

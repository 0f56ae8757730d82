package dev.onepool.core.internal.commit;

import dev.onepool.OpenReservation;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.ReservationState.Status;
import dev.onepool.core.internal.store.LedgerStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Collects the holds without end that are older than an instant, and keeps only the oldest. */
final class OpenHolds {

  private static final int MOST = 1_000;

  private static final Comparator<ReservationState> OLDEST_FIRST =
      Comparator.comparing(OpenHolds::since).thenComparing(ReservationState::id);

  private final Instant before;
  private final PriorityQueue<ReservationState> found = new PriorityQueue<>(OLDEST_FIRST.reversed());

  OpenHolds(Instant before) {
    this.before = before;
  }

  List<OpenReservation> of(LedgerStore store, SellerId seller) {
    store.eachHold(seller, this::take);
    return found.stream().sorted(OLDEST_FIRST).map(OpenHolds::shown).toList();
  }

  private void take(ReservationState hold) {
    if (hold.expiresAt() == null && since(hold).isBefore(before)) {
      found.add(hold);
      if (found.size() > MOST) {
        found.remove();
      }
    }
  }

  /** One of which nobody recorded when it was made is older than any other. */
  private static Instant since(ReservationState hold) {
    Instant at = hold.heldAt();
    return at == null ? Instant.MIN : at;
  }

  private static OpenReservation shown(ReservationState hold) {
    return new OpenReservation(hold.id(), hold.heldAt(), hold.status() == Status.CONFIRMED, lines(hold));
  }

  /** Returns what a hold holds. */
  static List<ReserveLine> lines(ReservationState hold) {
    return hold.units().entrySet().stream()
        .map(held -> new ReserveLine(held.getKey().sku(), held.getKey().location(), Quantity.of(held.getValue())))
        .toList();
  }
}

package dev.onepool.core.internal.commit;

import dev.onepool.StockCommand;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Expire;
import dev.onepool.core.internal.store.DueHold;
import dev.onepool.core.internal.store.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows when the next hold ends, so that no batch has to ask. Where other processes make holds too it asks again from time
 * to time; and a reservation that would be refused asks in any case, see {@link Lane}. Thread-safe.
 */
final class Expiry {

  /** The most holds that one transaction ends. */
  static final int MAX_EXPIRIES = 1_000;

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final LedgerStore store;
  private @Nullable Instant nextDue = Instant.MIN;
  private Instant askedAt = Instant.MIN;

  Expiry(LedgerStore store) {
    this.store = store;
  }

  /** Returns the ends of up to {@link #MAX_EXPIRIES} holds that are over by now. */
  List<Submission> due(Instant now) {
    if (!mayBeDue(now)) {
      return List.of();
    }
    List<DueHold> due = store.due(now, MAX_EXPIRIES);
    if (due.isEmpty()) {
      asked(now, store.nextDue());
      return List.of();
    }
    List<Submission> ends = new ArrayList<>(due.size());
    for (DueHold hold : due) {
      ends.add(Submission.blocking(hold.seller(), new Expire(hold.reservation())));
    }
    return ends;
  }

  private synchronized boolean mayBeDue(Instant now) {
    // A clock that was set back asks again, too.
    boolean stale = store.shared() && Duration.between(askedAt, now).abs().compareTo(ASK_AGAIN) >= 0;
    return stale || (nextDue != null && !now.isBefore(nextDue));
  }

  private synchronized void asked(Instant now, @Nullable Instant next) {
    nextDue = next;
    askedAt = now;
  }

  /** Asks before the next batch, whatever was known. */
  synchronized void askAgain() {
    nextDue = Instant.MIN;
  }

  /** Takes note of the holds that a batch may make. Called before it is written. */
  void expect(List<Submission> batch) {
    for (Submission submission : batch) {
      if (submission.command() instanceof LedgerCommand.Stock stock
          && stock.command() instanceof StockCommand.Reserve reserve && reserve.expiresAt() != null) {
        expect(reserve.expiresAt());
      }
    }
  }

  private synchronized void expect(Instant at) {
    if (nextDue == null || at.isBefore(nextDue)) {
      nextDue = at;
    }
  }
}

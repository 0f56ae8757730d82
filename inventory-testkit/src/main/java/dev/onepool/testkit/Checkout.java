package dev.onepool.testkit;

import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The seller's own checkout: it holds units for its buyers, who pay, leave or take too long. */
final class Checkout {

  private final Watch watch;
  private final List<Hold> holds = new ArrayList<>();
  private long reservations;

  /** Units that are held. */
  private record Hold(ReservationId id, Sku sku, long units, @Nullable Instant expiresAt) {}

  Checkout(Watch watch) {
    this.watch = watch;
  }

  /** Asks for units, and returns whether they are held. */
  boolean hold(Seller seller, Sku sku, long units, @Nullable Instant expiresAt) {
    Hold hold = new Hold(ReservationId.of("hold-" + ++reservations), sku, units, expiresAt);
    ReservationResult result = seller.inventory().ledger().reserve(new StockCommand.Reserve(hold.id(),
        List.of(new StockCommand.ReserveLine(sku, LocationId.MAIN, Quantity.of(units))), expiresAt));
    boolean held = result instanceof ReservationResult.Held;
    if (held) {
      holds.add(hold);
      watch.truth(sku).sell(units);
    }
    return held;
  }

  /** One of the buyers pays or leaves. */
  void endOne(Seller seller, SplittableRandom random) {
    if (holds.isEmpty()) {
      return;
    }
    Hold hold = holds.remove(random.nextInt(holds.size()));
    boolean fulfil = random.nextBoolean();
    seller.inventory().ledger().post(
        fulfil ? new StockCommand.Fulfil(hold.id()) : new StockCommand.Release(hold.id()));
    if (!fulfil) {
      watch.truth(hold.sku()).cancel(hold.units());
    }
  }

  /** Ends the holds whose time is over. */
  void expire(Instant now) {
    holds.removeIf(hold -> {
      boolean over = hold.expiresAt() != null && !hold.expiresAt().isAfter(now);
      if (over) {
        watch.truth(hold.sku()).cancel(hold.units());
      }
      return over;
    });
  }

  /** All buyers leave. */
  void close(Seller seller) {
    holds.forEach(hold -> {
      if (seller.inventory().ledger().post(new StockCommand.Release(hold.id())) instanceof PostingResult.Posted) {
        watch.truth(hold.sku()).cancel(hold.units());
      }
    });
    holds.clear();
  }
}

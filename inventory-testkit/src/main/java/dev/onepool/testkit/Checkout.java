package dev.onepool.testkit;

import dev.onepool.Listing.Component;
import dev.onepool.PostingResult;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.ReserveLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The seller's own checkout: it holds units for its buyers, who pay, leave or take too long. */
final class Checkout {

  private final Watch watch;
  private final List<Hold> holds = new ArrayList<>();
  private long reservations;

  /** Units that are held, and where. */
  private record Hold(ReservationId id, List<ReserveLine> units, @Nullable Instant expiresAt) {}

  Checkout(Watch watch) {
    this.watch = watch;
  }

  /**
   * Asks for units, and returns whether they are held.
   *
   * @param parts what one of what is asked for consists of
   */
  boolean hold(Seller seller, ReserveLine asked, List<Component> parts, @Nullable Instant expiresAt, Instant now) {
    ReservationId id = ReservationId.of("hold-" + ++reservations);
    ReservationResult result =
        seller.inventory().ledger().reserve(new StockCommand.Reserve(id, List.of(asked), expiresAt));
    boolean held = result instanceof ReservationResult.Held;
    if (held) {
      boolean plain = asked.location() != null && !asked.kit();
      Hold hold = new Hold(id, plain ? List.of(asked) : sourced(seller, id, asked, parts, now), expiresAt);
      holds.add(hold);
      hold.units().forEach(line -> truth(line).sell(line.quantity().units()));
    }
    return held;
  }

  /** Returns where the ledger took units from: where the warehouse will look for them. */
  private List<ReserveLine> sourced(Seller seller, ReservationId id, ReserveLine asked, List<Component> parts, Instant now) {
    List<ReserveLine> held = seller.books().ledger().held(id);
    for (Component part : parts) {
      long units = held.stream().filter(line -> line.sku().equals(part.sku())).mapToLong(line -> line.quantity().units()).sum();
      if (units != asked.quantity().units() * part.units()) {
        watch.violate(now, asked + " was asked for, and held are " + held);
      }
    }
    return held;
  }

  private GhostTruth truth(ReserveLine line) {
    return watch.truth(line.sku(), Objects.requireNonNull(line.location()));
  }

  private void giveBack(Hold hold) {
    hold.units().forEach(line -> truth(line).cancel(line.quantity().units()));
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
      giveBack(hold);
    }
  }

  /** Ends the holds whose time is over. */
  void expire(Instant now) {
    holds.removeIf(hold -> {
      boolean over = hold.expiresAt() != null && !hold.expiresAt().isAfter(now);
      if (over) {
        giveBack(hold);
      }
      return over;
    });
  }

  /** All buyers leave. */
  void close(Seller seller) {
    holds.forEach(hold -> {
      if (seller.inventory().ledger().post(new StockCommand.Release(hold.id())) instanceof PostingResult.Posted) {
        giveBack(hold);
      }
    });
    holds.clear();
  }
}

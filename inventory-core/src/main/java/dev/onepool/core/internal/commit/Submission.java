package dev.onepool.core.internal.commit;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.core.internal.ledger.LedgerCommand.Expire;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to the ledger.
 *
 * @param hash of a command with an effect key; null for others
 * @param async whether the caller goes on, and its stage may have things hanging on it
 */
record Submission(
    SellerId seller, LedgerCommand command, @Nullable String hash, boolean async, CompletableFuture<Outcome> future) {

  /** The source of the keys of reservations: a store keeps these with the reservations themselves. */
  private static final String RESERVATION_SOURCE = "reservation";

  /** Makes one whose caller waits. */
  static Submission blocking(SellerId seller, LedgerCommand command) {
    return of(seller, command, false);
  }

  /** Makes one whose caller goes on. */
  static Submission async(SellerId seller, LedgerCommand command) {
    return of(seller, command, true);
  }

  private static Submission of(SellerId seller, LedgerCommand command, boolean async) {
    if (command instanceof Stock stock && !(stock.command() instanceof Reserve)
        && stock.command().key().source().equals(RESERVATION_SOURCE)) {
      throw new IllegalArgumentException("the effect source \"" + RESERVATION_SOURCE
          + "\" belongs to reservations; name another for " + stock.command());
    }
    String hash = command instanceof Stock stock ? InputHash.of(stock.command()) : null;
    return new Submission(seller, command, hash, async, new CompletableFuture<>());
  }

  /** Returns the caller's key, or null for commands that are repeatable without one. */
  @Nullable EffectKey key() {
    return command instanceof Stock stock ? stock.command().key() : null;
  }

  /** Returns the effect that the command's entries are written under. */
  EffectKey effect() {
    if (command instanceof Stock stock) {
      return stock.command().key();
    }
    if (command instanceof ApplyOrder apply) {
      return EffectKey.of("order", apply.channel() + "/" + apply.snapshot().order() + "@"
          + apply.snapshot().updatedAt() + "#" + apply.snapshot().sequence());
    }
    if (command instanceof ApplyQuarantined apply) {
      return EffectKey.of("mapping", apply.order() + "/" + apply.line());
    }
    if (command instanceof Expire expire) {
      return EffectKey.of("expiry", expire.reservation().value());
    }
    return EffectKey.of("listing", command.getClass().getSimpleName());
  }
}

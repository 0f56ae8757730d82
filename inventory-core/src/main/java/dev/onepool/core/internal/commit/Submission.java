package dev.onepool.core.internal.commit;

import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.StockCommand;
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
 * @param key the caller's; null for commands that are repeatable without one
 * @param hash of a command with an effect key; null for others
 * @param async whether the caller goes on, and its stage may have things hanging on it
 */
record Submission(
    SellerId seller, LedgerCommand command, @Nullable EffectKey key, @Nullable String hash, boolean async,
    CompletableFuture<Outcome> future) {

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
    StockCommand stock = command instanceof Stock asked ? asked.command() : null;
    if (stock != null && !(stock instanceof StockCommand.Reserve) && stock.key().source().equals(RESERVATION_SOURCE)) {
      throw new IllegalArgumentException("the effect source \"" + RESERVATION_SOURCE
          + "\" belongs to reservations; name another for " + stock);
    }
    return new Submission(seller, command, stock == null ? null : stock.key(),
        stock == null ? null : InputHash.of(stock), async, new CompletableFuture<>());
  }

  /** Returns the effect that the command's entries are written under. */
  EffectKey effect() {
    if (key != null) {
      return key;
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

package dev.onepool.core.internal.ledger;

import dev.onepool.Guarantee;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.SourcingStrategy;
import dev.onepool.StockCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.core.internal.ledger.LedgerCommand.Expire;
import dev.onepool.core.internal.ledger.LedgerCommand.Note;
import dev.onepool.core.internal.ledger.LedgerCommand.SetAside;
import dev.onepool.core.internal.ledger.LedgerCommand.SetSafetyStock;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.Rules.Weakening;
import java.time.Instant;

/**
 * The ledger's one decision: what a command does to a state. Pure; the same state, command and time give the same decision
 * in production, in memory and in the simulator.
 */
public final class Decider {

  private final Guarantee guarantee;
  private final Guarantee transfers;
  private final SourcingStrategy sourcing;
  private final Exposure exposure;

  /** Makes a decider that takes units from as few locations as possible. */
  public Decider(Guarantee guarantee, Rules rules) {
    this(guarantee, SourcingStrategy.fewestLocations(), rules);
  }

  /** Makes a decider for sellers whose stock is promised, and taken from locations, in this way. */
  public Decider(Guarantee guarantee, SourcingStrategy sourcing, Rules rules) {
    // By these the own checkout and transfers are judged, and nothing else here.
    this.transfers = rules.lacks(Weakening.TRANSFER_IGNORES_RIGHTS) ? Guarantee.mirror(0) : guarantee;
    this.guarantee = rules.lacks(Weakening.CHECKOUT_IGNORES_RIGHTS) ? Guarantee.mirror(0) : guarantee;
    this.sourcing = sourcing;
    this.exposure = new Exposure(rules);
  }

  /**
   * Returns what the command does.
   *
   * @param state holds everything that {@link Needs} names for the command
   * @param now by the engine's clock
   */
  public Decision decide(LedgerState state, LedgerCommand command, Instant now) {
    Changes changes = new Changes(state);
    Answer answer;
    try {
      answer = answer(changes, command, now);
    } catch (ArithmeticException e) {
      answer = Answer.refused(RefusalKind.OVERFLOW,
          "the sum would leave the range of a 64-bit number, check the quantity: %s", command);
    }
    if (!answer.effective()) {
      return new Decision(answer, new Changes(state));
    }
    changes.settleShortfalls(now);
    return new Decision(answer, changes);
  }

  private Answer answer(Changes changes, LedgerCommand command, Instant now) {
    if (command instanceof Stock stock) {
      boolean transfer = stock.command() instanceof StockCommand.Transfer || stock.command() instanceof StockCommand.Dispatch;
      return new StockDecider(changes, transfer ? transfers : guarantee, sourcing, stock.command()).decide(stock.command(), now);
    }
    if (command instanceof SetSafetyStock set) {
      changes.put(changes.pool(set.pool()).withSafetyStock(set.units()));
      return Answer.DONE;
    }
    if (command instanceof Expire expire) {
      return new HoldDecider(changes, guarantee, sourcing, new Stockroom(changes, null, expire))
          .expire(expire.reservation(), now);
    }
    if (command instanceof ApplyOrder apply) {
      return new OrderDecider(changes, exposure).apply(apply);
    }
    if (command instanceof SetAside set) {
      changes.add("unreadable-order", set.order(), "order " + set.order() + " cannot be read and is set aside: " + set.why()
          + "; its listings stay charged and are not raised until it can be");
      return Answer.DONE;
    }
    if (command instanceof Note note) {
      changes.add(note.kind(), note.subject(), note.message());
      return Answer.DONE;
    }
    if (command instanceof ApplyQuarantined apply) {
      return new OrderDecider(changes, exposure).applyQuarantined(apply);
    }
    return new ListingDecider(changes, exposure).decide(command, now);
  }
}

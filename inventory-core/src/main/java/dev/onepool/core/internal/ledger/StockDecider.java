package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.SourcingStrategy;
import dev.onepool.StockCommand;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.ReservationState.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an application asks for: may be refused, except for what it reports as facts. */
final class StockDecider {

  private final Changes changes;
  private final Guarantee guarantee;
  private final Stockroom stockroom;
  private final HoldDecider holds;

  StockDecider(Changes changes, Guarantee guarantee, SourcingStrategy sourcing, StockCommand command) {
    this.changes = changes;
    this.guarantee = guarantee;
    this.stockroom = new Stockroom(changes, null, command);
    this.holds = new HoldDecider(changes, guarantee, sourcing, stockroom);
  }

  Answer decide(StockCommand command, Instant now) {
    if (command instanceof StockCommand.Receive receive) {
      stockroom.comeIn(new PoolKey(receive.sku(), receive.location()), receive.quantity().units(),
          StockState.SUPPLIER, EntryCause.RECEIPT);
      return Answer.DONE;
    }
    if (command instanceof StockCommand.Reserve reserve) {
      return holds.reserve(reserve, now);
    }
    if (command instanceof StockCommand.Fulfil fulfil) {
      return holds.end(fulfil.reservation(), Status.FULFILLED, now);
    }
    if (command instanceof StockCommand.Release release) {
      return holds.end(release.reservation(), Status.RELEASED, now);
    }
    if (command instanceof StockCommand.AwaitPayment await) {
      return holds.await(await.reservation(), await.deadline(), now);
    }
    if (command instanceof StockCommand.Confirm confirm) {
      return holds.confirm(confirm.reservation(), now);
    }
    if (command instanceof StockCommand.DefineKit define) {
      return new KitDecider(changes).define(define);
    }
    return decideCount(command, now);
  }

  private Answer decideCount(StockCommand command, Instant now) {
    CountDecider counts = new CountDecider(changes, stockroom);
    if (command instanceof StockCommand.Adjust adjust) {
      return counts.adjust(adjust);
    }
    if (command instanceof StockCommand.Count count) {
      return counts.count(count, now);
    }
    if (command instanceof StockCommand.Snapshot snapshot) {
      return counts.snapshot(snapshot, now);
    }
    return decideTransfer(command);
  }

  private Answer decideTransfer(StockCommand command) {
    TransferDecider transfers = new TransferDecider(changes, guarantee, stockroom);
    if (command instanceof StockCommand.Transfer transfer) {
      return transfers.transfer(transfer);
    }
    if (command instanceof StockCommand.Dispatch dispatch) {
      return transfers.dispatch(dispatch);
    }
    if (command instanceof StockCommand.Arrive arrive) {
      return transfers.arrive(arrive);
    }
    if (command instanceof StockCommand.Lose lose) {
      return transfers.lose(lose);
    }
    return decideLine(command);
  }

  private Answer decideLine(StockCommand command) {
    if (command instanceof StockCommand.RecordSale sale) {
      return recordSale(sale);
    }
    if (command instanceof StockCommand.Cancel cancel) {
      return host(cancel.line(), cancel.quantity().units(), "cancelled", new LineCounts(0, 1, 0, 0, 0));
    }
    if (command instanceof StockCommand.Ship ship) {
      return host(ship.line(), ship.quantity().units(), "shipped", new LineCounts(0, 0, 1, 0, 0));
    }
    if (command instanceof StockCommand.Return back) {
      return host(back.line(), back.quantity().units(), "returned", new LineCounts(0, 0, 0, 1, 0));
    }
    StockCommand.Restock restock = (StockCommand.Restock) command;
    return host(restock.line(), restock.quantity().units(), "restocked", new LineCounts(0, 0, 0, 0, 1));
  }

  private Answer recordSale(StockCommand.RecordSale sale) {
    OrderKey key = new OrderKey(sale.line().channel(), sale.line().order());
    OrderState order = changes.order(key);
    if (order != null && order.lines().containsKey(sale.line().line())) {
      return Answer.refused(RefusalKind.WRONG_STATE, "order line %s is known already", sale.line());
    }
    LineState line = new LineState(sale.line().line(), null, List.of(new Component(sale.sku(), 1)), sale.location(),
        OrderVersion.NONE, false, LineCounts.NONE, new LineCounts(sale.quantity().units(), 0, 0, 0, 0));
    new LineMoves(changes, new Stockroom(changes, sale.placedAt(), sale.line()), key).move(LineCounts.NONE, line);
    changes.put(with(order, key, sale.placedAt(), line));
    return Answer.DONE;
  }

  /**
   * Adds units to one of the host's own totals, and refuses what does not fit. The channel's totals stay apart from them: a
   * fact that both report, whoever is first, counts once.
   */
  private Answer host(OrderLineRef ref, long units, String what, LineCounts which) {
    OrderKey key = new OrderKey(ref.channel(), ref.order());
    OrderState order = changes.order(key);
    LineState line = order == null ? null : order.lines().get(ref.line());
    if (order == null || line == null) {
      return Answer.refused(RefusalKind.UNKNOWN, "no order line %s", ref);
    }
    LineCounts before = line.counts();
    LineCounts host = line.host().plus(which, units);
    LineCounts asked = before.max(host.only(which));
    if (line.quarantined() || !asked.fitted().equals(asked)) {
      return Answer.refused(RefusalKind.TOO_MANY, "%d more %s of line %s do not fit: %s%s", units, what, ref, before,
          line.quarantined() ? ", and its listing is not mapped" : "");
    }
    LineState after = line.withHost(host);
    new LineMoves(changes, stockroom, key).move(before, after);
    changes.put(with(order, key, order.placedAt(), after));
    return Answer.DONE;
  }

  private static OrderState with(
      @org.jspecify.annotations.Nullable OrderState order, OrderKey key, Instant placedAt, LineState line) {
    Map<dev.onepool.LineId, LineState> lines =
        order == null ? new LinkedHashMap<>() : new LinkedHashMap<>(order.lines());
    lines.put(line.line(), line);
    return new OrderState(key, placedAt, order == null ? OrderVersion.NONE : order.complete(), lines,
        order == null ? null : order.dueBy());
  }
}

package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockState;
import dev.onepool.TransferId;
import org.jspecify.annotations.Nullable;

/** Units on their way between two locations: at once, or dispatched now and arriving later. */
final class TransferDecider {

  private final Changes changes;
  private final Guarantee guarantee;
  private final Stockroom stockroom;

  TransferDecider(Changes changes, Guarantee guarantee, Stockroom stockroom) {
    this.changes = changes;
    this.guarantee = guarantee;
    this.stockroom = stockroom;
  }

  Answer transfer(StockCommand.Transfer transfer) {
    long units = transfer.quantity().units();
    Answer taken = take(transfer.sku(), transfer.from(), units);
    if (taken.effective()) {
      stockroom.comeIn(new PoolKey(transfer.sku(), transfer.to()), units, StockState.TRANSIT, EntryCause.TRANSFER);
    }
    return taken;
  }

  Answer dispatch(StockCommand.Dispatch dispatch) {
    if (changes.transfer(dispatch.transfer()) != null) {
      return Answer.refused(RefusalKind.WRONG_STATE, "transfer %s is known already", dispatch.transfer());
    }
    long units = dispatch.quantity().units();
    Answer taken = take(dispatch.sku(), dispatch.from(), units);
    if (taken.effective()) {
      TransferState transfer = new TransferState(
          dispatch.transfer(), dispatch.sku(), dispatch.from(), dispatch.to(), units, units);
      stockroom.announce(transfer.destination(), units);
      changes.put(transfer);
    }
    return taken;
  }

  private Answer take(Sku sku, LocationId location, long units) {
    PoolKey from = new PoolKey(sku, location);
    long free = changes.pool(from).free(guarantee);
    if (units > free) {
      return Answer.refused(RefusalKind.TOO_MANY, "cannot transfer %d units of %s: %d are free", units, from, free);
    }
    stockroom.takeOnHand(from, units, StockState.TRANSIT, EntryCause.TRANSFER);
    return Answer.DONE;
  }

  Answer arrive(StockCommand.Arrive arrive) {
    long units = arrive.quantity().units();
    TransferState transfer = changes.transfer(arrive.transfer());
    if (transfer == null || units > transfer.underWay()) {
      return refused(arrive.transfer(), transfer, units, "arrive");
    }
    stockroom.arrive(transfer.destination(), units);
    changes.put(transfer.less(units));
    return Answer.DONE;
  }

  Answer lose(StockCommand.Lose lose) {
    long units = lose.quantity().units();
    TransferState transfer = changes.transfer(lose.transfer());
    if (transfer == null || units > transfer.underWay()) {
      return refused(lose.transfer(), transfer, units, "be lost");
    }
    stockroom.lose(transfer.destination(), units);
    changes.put(transfer.less(units));
    return Answer.DONE;
  }

  private static Answer refused(TransferId id, @Nullable TransferState transfer, long units, String what) {
    return transfer == null
        ? Answer.refused(RefusalKind.UNKNOWN, "no transfer %s", id)
        : Answer.refused(RefusalKind.TOO_MANY, "%d units of transfer %s cannot %s: %d are under way", units, id, what,
            transfer.underWay());
  }
}

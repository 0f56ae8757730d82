package dev.onepool.core.internal.commit;

import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;

/** Which lane a command goes into: commands of one SKU into one. */
final class Shard {

  private Shard() {}

  /** Returns a number that is the same for all commands that should share a lane. */
  static int of(SellerId seller, LedgerCommand command) {
    int what = command instanceof Stock stock ? of(stock.command()) : 0;
    return spread(31 * seller.hashCode() + what);
  }

  private static int of(StockCommand command) {
    if (command instanceof StockCommand.Reserve reserve) {
      return smallest(reserve).hashCode();
    }
    if (command instanceof StockCommand.Receive receive) {
      return receive.sku().hashCode();
    }
    if (command instanceof StockCommand.RecordSale sale) {
      return sale.sku().hashCode();
    }
    if (command instanceof StockCommand.Adjust adjust) {
      return adjust.sku().hashCode();
    }
    if (command instanceof StockCommand.Count count) {
      return count.sku().hashCode();
    }
    if (command instanceof StockCommand.DefineKit define) {
      return define.kit().hashCode();
    }
    if (command instanceof StockCommand.Snapshot snapshot) {
      return snapshot.sku().hashCode();
    }
    if (command instanceof StockCommand.Transfer transfer) {
      return transfer.sku().hashCode();
    }
    if (command instanceof StockCommand.Dispatch dispatch) {
      return dispatch.sku().hashCode();
    }
    // The others name an order line or a reservation, and what that draws on is known only when it is read.
    return command.key().hashCode();
  }

  private static Sku smallest(StockCommand.Reserve reserve) {
    Sku smallest = reserve.lines().get(0).sku();
    for (StockCommand.ReserveLine line : reserve.lines()) {
      smallest = line.sku().compareTo(smallest) < 0 ? line.sku() : smallest;
    }
    return smallest;
  }

  /** The low bits decide, and hashes of similar texts differ little in them. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}

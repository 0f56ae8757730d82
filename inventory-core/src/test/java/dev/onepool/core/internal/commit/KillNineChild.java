package dev.onepool.core.internal.commit;

import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.Posted;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Receive;
import dev.onepool.StockCommand.RecordSale;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;
import dev.onepool.core.HandClock;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.JdbiStore;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.SqliteOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link KillNineTest} kills: a process that writes to a ledger from several threads as fast as it can, and says of
 * every command that came back where its entries are. It is killed; it never ends by itself.
 *
 * <p>Every command can be made again from its key, so the parent can ask for the same command once more.
 */
final class KillNineChild {

  static final SellerId SELLER = SellerId.of("seller");

  /** SKUs that all threads write to, so that most transactions hold several threads' commands. */
  static final List<Sku> SKUS = List.of(Sku.of("A"), Sku.of("B"), Sku.of("C"), Sku.of("D"));

  private static final int THREADS = 4;

  private KillNineChild() {}

  /** Opens the ledger named by the first argument with the sync setting named by the second, and writes. */
  public static void main(String[] args) throws InterruptedException {
    LedgerStore store;
    try {
      store = JdbiStore.sqlite(Path.of(args[0]), new SqliteOptions(args[1], 0));
    } catch (StoreException e) {
      System.out.println("refused " + e.getMessage());
      return;
    }
    GroupCommit commit = new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), Clock.systemUTC());
    StockLedger ledger = new CoreStockLedger(SELLER, commit, store, Guarantee.rights());
    System.out.println("open");
    long most = Long.parseLong(args[3]);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String prefix = args[2] + "-" + i + "-";
      threads.add(new Thread(() -> write(ledger, prefix, most)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done");
  }

  private static void write(StockLedger ledger, String prefix, long most) {
    // Unbuffered: what was printed is in the pipe, and outlives the process.
    PrintStream out = System.out;
    for (long i = 0; i < most; i++) {
      String id = prefix + i;
      PostingResult answer = ledger.post(command(id));
      if (answer instanceof Posted posted) {
        out.println(id + " " + posted.firstEntry() + " " + posted.entries());
      }
    }
  }

  /** Returns the command of this identifier; every third is a receipt, a reservation of all SKUs, a sale. */
  static StockCommand command(String id) {
    long number = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    Sku sku = SKUS.get((int) (number / 3 % SKUS.size()));
    if (number % 3 == 0) {
      return new Receive(EffectKey.of("receipt", id), sku, LocationId.MAIN, Quantity.of(9));
    }
    if (number % 3 == 1) {
      List<ReserveLine> lines = SKUS.stream().map(each -> new ReserveLine(each, LocationId.MAIN, Quantity.of(1))).toList();
      return new Reserve(ReservationId.of(id), lines, null);
    }
    return new RecordSale(
        OrderLineRef.of("counter", id, "1"), sku, LocationId.MAIN, Quantity.of(2), HandClock.START);
  }
}

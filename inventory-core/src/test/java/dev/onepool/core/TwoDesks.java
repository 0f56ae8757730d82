package dev.onepool.core;

import dev.onepool.Guarantee;
import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.commit.WatchedStore;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.JdbiStore;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.MemoryStore;
import dev.onepool.core.internal.store.PostgresOptions;
import dev.onepool.core.internal.store.SqliteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two ways into one ledger that know nothing of each other, and can be held up between reading and writing. In PostgreSQL each
 * has a store of its own, as two processes have.
 */
final class TwoDesks implements BeforeAllCallback, AfterAllCallback {

  private final boolean onDisk;
  private final boolean onServer;
  private final HandClock clock = new HandClock();
  private final AtomicInteger sellers = new AtomicInteger();
  private final List<LedgerStore> stores = new ArrayList<>();
  private final List<WatchedStore> watched = new ArrayList<>();
  private final List<GroupCommit> commits = new ArrayList<>();
  private Path folder;

  private TwoDesks(boolean onDisk, boolean onServer) {
    this.onDisk = onDisk;
    this.onServer = onServer;
  }

  static TwoDesks memory() {
    return new TwoDesks(false, false);
  }

  static TwoDesks sqlite() {
    return new TwoDesks(true, false);
  }

  static TwoDesks postgres() {
    return new TwoDesks(false, true);
  }

  SellerId newSeller() {
    return SellerId.of("seller-" + sellers.incrementAndGet());
  }

  HandClock clock() {
    return clock;
  }

  StockLedger ledger(int desk, SellerId seller) {
    return new CoreStockLedger(seller, commits.get(desk), stores.get(desk), Guarantee.rights());
  }

  /** Has every transaction of both desks do this before it writes, when it has read and decided. */
  void delay(Runnable action) {
    delay(0, action);
    delay(1, action);
  }

  void delay(int desk, Runnable action) {
    watched.get(desk).beforeSave(changes -> action.run());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (onServer) {
      PostgresOptions options = PostgresServer.NEWEST.newOptions();
      stores.add(JdbiStore.postgres(options));
      stores.add(JdbiStore.postgres(options));
    } else {
      folder = onDisk ? Files.createTempDirectory("onepool-test") : null;
      LedgerStore one =
          onDisk ? JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE) : new MemoryStore();
      stores.add(one);
      stores.add(one);
    }
    for (LedgerStore store : stores) {
      WatchedStore desk = new WatchedStore(store);
      watched.add(desk);
      commits.add(new GroupCommit(desk.asStore(), new Decider(Guarantee.rights(), Rules.SOUND), clock));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    commits.forEach(GroupCommit::close);
    stores.forEach(LedgerStore::close);
    if (onDisk) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      }
    }
  }
}

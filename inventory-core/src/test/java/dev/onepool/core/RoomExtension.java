package dev.onepool.core;

import dev.onepool.Guarantee;
import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.JdbiStore;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.MemoryStore;
import dev.onepool.core.internal.store.SqliteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The engine's inner parts for the tests of a class: what connectors' orders pass through, without a connector. */
final class RoomExtension implements BeforeAllCallback, AfterAllCallback {

  private final boolean onDisk;
  private final PostgresServer server;
  private final HandClock clock = new HandClock();
  private final AtomicInteger sellers = new AtomicInteger();
  private Path folder;
  private LedgerStore store;
  private GroupCommit commit;

  private RoomExtension(boolean onDisk, PostgresServer server) {
    this.onDisk = onDisk;
    this.server = server;
  }

  static RoomExtension memory() {
    return new RoomExtension(false, null);
  }

  static RoomExtension sqlite() {
    return new RoomExtension(true, null);
  }

  static RoomExtension postgres() {
    return new RoomExtension(false, PostgresServer.NEWEST);
  }

  HandClock clock() {
    return clock;
  }

  GroupCommit commit() {
    return commit;
  }

  LedgerStore store() {
    return store;
  }

  SellerId newSeller() {
    return SellerId.of("seller-" + sellers.incrementAndGet());
  }

  StockLedger ledger(SellerId seller) {
    return new CoreStockLedger(seller, commit, store, Guarantee.rights());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    close();
  }

  /** Opens the store; for properties, which know no extensions. */
  RoomExtension open() throws IOException {
    if (onDisk) {
      folder = Files.createTempDirectory("onepool-test");
      store = JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE);
    } else if (server != null) {
      store = JdbiStore.postgres(server.newOptions());
    } else {
      store = new MemoryStore();
    }
    commit = new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), clock);
    return this;
  }

  /** Closes the store, and removes what it left. */
  void close() throws IOException {
    commit.close();
    store.close();
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

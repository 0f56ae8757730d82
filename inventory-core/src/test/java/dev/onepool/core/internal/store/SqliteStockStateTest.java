package dev.onepool.core.internal.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What the store in an SQLite file keeps of counts, transfers, kits, shortfalls and holds. */
class SqliteStockStateTest extends StockStateContract {

  @TempDir
  private Path folder;

  @Override
  LedgerStore open() {
    return JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE);
  }
}

package dev.onepool.core.internal.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store in an SQLite file. */
class SqliteControlsTest extends ControlsContract {

  @TempDir
  private Path folder;

  @Override
  LedgerStore open() {
    return JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE);
  }
}

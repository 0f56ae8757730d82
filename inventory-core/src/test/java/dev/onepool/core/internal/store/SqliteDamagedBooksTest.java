package dev.onepool.core.internal.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A damaged SQLite file. */
class SqliteDamagedBooksTest extends DamagedBooksContract {

  @TempDir
  private Path folder;

  @Override
  LedgerStore open() {
    return JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE);
  }

  @Override
  String url() {
    return "jdbc:sqlite:" + folder.resolve("ledger.db");
  }
}

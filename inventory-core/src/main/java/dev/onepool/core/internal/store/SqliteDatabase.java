package dev.onepool.core.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Opens one SQLite file for one process: write-ahead log, and {@code synchronous=FULL}, so that what was acknowledged is on
 * disk. Both are read back at the start, because a store that only believes itself durable is worse than none.
 *
 * <p>One connection writes and a few read. A lock file keeps a second process away: SQLite would let it in, but each
 * engine believes that it alone decides.
 */
final class SqliteDatabase implements Database {

  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  /** What a connection keeps of the file in memory, at most. */
  private static final int CACHE_KIB = 65_536;

  /** Keys without an order touch pages all over the file: the longer the log, the more of that is written back once. */
  private static final int CHECKPOINT_PAGES = 8_192;

  private final FileChannel lockChannel;
  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Dialect dialect = new SqliteDialect();
  private final ReentrantLock writing = new ReentrantLock();
  private final Jdbi writer;
  private final Jdbi reader;

  private SqliteDatabase(FileChannel lockChannel, HikariDataSource writerPool, HikariDataSource readerPool) {
    this.lockChannel = lockChannel;
    this.writerPool = writerPool;
    this.readerPool = readerPool;
    this.writer = Jdbi.create(writerPool);
    this.reader = Jdbi.create(readerPool);
  }

  static SqliteDatabase open(Path file, SqliteOptions options) {
    Path absolute = real(file);
    Path folder = absolute.getParent();
    if (Files.isDirectory(absolute) || (folder != null && !Files.isDirectory(folder))) {
      throw new StoreException(Kind.UNREADABLE, "cannot open the ledger file " + absolute + ": "
          + (Files.isDirectory(absolute) ? "it is a folder" : "its folder does not exist; create it first"));
    }
    FileChannel lock = lock(absolute);
    HikariDataSource writer = null;
    HikariDataSource reader = null;
    try {
      writer = pool(absolute, 1, options, "onepool-writer");
      prepare(absolute, writer);
      reader = pool(absolute, READERS, options, "onepool-reader");
      return new SqliteDatabase(lock, writer, reader);
    } catch (RuntimeException e) {
      close(reader, writer, lock);
      throw e instanceof StoreException ? e : SqliteErrors.translate("open the ledger file " + absolute, e);
    }
  }

  /** Returns the file itself where the path is a link, so that every path to it leads to the same lock. */
  private static Path real(Path file) {
    try {
      return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    } catch (IOException e) {
      throw new StoreException(
          Kind.UNREADABLE, "cannot open the ledger file " + file.toAbsolutePath() + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel lock(Path file) {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StoreException(Kind.IN_USE, "the ledger file " + file + " is in use by another engine (it holds "
            + lockFile + "); stop that one, or use PostgreSQL to share a ledger between processes");
      }
      return channel;
    } catch (IOException e) {
      throw new StoreException(Kind.UNREADABLE, "cannot lock the ledger file " + file + ": " + e.getMessage()
          + "; check that the folder is writable", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static HikariDataSource pool(Path file, int size, SqliteOptions options, String name) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.valueOf(options.synchronous()));
    sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    sqlite.setCacheSize(-CACHE_KIB);
    if (options.maxPages() > 0) {
      sqlite.setMaxPageCount(options.maxPages());
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setDataSourceProperties(sqlite.toProperties());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    // Connections stay in auto-commit mode: a pool without it makes SQLite hold its write lock while idle, and makes JDBI
    // believe that it is inside a transaction which nobody commits. Transactions are begun and ended by statements.
    config.setAutoCommit(true);
    config.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    return new HikariDataSource(config);
  }

  private static void prepare(Path file, HikariDataSource writer) {
    Jdbi jdbi = Jdbi.create(writer);
    String journal = jdbi.withHandle(handle -> handle.createQuery("PRAGMA journal_mode").mapTo(String.class).one());
    int synchronous = jdbi.withHandle(handle -> handle.createQuery("PRAGMA synchronous").mapTo(Integer.class).one());
    if (!"wal".equalsIgnoreCase(journal) || synchronous < 2) {
      throw new StoreException(Kind.UNREADABLE, "the ledger file " + file + " cannot be opened durably: journal_mode is "
          + journal + " and synchronous is " + synchronous + ", but wal and 2 (FULL) are needed");
    }
    try {
      Flyway.configure()
          .dataSource(writer)
          .locations("classpath:dev/onepool/core/schema/sqlite")
          .table("onepool_schema_history")
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      StoreException known = SqliteErrors.translate("bring the schema of " + file + " up to date", e);
      if (known.kind() != Kind.UNAVAILABLE) {
        throw known;
      }
      throw new StoreException(Kind.UNREADABLE, "cannot bring the schema of " + file + " up to date: " + e.getMessage()
          + "; is it a ledger file of this or an older version?", e);
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public int writers() {
    return 1;
  }

  @Override
  public <T> T writing(Function<Handle, T> work) {
    writing.lock();
    try {
      return writer.withHandle(work::apply);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T connected(Function<Connection, T> work) {
    writing.lock();
    try (Connection connection = writerPool.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new ConnectionException(e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T reading(Function<Handle, T> work) {
    return reader.withHandle(work::apply);
  }

  @Override
  public HostTransactions hosts() {
    throw new UnsupportedOperationException("a ledger in SQLite cannot be part of another transaction: the file has one"
        + " writer, which is the engine. Keep the ledger in PostgreSQL, or reserve before your transaction begins and release"
        + " the reservation if it fails");
  }

  @Override
  public <T> T atOneMoment(Function<Handle, T> work) {
    return reader.withHandle(handle -> {
      handle.execute("BEGIN");
      try {
        return work.apply(handle);
      } finally {
        handle.execute("ROLLBACK");
      }
    });
  }

  @Override
  public boolean mayRunAgain(JdbiException error, int tries) {
    // There is no other writer to lose against, and a commit that failed was rolled back.
    return false;
  }

  @Override
  public RuntimeException translate(String what, JdbiException error) {
    return SqliteErrors.translate(what, error);
  }

  @Override
  public void close() {
    writing.lock();
    try {
      close(readerPool, writerPool, lockChannel);
    } finally {
      writing.unlock();
    }
  }

  private static void close(
      @Nullable HikariDataSource reader, @Nullable HikariDataSource writer, FileChannel lock) {
    if (reader != null) {
      reader.close();
    }
    if (writer != null) {
      writer.close();
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException(Kind.UNAVAILABLE, "cannot release the lock of the ledger file: " + e.getMessage(), e);
    }
  }
}

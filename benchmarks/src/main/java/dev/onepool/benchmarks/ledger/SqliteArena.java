package dev.onepool.benchmarks.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** SQLite files in a temporary folder, in WAL mode with synchronous=FULL. */
final class SqliteArena implements Arena {

  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private final Path folder;
  private int made;

  SqliteArena(Path folder) {
    this.folder = folder;
  }

  /** Opens a durable connection. */
  static Connection connect(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    // As Onepool has it.
    config.setCacheSize(-65_536);
    Connection connection = DriverManager.getConnection(url, config.toProperties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 8192");
    }
    return connection;
  }

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Place fresh(String contender) {
    return Place.sqlite(folder.resolve(contender + "-" + ++made + ".db"));
  }

  @Override
  public void drop(Place place) {
    try {
      for (String suffix : List.of("", "-wal", "-shm", ".lock")) {
        Files.deleteIfExists(Path.of(place.file() + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void settle(Place place) throws SQLException {
    try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  @Override
  public long flushes() {
    return -1;
  }

  @Override
  public List<Contender> contenders() {
    return List.of(SqlitePerRequest.guardedUpdate(this), SqlitePerRequest.selectForUpdate(this),
        new OnepoolContender(this), new SqliteCeiling(this));
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    Place probe = fresh("settings");
    try (Connection connection = probe.connect(); Statement statement = connection.createStatement()) {
      settings.put("sqlite", connection.getMetaData().getDatabaseProductVersion());
      for (String name : List.of("journal_mode", "synchronous", "busy_timeout", "cache_size", "wal_autocheckpoint")) {
        try (ResultSet value = statement.executeQuery("PRAGMA " + name)) {
          value.next();
          settings.put(name, value.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask SQLite for its settings", e);
    }
    drop(probe);
    return settings;
  }

  @Override
  public void close() {
    // The files go with the folder.
  }
}

package dev.onepool.benchmarks.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database that one contender has for itself.
 *
 * @param file the database file; null on a server
 */
record Place(String url, String user, String password, @Nullable Path file) {

  /** Returns the place of a SQLite file. */
  static Place sqlite(Path file) {
    return new Place("jdbc:sqlite:" + file, "", "", file);
  }

  /** Opens a connection in auto-commit mode, as the store's contenders would. */
  Connection connect() throws SQLException {
    return file != null ? SqliteArena.connect(url) : DriverManager.getConnection(url, user, password);
  }
}

package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * The statements of the one connection that writes, kept from one transaction to the next: to compile one takes longer than to
 * write a row. Used under the write lock.
 */
final class SqliteStatements {

  /** There are some hundred shapes of rows at most; who writes more than that wants them compiled anew. */
  private static final int MOST = 512;

  private static final Logger log = LoggerFactory.getLogger(SqliteStatements.class);

  private final Map<String, PreparedStatement> kept = new HashMap<>();
  private @Nullable SQLiteConnection connection;

  /** Returns the compiled statement. It must not be closed. */
  PreparedStatement of(Connection pooled, String sql) throws SQLException {
    SQLiteConnection now = pooled.unwrap(SQLiteConnection.class);
    if (now != connection) {
      // Those of another connection ended with it.
      kept.clear();
      connection = now;
    }
    PreparedStatement known = kept.get(sql);
    if (known != null && !known.isClosed()) {
      return known;
    }
    if (kept.size() >= MOST) {
      forget();
    }
    PreparedStatement compiled = now.prepareStatement(sql);
    kept.put(sql, compiled);
    return compiled;
  }

  /** After an error: a statement that failed is not over, and while it is not, the file cannot roll back. */
  void forget() {
    for (PreparedStatement old : kept.values()) {
      try {
        old.close();
      } catch (SQLException e) {
        log.debug("a statement that failed could not be closed; it ends with its connection", e);
      }
    }
    kept.clear();
  }
}

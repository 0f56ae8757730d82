package dev.onepool.core.internal.store;

import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Work inside transactions of the application's own, on its connections to the ledger's database. A savepoint stands around
 * the work, so that whatever goes wrong in it leaves the application's transaction as it was. Thread-safe.
 */
final class HostTransactions {

  private static final String BEGIN = "SAVEPOINT onepool_joined;"
      + " SELECT (SELECT CAST(id AS text) FROM onepool_identity), current_setting('transaction_read_only')";
  private static final String FORGET = "ROLLBACK TO SAVEPOINT onepool_joined; RELEASE SAVEPOINT onepool_joined";
  private static final String KEEP = "RELEASE SAVEPOINT onepool_joined";

  private final Database database;
  private volatile @Nullable String identity;

  HostTransactions(Database database) {
    this.database = database;
  }

  /**
   * Runs the work in the open transaction of the connection. If it throws, nothing of it is left.
   *
   * @throws IllegalArgumentException if the connection is not in a transaction that could write to this ledger
   * @throws StoreException of kind CONFLICT if another transaction was quicker
   */
  <T> T run(Connection connection, Function<Handle, T> work) {
    begin(connection);
    T result;
    try {
      // Closing such a handle neither ends the transaction nor closes the connection: both were there before it.
      result = Jdbi.create(connection).withHandle(work::apply);
      execute(connection, KEEP);
    } catch (JdbiException e) {
      forget(connection, e);
      throw PostgresErrors.lostARace(e) ? conflict(e) : e;
    } catch (RuntimeException | Error e) {
      forget(connection, e);
      throw e;
    }
    return result;
  }

  private void begin(Connection connection) {
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalArgumentException("the connection is in auto-commit mode, so there is no transaction to be part of;"
            + " call setAutoCommit(false) first, or reserve without a connection");
      }
    } catch (SQLException e) {
      throw unfit(e);
    }
    boolean begun = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute(BEGIN);
      begun = true;
      require(statement);
    } catch (SQLException e) {
      IllegalArgumentException unfit = unfit(e);
      // Where there is no such table, the savepoint was set, and makes the transaction usable again.
      forget(connection, unfit);
      throw unfit;
    } catch (RuntimeException e) {
      if (begun) {
        forget(connection, e);
      }
      throw e;
    }
  }

  private void require(Statement statement) throws SQLException {
    statement.getMoreResults();
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      if (!identity().equals(row.getString(1))) {
        throw new IllegalArgumentException("the connection leads to another ledger than this engine's; take one to the same"
            + " database, with the same schema in its search_path");
      }
      if ("on".equals(row.getString(2))) {
        throw new IllegalArgumentException("the connection's transaction is read-only, and a reservation has to be written");
      }
    }
  }

  private String identity() {
    String known = identity;
    if (known == null) {
      known = database.reading(
          handle -> handle.createQuery("SELECT CAST(id AS text) FROM onepool_identity").mapTo(String.class).one());
      identity = known;
    }
    return known;
  }

  private static IllegalArgumentException unfit(SQLException cause) {
    return new IllegalArgumentException("the connection cannot be used for a reservation: it must be open, lead to the"
        + " ledger's PostgreSQL database with its schema in the search_path, and be in a transaction that has not failed. "
        + cause.getMessage(), cause);
  }

  private static StoreException conflict(JdbiException cause) {
    return new StoreException(Kind.CONFLICT, "another transaction was quicker, and nothing was reserved: roll back your"
        + " transaction and run it again. " + cause.getMessage(), cause);
  }

  private static void forget(Connection connection, Throwable cause) {
    try {
      execute(connection, FORGET);
    } catch (RuntimeException e) {
      // Nobody answers any more, or the transaction had failed before: then there is nothing of ours in it.
      cause.addSuppressed(e);
    }
  }

  private static void execute(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new org.jdbi.v3.core.statement.UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
    }
  }
}

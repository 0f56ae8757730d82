package dev.onepool.core.internal.store;

import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in our words what PostgreSQL means, by its error codes. */
final class PostgresErrors {

  /** See {@link EventSql#proof}: somebody has subscribed meanwhile. */
  private static final String SUBSCRIBED = "2201F";

  /** Serialisation failure, deadlock, a row that another writer inserted first, and a new subscription. */
  private static final Set<String> RACES = Set.of("40001", "40P01", "23505", SUBSCRIBED);

  /** No authorisation, no such database, schema, table or column, no right to them. */
  private static final Set<String> UNREADABLE = Set.of("28000", "28P01", "3D000", "3F000", "42P01", "42703", "42501");

  private PostgresErrors() {}

  /** Returns whether the transaction was undone because another one was quicker. */
  static boolean lostARace(Throwable error) {
    String state = state(error);
    return state != null && RACES.contains(state);
  }

  /** Returns whether the transaction did not know of a subscription. */
  static boolean subscribed(Throwable error) {
    return SUBSCRIBED.equals(state(error));
  }

  /** Returns whether a guarded row was not what it was: see the statement that divides by zero. */
  static boolean stale(Throwable error) {
    return "22012".equals(state(error));
  }

  /** Returns whether nobody answers on that connection any more; a commit may or may not have taken place. */
  static boolean lostTheConnection(Throwable error) {
    SQLException sql = find(error);
    String state = sql == null ? null : sql.getSQLState();
    // The pool's own message that there is no connection means that it has waited already.
    return state != null && !(sql instanceof SQLTransientConnectionException)
        && (state.startsWith("08") || state.startsWith("57P"));
  }

  /** Returns whether the connection was given up because no answer came in time. */
  static boolean waited(Throwable error) {
    return find(error, SocketTimeoutException.class) != null;
  }

  static StoreException translate(String what, RuntimeException error) {
    String state = state(error);
    SQLException sql = find(error);
    String reason = sql == null ? String.valueOf(error.getMessage()) : sql.getMessage();
    if (state != null && state.startsWith("53") && !"53300".equals(state)) {
      return new StoreException(Kind.FULL, "cannot " + what + ": the server has no space or memory left; free some and"
          + " repeat the call. " + reason, error);
    }
    if (state != null && UNREADABLE.contains(state)) {
      return new StoreException(Kind.UNREADABLE, "cannot " + what + ": check the URL, the user with its rights, and the"
          + " schema. " + reason, error);
    }
    if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
      return new StoreException(Kind.VIOLATION, "cannot " + what + ": the database refused a row, and nothing was written."
          + " " + reason, error);
    }
    return new StoreException(Kind.UNAVAILABLE, "cannot " + what + "; repeat the call with the same effect key. " + reason,
        error);
  }

  static @Nullable String state(Throwable error) {
    SQLException sql = find(error);
    return sql == null ? null : sql.getSQLState();
  }

  private static @Nullable SQLException find(Throwable error) {
    return find(error, SQLException.class);
  }

  /** Returns the first of this type among an error and its causes; null if there is none. */
  private static <T extends Throwable> @Nullable T find(Throwable error, Class<T> type) {
    Throwable current = error;
    for (int depth = 0; current != null && depth < 20; depth++) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
      current = current.getCause();
    }
    return null;
  }
}

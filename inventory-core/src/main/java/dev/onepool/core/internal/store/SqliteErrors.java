package dev.onepool.core.internal.store;

import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in our words what SQLite means. */
final class SqliteErrors {

  private SqliteErrors() {}

  static StoreException translate(String what, RuntimeException error) {
    SQLException sql = find(error);
    SQLiteErrorCode code = sql instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    // Extended codes hold the primary code in their lowest byte.
    int primary = code.code & 0xff;
    String reason = sql == null ? String.valueOf(error.getMessage()) : sql.getMessage();
    if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
      return new StoreException(Kind.FULL, "cannot " + what + ": no space left; free some and repeat the call. " + reason,
          error);
    }
    if (primary == SQLiteErrorCode.SQLITE_NOTADB.code
        || primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || primary == SQLiteErrorCode.SQLITE_READONLY.code
        || primary == SQLiteErrorCode.SQLITE_PERM.code) {
      return new StoreException(Kind.UNREADABLE,
          "cannot " + what + ": it is not a readable and writable ledger; check the path, or restore a backup. " + reason,
          error);
    }
    if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return new StoreException(Kind.IN_USE, "cannot " + what + ": another program holds the file. " + reason, error);
    }
    if (primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
      return new StoreException(Kind.VIOLATION, "cannot " + what + ": the database refused a row, and nothing was written. "
          + reason, error);
    }
    return new StoreException(Kind.UNAVAILABLE, "cannot " + what + "; repeat the call. " + reason, error);
  }

  /** Returns whether a row with that key was there already. */
  static boolean duplicate(RuntimeException error) {
    return find(error) instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE);
  }

  private static @Nullable SQLException find(@Nullable Throwable error) {
    Throwable current = error;
    for (int depth = 0; current != null && depth < 20; depth++) {
      if (current instanceof SQLException sql) {
        return sql;
      }
      current = current.getCause();
    }
    return null;
  }
}

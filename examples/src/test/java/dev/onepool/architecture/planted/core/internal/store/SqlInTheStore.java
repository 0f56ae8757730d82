package dev.onepool.architecture.planted.core.internal.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Innocent: this is the store. */
public final class SqlInTheStore {

  private SqlInTheStore() {}

  /** Innocent: internal, so its signature is nobody's business. */
  public static boolean open(Connection connection) throws SQLException {
    return !connection.isClosed();
  }
}

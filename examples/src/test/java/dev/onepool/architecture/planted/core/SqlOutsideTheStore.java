package dev.onepool.architecture.planted.core;

import java.sql.Connection;
import java.sql.SQLException;

/** Planted: SQL where it does not belong. */
final class SqlOutsideTheStore {

  private SqlOutsideTheStore() {}

  static boolean open(Connection connection) throws SQLException {
    return !connection.isClosed();
  }
}

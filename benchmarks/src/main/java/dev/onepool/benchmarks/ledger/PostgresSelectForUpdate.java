package dev.onepool.benchmarks.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** {@code SELECT … FOR UPDATE}, a decision in Java, {@code UPDATE}, {@code INSERT}, commit. */
final class PostgresSelectForUpdate extends PostgresPerRequest {

  private static final String SELECT = "SELECT available, reserved FROM onepool_balance"
      + " WHERE seller = 'bench' AND sku = ? AND location = 'main' FOR UPDATE";
  private static final String UPDATE = "UPDATE onepool_balance SET available = ?, reserved = ?, version = version + 1"
      + " WHERE seller = 'bench' AND sku = ? AND location = 'main'";

  PostgresSelectForUpdate(Arena arena) {
    super("select_for_update", arena);
  }

  @Override
  boolean reserve(Connection connection, Request request) throws SQLException {
    int lines = request.skus().size();
    long[] available = new long[lines];
    long[] reserved = new long[lines];
    try (PreparedStatement select = connection.prepareStatement(SELECT);
        PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (int i = 0; i < lines; i++) {
        select.setString(1, request.skus().get(i));
        try (ResultSet now = select.executeQuery()) {
          if (!now.next() || now.getLong(1) < 1) {
            return false;
          }
          available[i] = now.getLong(1) - 1;
          reserved[i] = now.getLong(2) + 1;
        }
      }
      for (int i = 0; i < lines; i++) {
        update.setLong(1, available[i]);
        update.setLong(2, reserved[i]);
        update.setString(3, request.skus().get(i));
        update.addBatch();
      }
      update.executeBatch();
    }
    insert(connection, request, available, reserved);
    return true;
  }
}

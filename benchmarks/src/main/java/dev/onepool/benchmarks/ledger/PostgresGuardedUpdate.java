package dev.onepool.benchmarks.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** {@code UPDATE … WHERE available >= ?}, then {@code INSERT}, then commit. */
final class PostgresGuardedUpdate extends PostgresPerRequest {

  PostgresGuardedUpdate(Arena arena) {
    super("guarded_update", arena);
  }

  @Override
  boolean reserve(Connection connection, Request request) throws SQLException {
    int lines = request.skus().size();
    long[] available = new long[lines];
    long[] reserved = new long[lines];
    try (PreparedStatement update = connection.prepareStatement(RivalTables.GUARDED_UPDATE)) {
      for (int i = 0; i < lines; i++) {
        update.setLong(1, 1);
        update.setLong(2, 1);
        update.setString(3, request.skus().get(i));
        update.setLong(4, 1);
        try (ResultSet after = update.executeQuery()) {
          if (!after.next()) {
            return false;
          }
          available[i] = after.getLong(1);
          reserved[i] = after.getLong(2);
        }
      }
    }
    insert(connection, request, available, reserved);
    return true;
  }
}

package dev.onepool.benchmarks.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads the three tables that all contenders with SQL have. */
final class SqlBooks implements Books {

  private static final int PAGE = 10_000;
  private static final String RESERVATIONS = " WHERE seller = 'bench' AND effect_source = 'reservation'";

  /** What a rival's table of effects holds of reservations. */
  static final String EFFECTS = "FROM onepool_effect WHERE seller = 'bench' AND source = 'reservation'";

  /** Onepool's table of reservations is their table of effects: the key, the hash, the entries and what is held. */
  static final String RESERVATIONS_AS_EFFECTS = "FROM onepool_reservation WHERE seller = 'bench'";

  private final Place place;
  private final String effects;

  SqlBooks(Place place, String effects) {
    this.place = place;
    this.effects = effects;
  }

  @Override
  public Totals read() throws SQLException {
    try (Connection connection = place.connect()) {
      // PostgreSQL hands out pages only inside a transaction.
      connection.setAutoCommit(false);
      Totals totals = new Totals(
          number(connection, "SELECT COALESCE(SUM(available), 0) FROM onepool_balance WHERE seller = 'bench'"),
          number(connection, "SELECT COUNT(*) " + effects),
          number(connection, "SELECT COUNT(*) FROM onepool_entry" + RESERVATIONS),
          number(connection, "SELECT COALESCE(SUM(quantity), 0) FROM onepool_entry" + RESERVATIONS),
          prints(connection, "SELECT id " + effects),
          prints(connection, "SELECT effect_id FROM onepool_entry" + RESERVATIONS),
          wrongSkus(connection));
      connection.rollback();
      return totals;
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static long prints(Connection connection, String sql) throws SQLException {
    long sum = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(PAGE);
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          sum += Request.fingerprint(result.getString(1));
        }
      }
    }
    return sum;
  }

  private static long wrongSkus(Connection connection) throws SQLException {
    String sql = "SELECT COUNT(*) FROM onepool_balance b LEFT JOIN (SELECT sku, SUM(quantity) AS units FROM onepool_entry"
        + RESERVATIONS + " GROUP BY sku) e ON e.sku = b.sku WHERE b.seller = 'bench'"
        + " AND (b.available + COALESCE(e.units, 0) <> ? OR b.reserved <> COALESCE(e.units, 0))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, Catalogue.UNITS);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}

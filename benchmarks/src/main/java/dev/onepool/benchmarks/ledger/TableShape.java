package dev.onepool.benchmarks.ledger;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a database says of the three tables that everybody writes. */
final class TableShape {

  private static final List<String> TABLES = List.of("onepool_balance", "onepool_effect", "onepool_entry");

  private TableShape() {}

  /** Returns a line for each column and for each column of an index, in order. */
  static List<String> of(Place place) throws SQLException {
    List<String> shape = new ArrayList<>();
    try (Connection connection = place.connect()) {
      for (String table : TABLES) {
        columns(connection.getMetaData(), table, shape);
        indexes(connection.getMetaData(), table, shape);
      }
    }
    return shape;
  }

  private static void columns(DatabaseMetaData data, String table, List<String> shape) throws SQLException {
    try (ResultSet column = data.getColumns(null, null, table, null)) {
      while (column.next()) {
        shape.add(table + "." + column.getString("COLUMN_NAME") + " "
            + column.getString("TYPE_NAME").toLowerCase(Locale.ROOT) + " " + column.getString("IS_NULLABLE"));
      }
    }
  }

  private static void indexes(DatabaseMetaData data, String table, List<String> shape) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet index = data.getIndexInfo(null, null, table, false, true)) {
      while (index.next()) {
        if (index.getString("COLUMN_NAME") != null) {
          found.add(table + " " + index.getString("INDEX_NAME") + " " + index.getInt("ORDINAL_POSITION") + " "
              + index.getString("COLUMN_NAME") + (index.getBoolean("NON_UNIQUE") ? "" : " unique"));
        }
      }
    }
    found.sort(null);
    shape.addAll(found);
  }
}

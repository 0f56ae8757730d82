package dev.onepool.core.internal.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows for SQLite to insert, or to put in the place of those with their keys, many in one statement: a column in which they are
 * alike, as most are, is given once. To hand a value over costs about as much as to store it.
 */
final class SqliteInsert {

  /** Rows of one statement. Fewer go in statements of half as many, and so on, so that few have to be compiled. */
  private static final int MOST = 32;

  private static final Map<Shape, String> TEXTS = new ConcurrentHashMap<>();

  private final Table table;
  private final boolean replacing;
  private final List<@Nullable Object[]> rows;
  private final BitSet alike;

  SqliteInsert(RowChanges.Rows changes) {
    this.table = changes.table();
    this.replacing = changes.verb() == RowChanges.Verb.UPSERT;
    this.rows = changes.values();
    this.alike = changes.alike(table.columns().size());
  }

  /** Runs a statement of some text with the values that it asks for. */
  interface Run {
    PreparedStatement statement(String sql) throws SQLException;
  }

  void write(Run run) throws SQLException {
    int at = 0;
    for (int size = MOST; size > 0; size /= 2) {
      while (rows.size() - at >= size) {
        write(run, at, size);
        at += size;
      }
    }
  }

  private void write(Run run, int from, int size) throws SQLException {
    PreparedStatement statement = run.statement(TEXTS.computeIfAbsent(new Shape(table, replacing, alike, size), Shape::sql));
    int width = table.columns().size();
    int parameter = 1;
    for (int column = alike.nextSetBit(0); column >= 0; column = alike.nextSetBit(column + 1)) {
      SqliteDialect.bind(statement, parameter++, rows.get(from)[column]);
    }
    for (int row = from; row < from + size; row++) {
      for (int column = alike.nextClearBit(0); column < width; column = alike.nextClearBit(column + 1)) {
        SqliteDialect.bind(statement, parameter++, rows.get(row)[column]);
      }
    }
    statement.executeUpdate();
  }

  /** What a statement's text depends on. */
  private record Shape(Table table, boolean replacing, BitSet alike, int rows) {

    String sql() {
      List<Table.Column> columns = table.columns();
      int next = alike.cardinality() + 1;
      List<String> values = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        List<String> one = new ArrayList<>(columns.size());
        int once = 1;
        for (int column = 0; column < columns.size(); column++) {
          one.add("?" + (alike.get(column) ? once++ : next++));
        }
        values.add("(" + String.join(", ", one) + ")");
      }
      return "INSERT INTO " + table.name() + " (" + SqliteDialect.names(columns) + ") VALUES " + String.join(", ", values)
          + (replacing ? replacement() : "");
    }

    private String replacement() {
      return " ON CONFLICT (" + SqliteDialect.names(table.keys()) + ") DO UPDATE SET " + table.values().stream()
          .map(column -> column.name() + " = excluded." + column.name()).collect(Collectors.joining(", "));
    }
  }
}

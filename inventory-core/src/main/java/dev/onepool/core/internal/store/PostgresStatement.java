package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one statement. A column in which they differ travels as one array; one in which they are alike, as most are,
 * travels once. A single row travels without any array.
 */
final class PostgresStatement {

  private final RowChanges.Rows rows;
  private final Shape shape;

  private PostgresStatement(RowChanges.Rows rows, Shape shape) {
    this.rows = rows;
    this.shape = shape;
  }

  static PostgresStatement of(RowChanges.Rows rows) {
    int width = rows.columns().size() + (rows.verb() == RowChanges.Verb.GUARDED ? 1 : 0);
    return new PostgresStatement(rows, new Shape(rows.verb(), rows.table(), rows.alike(width)));
  }

  Shape shape() {
    return shape;
  }

  /** Binds the rows, and returns the number of the parameter after them. */
  int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
    List<Table.Column> columns = shape.columns();
    int parameter = first;
    for (int column = 0; column < columns.size(); column++) {
      if (shape.alike.get(column)) {
        bind(statement, parameter++, columns.get(column).type(), rows.values().get(0)[column]);
      }
    }
    for (int column = 0; column < columns.size(); column++) {
      if (!shape.alike.get(column)) {
        statement.setArray(parameter++,
            connection.createArrayOf(columns.get(column).type().sql(), values(columns.get(column).type(), column)));
      }
    }
    if (shape.verb == RowChanges.Verb.GUARDED) {
      statement.setInt(parameter++, rows.values().size());
    }
    return parameter;
  }

  private static void bind(PreparedStatement statement, int parameter, Table.Type type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(parameter, type == Table.Type.TEXT ? Types.VARCHAR : Types.BIGINT);
    } else if (value instanceof String text) {
      statement.setString(parameter, text);
    } else if (value instanceof Double number) {
      statement.setDouble(parameter, number);
    } else {
      statement.setLong(parameter, ((Number) value).longValue());
    }
  }

  /** Returns the values as an array that the driver sends in binary form: others it writes as text, to be read again. */
  private @Nullable Object[] values(Table.Type type, int column) {
    int size = rows.values().size();
    @Nullable Object[] values = switch (type) {
      case TEXT -> new String[size];
      case BIGINT -> new Long[size];
      case INT -> new Integer[size];
      case DOUBLE -> new Double[size];
    };
    for (int row = 0; row < size; row++) {
      Object value = rows.values().get(row)[column];
      values[row] = switch (type) {
        case BIGINT -> value instanceof Integer number ? Long.valueOf(number) : value;
        case INT -> value instanceof Long number ? Integer.valueOf(Math.toIntExact(number)) : value;
        case TEXT, DOUBLE -> value;
      };
    }
    return values;
  }

  /**
   * What a statement's text depends on.
   *
   * @param alike the columns that travel once
   */
  record Shape(RowChanges.Verb verb, Table table, BitSet alike) {

    /** Returns the columns that travel: for a guarded update also the version that the row must have. */
    List<Table.Column> columns() {
      List<Table.Column> columns = verb == RowChanges.Verb.DELETE ? table.keys() : table.columns();
      if (verb != RowChanges.Verb.GUARDED) {
        return columns;
      }
      List<Table.Column> more = new ArrayList<>(columns);
      more.add(new Table.Column("was", Table.Type.BIGINT));
      return more;
    }

    /** Returns a statement of its own. Numbers count from the transaction's number, which must have been drawn. */
    String sql() {
      return sql("currval('onepool_batch')", from());
    }

    /** Returns a part of a statement that draws the number in a part named {@code batch}. */
    String part() {
      return sql("batch.batch", "batch CROSS JOIN " + from());
    }

    /** Returns the part that changes rows only from the version that they must have. */
    String guardedPart() {
      return update("batch.batch", "batch CROSS JOIN " + from()) + " AND t.version = " + given(columns().get(columns().size() - 1)) + " RETURNING 1";
    }

    private String sql(String batch, String from) {
      return switch (verb) {
        case INSERT -> insert(batch, from);
        case UPSERT -> insert(batch, from) + " ON CONFLICT (" + names(table.keys()) + ") DO UPDATE SET " + table.values().stream()
            .map(column -> column.name() + " = excluded." + column.name()).collect(Collectors.joining(", "));
        case UPDATE -> update(batch, from);
        // Divides by zero, and so undoes everything, where one of the rows is not what it was.
        case GUARDED -> "WITH batch AS MATERIALIZED (SELECT " + batch + " AS batch), changed AS (" + guardedPart()
            + ") SELECT 1 / (CASE WHEN COUNT(*) = ? THEN 1 ELSE 0 END) AS guarded FROM changed";
        case DELETE -> "DELETE FROM " + table.name() + " AS t USING " + from + " WHERE " + same();
      };
    }

    private String same() {
      return table.keys().stream()
          .map(column -> "t." + column.name() + " = " + given(column)).collect(Collectors.joining(" AND "));
    }

    private String insert(String batch, String from) {
      return "INSERT INTO " + table.name() + " (" + names(table.columns()) + ") SELECT "
          + table.columns().stream().map(column -> value(column, batch)).collect(Collectors.joining(", ")) + " FROM " + from;
    }

    private String update(String batch, String from) {
      return "UPDATE " + table.name() + " AS t SET " + table.values().stream()
          .map(column -> column.name() + " = " + value(column, batch)).collect(Collectors.joining(", "))
          + " FROM " + from + " WHERE " + same();
    }

    private String from() {
      List<String> once = new ArrayList<>();
      List<String> arrays = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < columns().size(); i++) {
        Table.Column column = columns().get(i);
        if (alike.get(i)) {
          once.add("CAST(? AS " + column.type().sql() + ") AS " + column.name());
        } else {
          arrays.add("CAST(? AS " + column.type().sql() + "[])");
          names.add(column.name());
        }
      }
      String constants = "(SELECT " + String.join(", ", once) + ") AS c";
      String rows = "unnest(" + String.join(", ", arrays) + ") AS n(" + String.join(", ", names) + ")";
      return arrays.isEmpty() ? constants : once.isEmpty() ? rows : constants + " CROSS JOIN " + rows;
    }

    private String value(Table.Column column, String batch) {
      String given = given(column);
      String counted = batch + " * " + PostgresSession.ROWS + " + " + given;
      if (column.name().equals(table.referring())) {
        // Numbers of earlier transactions are greater.
        return "CASE WHEN " + given + " BETWEEN 1 AND " + (PostgresSession.ROWS - 1) + " THEN " + counted + " ELSE " + given + " END";
      }
      return column.name().equals(table.numbered()) ? counted : given;
    }

    private String given(Table.Column column) {
      return (alike.get(columns().indexOf(column)) ? "c." : "n.") + column.name();
    }

    private static String names(List<Table.Column> columns) {
      return columns.stream().map(Table.Column::name).collect(Collectors.joining(", "));
    }
  }
}

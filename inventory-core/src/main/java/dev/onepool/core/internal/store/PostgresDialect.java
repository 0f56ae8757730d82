package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: rows travel as one array for each column, and all statements of a transaction's end travel together with its
 * COMMIT, in one round trip. Rows are locked where they are read.
 */
final class PostgresDialect implements Dialect {

  private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED";

  private final Rows rows = Rows.plain(this);
  private final Rows locking = Rows.locking(this);
  private final Map<List<Object>, String> sql = new ConcurrentHashMap<>();

  @Override
  public String keys(int columns) {
    StringBuilder text = new StringBuilder("unnest(");
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= columns; i++) {
      text.append(i == 1 ? "" : ", ").append("CAST(:k").append(i).append(" AS text[])");
      names.append(i == 1 ? "" : ", ").append('c').append(i);
    }
    return text.append(") AS k(").append(names).append(')').toString();
  }

  @Override
  public void bind(Query query, List<List<String>> keys) {
    int columns = keys.isEmpty() ? 1 : keys.get(0).size();
    for (int i = 0; i < columns; i++) {
      String[] column = new String[keys.size()];
      for (int row = 0; row < column.length; row++) {
        column[row] = keys.get(row).get(i);
      }
      query.bindBySqlType("k" + (i + 1), column, java.sql.Types.ARRAY);
    }
  }

  @Override
  public String locking(String order) {
    return " ORDER BY " + order + " FOR UPDATE OF t";
  }

  @Override
  public String each(String column) {
    return " LEFT JOIN LATERAL json_array_elements(CAST(t." + column + " AS json)) AS u(value) ON TRUE";
  }

  @Override
  public EventSql events() {
    return EventSql.SHARED;
  }

  @Override
  public void begin(Handle handle) {
    handle.execute(BEGIN);
  }

  @Override
  public long write(Handle handle, RowChanges changes) {
    return run(handle, "", changes, "");
  }

  @Override
  public long commit(Handle handle, RowChanges changes) {
    return run(handle, "", changes, "COMMIT");
  }

  @Override
  public long transact(Handle handle, RowChanges changes) {
    return run(handle, BEGIN + "; ", changes, "COMMIT");
  }

  @Override
  public boolean assumedWrongly(RuntimeException error) {
    return error instanceof RowChanges.Stale || PostgresErrors.stale(error) || PostgresErrors.lostARace(error);
  }

  private long run(Handle handle, String begin, RowChanges changes, String end) {
    List<RowChanges.Rows> statements = changes.statements();
    StringBuilder text = new StringBuilder(begin);
    boolean numbered = false;
    for (RowChanges.Rows some : statements) {
      if (!numbered && some.verb() != RowChanges.Verb.DELETE && some.table().numbered() != null) {
        numbered = true;
        text.append("SELECT nextval('onepool_batch') AS batch").append(changes.proof()).append("; ");
      }
      text.append(sql.computeIfAbsent(List.of(some.verb(), some.table()), any -> sql(some))).append("; ");
    }
    if (!numbered && !changes.proof().isEmpty()) {
      text.append("SELECT ").append(changes.proof(), 2, changes.proof().length()).append("; ");
    }
    text.append(end);
    try {
      return run(handle.getConnection(), text.toString(), statements);
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
    }
  }

  private static long run(Connection connection, String text, List<RowChanges.Rows> statements) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int parameter = 0;
      for (RowChanges.Rows some : statements) {
        List<Table.Column> columns = some.columns();
        for (int column = 0; column < columns.size(); column++) {
          statement.setArray(++parameter, connection.createArrayOf(
              columns.get(column).type().sql(), column(some.values(), column)));
        }
        if (some.verb() == RowChanges.Verb.GUARDED) {
          statement.setArray(++parameter, connection.createArrayOf("bigint", column(some.values(), columns.size())));
          statement.setInt(++parameter, some.values().size());
        }
      }
      return batch(statement);
    }
  }

  /** Runs the statements, asks for every result, because an error of a later one shows there, and returns the number. */
  private static long batch(PreparedStatement statement) throws SQLException {
    long batch = 0;
    for (boolean rows = statement.execute(); rows || statement.getUpdateCount() != -1; rows = statement.getMoreResults()) {
      if (rows) {
        ResultSet row = statement.getResultSet();
        if ("batch".equals(row.getMetaData().getColumnLabel(1)) && row.next()) {
          batch = row.getLong(1);
        }
      }
    }
    return batch * PostgresSession.ROWS;
  }

  private static @Nullable Object[] column(List<@Nullable Object[]> rows, int column) {
    @Nullable Object[] values = rows.get(0)[column] instanceof String ? new String[rows.size()] : new Object[rows.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows.get(row)[column];
    }
    return values;
  }

  private static String sql(RowChanges.Rows some) {
    Table table = some.table();
    boolean guarded = some.verb() == RowChanges.Verb.GUARDED;
    String given = "unnest(" + some.columns().stream()
        .map(column -> "CAST(? AS " + column.type().sql() + "[])").collect(Collectors.joining(", "))
        + (guarded ? ", CAST(? AS bigint[])" : "") + ") AS n(" + names(some.columns()) + (guarded ? ", was)" : ")");
    String same = table.keys().stream()
        .map(column -> "t." + column.name() + " = n." + column.name()).collect(Collectors.joining(" AND "));
    String insert = "INSERT INTO " + table.name() + " (" + names(table.columns()) + ") SELECT " + table.columns().stream()
        .map(column -> value(table, column)).collect(Collectors.joining(", ")) + " FROM " + given;
    String update = "UPDATE " + table.name() + " AS t SET " + table.values().stream()
        .map(column -> column.name() + " = " + value(table, column)).collect(Collectors.joining(", "))
        + " FROM " + given + " WHERE " + same;
    return switch (some.verb()) {
      case INSERT -> insert;
      case UPSERT -> insert + " ON CONFLICT (" + names(table.keys()) + ") DO UPDATE SET " + table.values().stream()
          .map(column -> column.name() + " = excluded." + column.name()).collect(Collectors.joining(", "));
      case UPDATE -> update;
      // Divides by zero, and so undoes everything, where one of the rows is not what it was.
      case GUARDED -> "WITH changed AS (" + update + " AND t.version = n.was RETURNING 1)"
          + " SELECT 1 / (CASE WHEN COUNT(*) = ? THEN 1 ELSE 0 END) AS guarded FROM changed";
      case DELETE -> "DELETE FROM " + table.name() + " AS t USING " + given + " WHERE " + same;
    };
  }

  private static String value(Table table, Table.Column column) {
    return column.name().equals(table.numbered())
        ? "currval('onepool_batch') * " + PostgresSession.ROWS + " + n." + column.name()
        : "n." + column.name();
  }

  private static String names(List<Table.Column> columns) {
    return columns.stream().map(Table.Column::name).collect(Collectors.joining(", "));
  }

  @Override
  public Session session(Handle handle) {
    return new PostgresSession(handle, rows, locking);
  }

  @Override
  public void rolledBack() {
    // A number that was taken is not used again.
  }
}

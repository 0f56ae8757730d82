package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** SQLite: rows to be found travel as one JSON text, and a writer takes the file's only write lock at once. */
final class SqliteDialect implements Dialect {

  private static final String BEGIN = "BEGIN IMMEDIATE";

  private final Rows rows = Rows.plain(this);
  private final Balances balances = new Balances(this, true);
  private final SerialNumbers numbers = new SerialNumbers();
  private final SqliteStatements statements = new SqliteStatements();

  @Override
  public String keys(int columns) {
    return keys(columns, ":keys");
  }

  @Override
  public String givenKeys(int columns) {
    return keys(columns, "?");
  }

  private static String keys(int columns, String parameter) {
    StringBuilder sql = new StringBuilder("(SELECT ");
    for (int i = 1; i <= columns; i++) {
      sql.append(i == 1 ? "" : ", ").append("value ->> ").append(i - 1).append(" AS c").append(i);
    }
    return sql.append(" FROM json_each(").append(parameter).append(")) AS k").toString();
  }

  @Override
  public void bind(Query query, List<List<String>> keys) {
    query.bind("keys", json(keys));
  }

  @Override
  public int giveKeys(PreparedStatement statement, int first, List<List<String>> keys) throws SQLException {
    statement.setString(first, json(keys));
    return first + 1;
  }

  private static String json(List<List<String>> keys) {
    JsonRows json = new JsonRows();
    for (List<String> key : keys) {
      json.add(key.toArray());
    }
    return json.toString();
  }

  @Override
  public String locking(String order) {
    return "";
  }

  @Override
  public String each(String column) {
    return " LEFT JOIN json_each(t." + column + ") AS u ON TRUE";
  }

  @Override
  public String binary() {
    return "";
  }

  @Override
  public String entry(String id) {
    return " CROSS JOIN onepool_entry e ON e.seller = :seller AND e.id = " + id;
  }

  @Override
  public EventSql events() {
    return EventSql.ALONE;
  }

  @Override
  public void begin(Handle handle) {
    handle.execute(BEGIN);
  }

  @Override
  public long commit(Connection connection, RowChanges changes) {
    write(connection, changes);
    execute(connection, "COMMIT");
    return 0;
  }

  @Override
  public long transact(Connection connection, RowChanges changes) {
    execute(connection, BEGIN);
    return commit(connection, changes);
  }

  private void execute(Connection connection, String sql) {
    try {
      statements.of(connection, sql).execute();
    } catch (SQLException e) {
      statements.forget();
      throw new UnableToExecuteStatementException(e.getMessage() + " in: " + sql, e, null);
    }
  }

  @Override
  public boolean assumedWrongly(RuntimeException error) {
    return error instanceof RowChanges.Stale || SqliteErrors.duplicate(error);
  }

  @Override
  public long write(Connection connection, RowChanges changes) {
    for (RowChanges.Rows some : changes.statements()) {
      try {
        switch (some.verb()) {
          case INSERT, UPSERT -> new SqliteInsert(some).write(sql -> statements.of(connection, sql));
          case UPDATE -> write(connection, update(some.table()), some);
          case GUARDED -> write(connection, update(some.table()) + " AND version = ?", some);
          case DELETE -> write(connection, delete(some.table()), some);
        }
      } catch (SQLException e) {
        statements.forget();
        throw new UnableToExecuteStatementException(
            e.getMessage() + " in: " + some.verb() + " " + some.table().name(), e, null);
      }
    }
    return 0;
  }

  private void write(Connection connection, String sql, RowChanges.Rows some) throws SQLException {
    // An update names its keys, and the version behind them, last.
    boolean update = some.verb() == RowChanges.Verb.UPDATE || some.verb() == RowChanges.Verb.GUARDED;
    int columns = some.columns().size();
    int shift = update ? some.table().keys().size() : 0;
    PreparedStatement statement = statements.of(connection, sql);
    for (@Nullable Object[] row : some.values()) {
      for (int i = 0; i < row.length; i++) {
        bind(statement, 1 + (i < columns ? Math.floorMod(i - shift, columns) : i), row[i]);
      }
      if (statement.executeUpdate() != 1 && some.verb() == RowChanges.Verb.GUARDED) {
        throw new RowChanges.Stale("a balance has changed");
      }
    }
  }

  static void bind(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
    if (value instanceof String text) {
      statement.setString(parameter, text);
    } else if (value instanceof Long number) {
      statement.setLong(parameter, number);
    } else {
      statement.setObject(parameter, value);
    }
  }

  private static String update(Table table) {
    return "UPDATE " + table.name() + " SET " + equal(table.values(), ", ") + " WHERE " + equal(table.keys(), " AND ");
  }

  private static String delete(Table table) {
    return "DELETE FROM " + table.name() + " WHERE " + equal(table.keys(), " AND ");
  }

  static String names(List<Table.Column> columns) {
    return columns.stream().map(Table.Column::name).collect(Collectors.joining(", "));
  }

  private static String equal(List<Table.Column> columns, String between) {
    return columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(between));
  }

  @Override
  public Session session(Supplier<Handle> handle) {
    return new SqliteSession(handle, rows, balances, numbers);
  }

  @Override
  public void rolledBack() {
    numbers.forget();
  }
}

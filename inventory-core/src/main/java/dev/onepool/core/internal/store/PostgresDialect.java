package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * PostgreSQL: rows travel as {@link PostgresStatement} says, and all statements of a transaction's end travel together with its
 * COMMIT, in one round trip. Rows are locked where they are read.
 */
final class PostgresDialect implements Dialect {

  private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED";

  private final Rows rows = Rows.plain(this);
  private final Balances balances = new Balances(this, true);
  private final Map<PostgresStatement.Shape, String> sql = new ConcurrentHashMap<>();

  @Override
  public String keys(int columns) {
    return keys(columns, ":k");
  }

  @Override
  public String givenKeys(int columns) {
    return keys(columns, "?");
  }

  private static String keys(int columns, String parameter) {
    StringBuilder text = new StringBuilder("unnest(");
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= columns; i++) {
      text.append(i == 1 ? "" : ", ").append("CAST(").append(parameter).append(parameter.equals("?") ? "" : i)
          .append(" AS text[])");
      names.append(i == 1 ? "" : ", ").append('c').append(i);
    }
    return text.append(") AS k(").append(names).append(')').toString();
  }

  @Override
  public void bind(Query query, List<List<String>> keys) {
    for (int i = 0; i < width(keys); i++) {
      query.bindBySqlType("k" + (i + 1), column(keys, i), java.sql.Types.ARRAY);
    }
  }

  @Override
  public int giveKeys(PreparedStatement statement, int first, List<List<String>> keys) throws SQLException {
    for (int i = 0; i < width(keys); i++) {
      statement.setArray(first + i, statement.getConnection().createArrayOf("text", column(keys, i)));
    }
    return first + width(keys);
  }

  private static int width(List<List<String>> keys) {
    return keys.isEmpty() ? 1 : keys.get(0).size();
  }

  private static String[] column(List<List<String>> keys, int index) {
    String[] column = new String[keys.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = keys.get(row).get(index);
    }
    return column;
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
  public String binary() {
    return " COLLATE \"C\"";
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
  public long write(Connection connection, RowChanges changes) {
    return run(connection, "", changes, "");
  }

  @Override
  public long commit(Connection connection, RowChanges changes) {
    return run(connection, "", changes, "COMMIT");
  }

  @Override
  public long transact(Connection connection, RowChanges changes) {
    return run(connection, BEGIN + "; ", changes, "COMMIT");
  }

  @Override
  public boolean assumedWrongly(RuntimeException error) {
    return error instanceof RowChanges.Stale || PostgresErrors.stale(error) || PostgresErrors.lostARace(error);
  }

  private long run(Connection connection, String begin, RowChanges changes, String end) {
    List<PostgresStatement> statements = new ArrayList<>();
    StringBuilder text = new StringBuilder(begin);
    boolean numbered = false;
    for (RowChanges.Rows rows : changes.statements()) {
      PostgresStatement statement = PostgresStatement.of(rows);
      statements.add(statement);
      if (!numbered && rows.verb() != RowChanges.Verb.DELETE && rows.table().numbered() != null) {
        numbered = true;
        text.append("SELECT nextval('onepool_batch') AS batch").append(changes.proof()).append("; ");
      }
      text.append(sql.computeIfAbsent(statement.shape(), PostgresStatement.Shape::sql)).append("; ");
    }
    if (!numbered && !changes.proof().isEmpty()) {
      text.append("SELECT ").append(changes.proof(), 2, changes.proof().length()).append("; ");
    }
    text.append(end);
    try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
      int parameter = 1;
      for (PostgresStatement rows : statements) {
        parameter = rows.bind(connection, statement, parameter);
      }
      return batch(statement);
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
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

  @Override
  public Session session(Supplier<Handle> handle) {
    return new PostgresSession(handle, rows, balances);
  }

  @Override
  public void rolledBack() {
    // A number that was taken is not used again.
  }
}

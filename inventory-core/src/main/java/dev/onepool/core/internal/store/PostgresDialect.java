package dev.onepool.core.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<Single, String> singles = new ConcurrentHashMap<>();

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
  public String entry(String id) {
    // The server might else think of reading all entries: it does not know how few it is asked for.
    return " CROSS JOIN LATERAL (SELECT * FROM onepool_entry n WHERE n.seller = :seller AND n.id = " + id + " LIMIT 1) AS e";
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
    return single(changes) ? runSingle(connection, changes) : run(connection, BEGIN + "; ", changes, "COMMIT");
  }

  /**
   * Returns whether one statement can do it all: then the server begins, plans and ends one thing instead of six. Parts of one
   * statement do not see each other's rows, so that no table may be written twice.
   */
  private static boolean single(RowChanges changes) {
    Set<String> tables = new HashSet<>();
    boolean numbered = false;
    for (RowChanges.Rows rows : changes.statements()) {
      if (rows.verb() == RowChanges.Verb.DELETE || !tables.add(rows.table().name())) {
        return false;
      }
      numbered |= rows.table().counts();
    }
    return numbered;
  }

  /**
   * Of two transactions that change a balance, the later has the greater number: it must have seen what the earlier wrote, and
   * so begins, and draws its number, after that.
   */
  private long runSingle(Connection connection, RowChanges changes) {
    List<PostgresStatement> parts = new ArrayList<>();
    for (RowChanges.Rows rows : changes.statements()) {
      parts.add(rows.verb() == RowChanges.Verb.GUARDED ? 0 : parts.size(), PostgresStatement.of(rows));
    }
    Single key = new Single(parts.stream().map(PostgresStatement::shape).toList(), changes.proof());
    return prepare(connection, singles.computeIfAbsent(key, Single::sql), parts);
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
      if (!numbered && rows.verb() != RowChanges.Verb.DELETE && rows.table().counts()) {
        numbered = true;
        text.append("SELECT nextval('onepool_batch') AS batch").append(changes.proof()).append("; ");
      }
      text.append(sql.computeIfAbsent(statement.shape(), PostgresStatement.Shape::sql)).append("; ");
    }
    if (!numbered && !changes.proof().isEmpty()) {
      text.append("SELECT ").append(changes.proof(), 2, changes.proof().length()).append("; ");
    }
    text.append(end);
    return prepare(connection, text.toString(), statements);
  }

  private static long prepare(Connection connection, String text, List<PostgresStatement> parts) {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int parameter = 1;
      for (PostgresStatement rows : parts) {
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

  /** What the text of one statement for everything depends on; a guarded part comes first. */
  private record Single(List<PostgresStatement.Shape> shapes, String proof) {

    String sql() {
      boolean guarded = shapes.get(0).verb() == RowChanges.Verb.GUARDED;
      StringBuilder text = new StringBuilder("WITH batch AS MATERIALIZED (SELECT nextval('onepool_batch') AS batch").append(proof)
          .append(')');
      if (guarded) {
        // Divides by zero, and so undoes everything, where one of the rows is not what it was.
        text.append(", changed AS (").append(shapes.get(0).guardedPart()).append("), guard AS (SELECT 1 / (CASE WHEN COUNT(*) = ?"
            + " THEN 1 ELSE 0 END) AS kept FROM changed)");
      }
      for (int i = guarded ? 1 : 0; i < shapes.size(); i++) {
        text.append(", part").append(i).append(" AS (").append(shapes.get(i).part()).append(')');
      }
      return text.append(guarded ? " SELECT batch.* FROM guard CROSS JOIN batch WHERE guard.kept = 1" : " SELECT * FROM batch").toString();
    }
  }
}

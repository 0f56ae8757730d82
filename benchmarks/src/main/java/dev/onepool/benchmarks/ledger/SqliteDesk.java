package dev.onepool.benchmarks.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One connection to a SQLite file with its prepared statements. The connection stays in auto-commit mode; transactions are
 * begun and ended by statements, because otherwise an idle connection would hold the file's only write lock.
 */
final class SqliteDesk implements AutoCloseable {

  private final Connection connection;
  private final Statement transactions;
  private final PreparedStatement guarded;
  private final PreparedStatement select;
  private final PreparedStatement update;
  private final PreparedStatement entry;
  private final PreparedStatement effect;

  SqliteDesk(Place place) throws SQLException {
    connection = place.connect();
    transactions = connection.createStatement();
    guarded = connection.prepareStatement(RivalTables.GUARDED_UPDATE);
    select = connection.prepareStatement("SELECT available, reserved FROM onepool_balance"
        + " WHERE seller = 'bench' AND sku = ? AND location = 'main'");
    update = connection.prepareStatement("UPDATE onepool_balance SET available = ?, reserved = ?, version = version + 1"
        + " WHERE seller = 'bench' AND sku = ? AND location = 'main'");
    entry = connection.prepareStatement("INSERT INTO " + RivalTables.ENTRY_COLUMNS + " VALUES ('bench', ?, ?, 'main', 1,"
        + " 'AVAILABLE', 'RESERVED', 'RESERVATION', 'reservation', ?, ?, ?, ?, ?, 0)");
    effect = connection.prepareStatement("INSERT INTO " + RivalTables.EFFECT_COLUMNS
        + " VALUES ('bench', 'reservation', ?, ?, ?, ?)");
  }

  void begin() throws SQLException {
    transactions.execute("BEGIN IMMEDIATE");
  }

  void end(boolean commit) throws SQLException {
    transactions.execute(commit ? "COMMIT" : "ROLLBACK");
  }

  /** Takes units by a guarded update; returns available and reserved afterwards, or nothing where there are too few. */
  long[] take(String sku, long units) throws SQLException {
    guarded.setLong(1, units);
    guarded.setLong(2, units);
    guarded.setString(3, sku);
    guarded.setLong(4, units);
    return pair(guarded);
  }

  /** Takes a unit by reading, deciding and writing. */
  long[] readAndTake(String sku) throws SQLException {
    select.setString(1, sku);
    long[] now = pair(select);
    if (now.length == 0 || now[0] < 1) {
      return new long[0];
    }
    update.setLong(1, now[0] - 1);
    update.setLong(2, now[1] + 1);
    update.setString(3, sku);
    update.executeUpdate();
    return new long[] {now[0] - 1, now[1] + 1};
  }

  private static long[] pair(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? new long[] {result.getLong(1), result.getLong(2)} : new long[0];
    }
  }

  /** Collects an entry; see {@link #write()}. */
  void entry(long id, String sku, String effectId, long available, long reserved) throws SQLException {
    long now = RivalTables.micros();
    entry.setLong(1, id);
    entry.setString(2, sku);
    entry.setString(3, effectId);
    entry.setLong(4, now);
    entry.setLong(5, now);
    entry.setLong(6, available);
    entry.setLong(7, reserved);
    entry.addBatch();
  }

  /** Collects an effect; see {@link #write()}. */
  void effect(Request request, long firstEntry) throws SQLException {
    effect.setString(1, request.id());
    effect.setString(2, request.hash());
    effect.setLong(3, firstEntry);
    effect.setInt(4, request.skus().size());
    effect.addBatch();
  }

  /** Writes what was collected. */
  void write() throws SQLException {
    effect.executeBatch();
    entry.executeBatch();
  }

  /** Forgets what was collected. */
  void forget() throws SQLException {
    effect.clearBatch();
    entry.clearBatch();
  }

  @Override
  public void close() throws SQLException {
    for (AutoCloseable each : List.of(transactions, guarded, select, update, entry, effect)) {
      Quietly.close(each);
    }
    connection.close();
  }
}

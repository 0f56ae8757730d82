package dev.onepool.benchmarks.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What PostgreSQL gives to whoever has 256 requests at hand: one statement for all of them, back to back. */
final class PostgresCeiling extends SqlContender {

  private static final String STATEMENT = "WITH changed AS (UPDATE onepool_balance b"
      + " SET available = b.available - w.units, reserved = b.reserved + w.units, version = b.version + 1"
      + " FROM unnest(?::text[], ?::bigint[]) AS w(sku, units)"
      + " WHERE b.seller = 'bench' AND b.sku = w.sku AND b.location = 'main' AND b.available >= w.units"
      + " RETURNING b.sku, b.available, b.reserved),"
      + " written AS (INSERT INTO " + RivalTables.ENTRY_COLUMNS
      + " SELECT 'bench', l.id, l.sku, 'main', 1, 'AVAILABLE', 'RESERVED', 'RESERVATION', 'reservation', l.effect, ?, ?,"
      + " c.available + l.later, c.reserved - l.later, 0"
      + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[]) AS l(id, sku, effect, later)"
      + " JOIN changed c ON c.sku = l.sku RETURNING 1),"
      + " keyed AS (INSERT INTO " + RivalTables.EFFECT_COLUMNS
      + " SELECT 'bench', 'reservation', e.id, e.hash, e.first, ?"
      + " FROM unnest(?::text[], ?::text[], ?::bigint[]) AS e(id, hash, first) RETURNING 1)"
      + " SELECT (SELECT COUNT(*) FROM written), (SELECT COUNT(*) FROM keyed)";

  private final AtomicLong nextEntry = new AtomicLong();

  PostgresCeiling(Arena arena) {
    super("ceiling", arena);
  }

  @Override
  public List<Integer> connections(Mode mode) {
    return List.of(1, 2);
  }

  @Override
  void stock(Catalogue catalogue) throws Exception {
    super.stock(catalogue);
    nextEntry.set(StockLoader.BEFORE + catalogue.size() + 1L);
  }

  @Override
  public Session open(Mode mode, int connections) throws SQLException {
    List<Connection> open = new ArrayList<>();
    List<PreparedStatement> statements = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Connection connection = place().connect();
      open.add(connection);
      statements.add(connection.prepareStatement(STATEMENT));
    }
    return new Session.Batched() {
      @Override
      public int callers() {
        return connections;
      }

      @Override
      public void reserve(int caller, List<Request> batch) throws SQLException {
        call(open.get(caller), statements.get(caller), batch);
      }

      @Override
      public void close() {
        open.forEach(Quietly::close);
      }
    };
  }

  private void call(Connection connection, PreparedStatement statement, List<Request> batch) throws SQLException {
    Folded folded = Folded.of(batch);
    int lines = folded.lineSkus().size();
    int each = lines / batch.size();
    long first = nextEntry.getAndAdd(lines);
    long now = RivalTables.micros();
    Long[] ids = new Long[lines];
    for (int i = 0; i < lines; i++) {
      ids[i] = first + i;
    }
    Long[] firsts = new Long[batch.size()];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = first + (long) i * each;
    }
    statement.setArray(1, array(connection, "text", folded.skus()));
    statement.setArray(2, array(connection, "int8", folded.units()));
    statement.setLong(3, now);
    statement.setLong(4, now);
    statement.setArray(5, connection.createArrayOf("int8", ids));
    statement.setArray(6, array(connection, "text", folded.lineSkus()));
    statement.setArray(7, array(connection, "text", folded.lineEffects()));
    statement.setArray(8, array(connection, "int8", folded.later()));
    statement.setInt(9, each);
    statement.setArray(10, array(connection, "text", batch.stream().map(Request::id).toList()));
    statement.setArray(11, array(connection, "text", batch.stream().map(Request::hash).toList()));
    statement.setArray(12, connection.createArrayOf("int8", firsts));
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      if (result.getLong(1) != lines || result.getLong(2) != batch.size()) {
        throw new IllegalStateException("wrote " + result.getLong(1) + " of " + lines + " entries");
      }
    }
  }

  private static Array array(Connection connection, String type, List<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }
}

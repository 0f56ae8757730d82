package dev.onepool.benchmarks.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One transaction per request on PostgreSQL, through HikariCP. */
abstract class PostgresPerRequest extends SqlContender {

  private static final List<Integer> POOLS = List.of(8, 16, 32, 64);
  private static final int MAX_LINES = 3;

  private final List<String> inserts = new ArrayList<>();

  PostgresPerRequest(String name, Arena arena) {
    super(name, arena);
    for (int lines = 0; lines <= MAX_LINES; lines++) {
      inserts.add(insert(lines));
    }
  }

  @Override
  public final List<Integer> connections(Mode mode) {
    return mode == Mode.LONE ? List.of(1) : POOLS;
  }

  @Override
  public final Session open(Mode mode, int connections) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place().url());
    config.setUsername(place().user());
    config.setPassword(place().password());
    config.setMaximumPoolSize(connections);
    config.setAutoCommit(false);
    HikariDataSource pool = new HikariDataSource(config);
    fill(pool, connections);
    Session.Blocking session = new Session.Blocking() {
      @Override
      public boolean reserve(Request request) throws SQLException {
        try (Connection connection = pool.getConnection()) {
          boolean held = PostgresPerRequest.this.reserve(connection, request);
          if (held) {
            connection.commit();
          } else {
            connection.rollback();
          }
          return held;
        }
      }

      @Override
      public void close() {
        pool.close();
      }
    };
    return mode == Mode.ASYNC1024 ? new Threaded(session, connections) : session;
  }

  private static void fill(HikariDataSource pool, int connections) throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        all.add(pool.getConnection());
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  /** Does everything but the commit; returns whether all lines are held. */
  abstract boolean reserve(Connection connection, Request request) throws SQLException;

  /** Writes the effect and its entries in one round trip. */
  final void insert(Connection connection, Request request, long[] available, long[] reserved) throws SQLException {
    long now = RivalTables.micros();
    try (PreparedStatement insert = connection.prepareStatement(inserts.get(available.length))) {
      int at = 1;
      for (int i = 0; i < available.length; i++) {
        insert.setString(at++, request.skus().get(i));
        insert.setString(at++, request.id());
        insert.setLong(at++, now);
        insert.setLong(at++, now);
        insert.setLong(at++, available[i]);
        insert.setLong(at++, reserved[i]);
      }
      insert.setString(at++, request.id());
      insert.setString(at, request.hash());
      insert.executeUpdate();
    }
  }

  private static String insert(int lines) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      rows.add("('bench', nextval('entry_id'), ?, 'main', 1, 'AVAILABLE', 'RESERVED', 'RESERVATION', 'reservation',"
          + " ?, ?, ?, ?, ?, 0)");
    }
    return "WITH written AS (INSERT INTO " + RivalTables.ENTRY_COLUMNS + " VALUES " + String.join(", ", rows)
        + " RETURNING id) INSERT INTO " + RivalTables.EFFECT_COLUMNS
        + " SELECT 'bench', 'reservation', ?, ?, MIN(id), COUNT(*)::int FROM written";
  }
}

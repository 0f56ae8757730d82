package dev.onepool.benchmarks.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL server. Each contender gets a database of its own, so the user must be allowed to create databases. */
final class PostgresArena implements Arena {

  private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)([^?]*)(\\?.*)?");
  private static final List<String> SHOWN = List.of("server_version", "fsync", "synchronous_commit", "full_page_writes",
      "wal_sync_method", "shared_buffers", "max_wal_size", "max_connections", "data_checksums", "wal_level", "autovacuum",
      "synchronous_standby_names");
  private static final List<String> MUST_BE_ON = List.of("fsync", "synchronous_commit", "full_page_writes");

  private final String url;
  private final String user;
  private final String password;
  private final RedisLua redis;
  private final Connection connection;
  private int made;

  PostgresArena(String url, String user, String password, RedisLua redis) throws SQLException {
    this.url = url;
    this.user = user;
    this.password = password;
    this.redis = redis;
    this.connection = DriverManager.getConnection(url, user, password);
    for (String setting : MUST_BE_ON) {
      if (!show(setting).equals("on")) {
        throw new IllegalStateException("the server's " + setting + " must be on, is " + show(setting));
      }
    }
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Place fresh(String contender) throws SQLException {
    String database = "onepool_bench_" + contender + "_" + ++made;
    execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    execute("CREATE DATABASE " + database);
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a URL of PostgreSQL: " + url);
    }
    String rest = parts.group(3) == null ? "" : parts.group(3);
    return new Place(parts.group(1) + database + rest, user, password, null);
  }

  @Override
  public void drop(Place place) throws SQLException {
    execute("DROP DATABASE IF EXISTS " + place.url().replaceAll(".*/|\\?.*", "") + " WITH (FORCE)");
  }

  @Override
  public void settle(Place place) throws SQLException {
    try (Connection own = place.connect(); Statement statement = own.createStatement()) {
      // No checkpoint: after one, every page that is touched goes into the log in full, and short rounds would measure that.
      statement.execute("VACUUM (ANALYZE)");
    }
  }

  @Override
  public long flushes() throws SQLException {
    String sql = connection.getMetaData().getDatabaseMajorVersion() >= 18
        ? "SELECT SUM(fsyncs) FROM pg_stat_io WHERE object = 'wal'" : "SELECT wal_sync FROM pg_stat_wal";
    // Both count calls of fsync; the open_* methods make none.
    return show("wal_sync_method").startsWith("open_") ? -1 : Long.parseLong(value(sql));
  }

  @Override
  public List<Contender> contenders() {
    return List.of(new PostgresGuardedUpdate(this), new PostgresSelectForUpdate(this), redis,
        new OnepoolContender(this), new PostgresCeiling(this));
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    try {
      for (String setting : SHOWN) {
        settings.put(setting, show(setting));
      }
      settings.put("collation",
          value("SELECT datlocprovider::text || ' ' || COALESCE(to_jsonb(d) ->> 'datlocale', datcollate) FROM pg_database d"
              + " WHERE datname = current_database()"));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask PostgreSQL for its settings", e);
    }
    settings.put("redis", RedisServer.SETTINGS);
    return settings;
  }

  private String show(String setting) throws SQLException {
    return value("SHOW " + setting);
  }

  private String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    Quietly.close(connection);
  }
}

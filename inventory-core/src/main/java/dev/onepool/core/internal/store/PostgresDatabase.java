package dev.onepool.core.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.onepool.SchemaMode;
import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database, which other processes may write to at the same time.
 *
 * <p>A call that meets a lost connection is tried once more on a new one. Each wait, for a connection and for an answer, gets
 * its part of the configured time.
 */
final class PostgresDatabase implements Database {

  private static final int WRITERS = 2;
  private static final int READERS = 4;

  /** So many times a call may wait: twice for a connection, half as long each time for its proof of life, twice for answers. */
  private static final int WAITS = 5;

  /** How often in a row a call's connection may be cut while a new one is to be had at once. */
  private static final int CUTS = 4;

  /** A server takes a second to notice a deadlock, and must get it. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  /** How long the first row of a query over everything may take. */
  private static final int LONG_WAIT_MILLIS = (int) Duration.ofHours(1).toMillis();

  private final @Nullable HikariDataSource own;
  private final DataSource source;
  private final Jdbi jdbi;
  private final int waitMillis;
  private final Dialect dialect = new PostgresDialect();
  private final HostTransactions hosts = new HostTransactions(this);

  private PostgresDatabase(@Nullable HikariDataSource own, DataSource source, int waitMillis) {
    this.own = own;
    this.source = source;
    this.waitMillis = waitMillis;
    this.jdbi = Jdbi.create(() -> prepared(source.getConnection()));
  }

  static PostgresDatabase open(PostgresOptions options) {
    Duration wait = options.timeout().dividedBy(WAITS);
    if (options.timeout().compareTo(SHORTEST) < 0 || wait.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the time limit of a call must be 5 seconds to 24 days, was " + options.timeout());
    }
    HikariDataSource own = null;
    try {
      DataSource source = options.dataSource();
      if (source == null) {
        own = pool(options, wait);
        source = own;
      }
      migrate(source, options.schema());
      PostgresDatabase database = new PostgresDatabase(own, source, (int) wait.toMillis());
      database.requireDurable();
      return database;
    } catch (RuntimeException e) {
      if (own != null) {
        own.close();
      }
      throw e instanceof StoreException ? e : PostgresErrors.translate("open the ledger in PostgreSQL", e);
    }
  }

  private static HikariDataSource pool(PostgresOptions options, Duration wait) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("onepool");
    config.setJdbcUrl(options.url());
    config.setUsername(options.user());
    config.setPassword(options.password());
    config.setMaximumPoolSize(WRITERS + READERS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(wait.toMillis());
    config.setValidationTimeout(wait.toMillis() / 2);
    config.setInitializationFailTimeout(1);
    // Transactions are begun and ended by statements; see SqliteDatabase.
    config.setAutoCommit(true);
    // The statements differ in their rows only, and finding their plan anew would cost more than running it.
    config.setConnectionInitSql("SET plan_cache_mode = force_generic_plan");
    config.addDataSourceProperty("connectTimeout", Long.toString(Math.max(1, wait.toSeconds())));
    config.addDataSourceProperty("ApplicationName", "onepool");
    return new HikariDataSource(config);
  }

  private static void migrate(DataSource source, SchemaMode mode) {
    if (mode == SchemaMode.NONE) {
      return;
    }
    Flyway flyway = Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/onepool/core/schema/postgres")
        .table("onepool_schema_history")
        // The application's own tables may be there already.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .loggers("slf4j")
        .load();
    try {
      if (mode == SchemaMode.MIGRATE) {
        migrateAlone(source, flyway);
      } else {
        flyway.validate();
      }
    } catch (FlywayException e) {
      StoreException known = PostgresErrors.translate("bring the ledger's tables up to date", e);
      throw known.kind() == Kind.UNAVAILABLE && PostgresErrors.state(e) != null
          ? known
          : new StoreException(Kind.UNREADABLE, "the ledger's tables in PostgreSQL are not those of this version"
              + (mode == SchemaMode.MIGRATE ? "" : "; run the SQL files in the jar, or let the engine migrate") + ": "
              + e.getMessage(), e);
    }
  }

  /** Several engines may start at once, and Flyway does not expect that while its table is empty. */
  private static void migrateAlone(DataSource source, Flyway flyway) {
    try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      try {
        statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('onepool_schema', 0))");
        flyway.migrate();
      } finally {
        statement.execute("ROLLBACK");
      }
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  /** A store that only believes itself durable is worse than none. */
  private void requireDurable() {
    for (String setting : new String[] {"fsync", "synchronous_commit"}) {
      String value = show(setting);
      if ("off".equals(value)) {
        throw new StoreException(Kind.UNREADABLE, "PostgreSQL runs with " + setting + "=off: what it acknowledges may not be"
            + " on disk; turn it on for this server, database or user");
      }
    }
  }

  private String show(String setting) {
    return reading(handle -> handle.createQuery("SELECT current_setting(:name)")
        .bind("name", setting).mapTo(String.class).one());
  }

  /** An application's data source may hand out connections in another state than ours are. */
  private Connection prepared(Connection connection) throws SQLException {
    try {
      if (!connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
      connection.setNetworkTimeout(Runnable::run, waitMillis);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public int writers() {
    return WRITERS;
  }

  @Override
  public <T> T writing(Function<Handle, T> work) {
    return jdbi.withHandle(work::apply);
  }

  @Override
  public <T> T connected(Function<Connection, T> work) {
    try (Connection connection = prepared(source.getConnection())) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  @Override
  public <T> T reading(Function<Handle, T> work) {
    return jdbi.withHandle(work::apply);
  }

  @Override
  public HostTransactions hosts() {
    return hosts;
  }

  @Override
  public <T> T atOneMoment(Function<Handle, T> work) {
    return jdbi.withHandle(handle -> {
      Connection connection = handle.getConnection();
      try {
        connection.setNetworkTimeout(Runnable::run, LONG_WAIT_MILLIS);
        // The driver reads in portions only outside auto-commit mode.
        connection.setAutoCommit(false);
        try {
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
          return work.apply(handle);
        } finally {
          connection.rollback();
          connection.setAutoCommit(true);
          connection.setNetworkTimeout(Runnable::run, waitMillis);
        }
      } catch (SQLException e) {
        throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
      }
    });
  }

  @Override
  public boolean mayRunAgain(JdbiException error, int tries) {
    // A connection that was cut costs no time, as one does that falls silent; so it may be cut several times.
    int most = PostgresErrors.waited(error) ? 1 : CUTS;
    return PostgresErrors.lostARace(error) || (PostgresErrors.lostTheConnection(error) && tries <= most);
  }

  @Override
  public RuntimeException translate(String what, JdbiException error) {
    return PostgresErrors.translate(what, error);
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}

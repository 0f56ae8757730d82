package dev.onepool.core.internal.store;

import dev.onepool.SchemaMode;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a ledger in PostgreSQL.
 *
 * @param dataSource the application's own connections; null to make a pool for the URL
 * @param url for the driver; null where there is a data source
 * @param timeout how long a call may take until it fails for want of an answer
 */
public record PostgresOptions(
    @Nullable DataSource dataSource, @Nullable String url, @Nullable String user, @Nullable String password,
    SchemaMode schema, Duration timeout) {

  /** Returns how to reach a database by its URL. */
  public static PostgresOptions of(String url, String user, String password) {
    return new PostgresOptions(null, url, user, password, SchemaMode.MIGRATE, Duration.ofSeconds(10));
  }

  /** Shows no password, and no URL either, because it may hold one. */
  @Override
  public String toString() {
    return "PostgreSQL " + (dataSource == null ? "by URL" : "by data source");
  }
}

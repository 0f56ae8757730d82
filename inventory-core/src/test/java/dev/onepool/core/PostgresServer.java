package dev.onepool.core;

import dev.onepool.core.internal.store.PostgresOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A PostgreSQL server for tests, started when it is first asked for and stopped with the process. */
public enum PostgresServer {
  /** The oldest version that is supported. */
  OLDEST("oldest.jar"),
  /** The newest version that is supported. */
  NEWEST("newest.jar");

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String jar;
  private EmbeddedPostgres running;

  PostgresServer(String jar) {
    this.jar = jar;
  }

  private synchronized EmbeddedPostgres running() {
    if (running == null) {
      try {
        EmbeddedPostgres started = EmbeddedPostgres.builder()
            .setPgBinaryResolver((system, hardware) -> binaries())
            .setServerConfig("max_connections", "300")
            // Left to itself the test server trades durability for speed, and the engine refuses such a server.
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .setLocaleConfig("locale", "C")
            .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
        running = started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running;
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream binaries() throws IOException {
    try (ZipFile file = new ZipFile(Path.of("target", "postgres", jar).toFile())) {
      ZipEntry entry = file.stream().filter(any -> any.getName().endsWith(".txz")).findFirst().orElseThrow();
      return new ByteArrayInputStream(file.getInputStream(entry).readAllBytes());
    }
  }

  /** Makes an empty database, and returns its URL. */
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = running().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return running().getJdbcUrl("postgres", name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make " + name, e);
    }
  }

  /** Returns how to reach a new, empty database. */
  public PostgresOptions newOptions() {
    return PostgresOptions.of(newDatabase(), "postgres", "postgres");
  }
}

package dev.onepool.benchmarks.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL server of our own, on loopback, set up as one would for production. */
final class PostgresServer implements AutoCloseable {

  static final String USER = "postgres";

  /** The library's own defaults switch durability off, for quick tests; these are given after them and win. */
  private static final Map<String, String> SETTINGS = Map.of(
      "listen_addresses", "127.0.0.1",
      "fsync", "on",
      "synchronous_commit", "on",
      "full_page_writes", "on",
      "shared_buffers", "1GB",
      "max_wal_size", "8GB",
      "min_wal_size", "1GB",
      "checkpoint_timeout", "15min",
      "max_connections", "300");

  private final EmbeddedPostgres server;

  PostgresServer(Path folder) throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(folder.resolve("server").toFile())
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(true)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C");
    SETTINGS.forEach(builder::setServerConfig);
    this.server = builder.start();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

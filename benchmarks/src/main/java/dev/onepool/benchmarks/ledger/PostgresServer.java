package dev.onepool.benchmarks.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

  private final Closeable server;
  private final int port;

  private PostgresServer(Closeable server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts the PostgreSQL that is installed; where there is none, one from Maven Central, which is built for size. */
  static PostgresServer start(Path folder) throws IOException {
    Optional<Path> programs = InstalledPostgres.programs();
    if (programs.isEmpty()) {
      return embedded(folder);
    }
    InstalledPostgres server = InstalledPostgres.start(programs.get(), folder, SETTINGS);
    return new PostgresServer(server::close, server.port());
  }

  /** Starts the one from Maven Central, which is the same on every machine. */
  static PostgresServer embedded(Path folder) throws IOException {
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
    EmbeddedPostgres server = builder.start();
    return new PostgresServer(server, server.getPort());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

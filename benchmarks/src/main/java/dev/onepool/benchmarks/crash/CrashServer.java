package dev.onepool.benchmarks.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server whose processes are ours: it can be stopped, killed, frozen, and started again on the same data and
 * the same port.
 */
final class CrashServer implements AutoCloseable {

  static final String USER = "postgres";
  static final String PASSWORD = "";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READY = "ready to accept connections";

  private final Path data;
  private final Path program;
  private final int port;
  private Process postmaster;

  /** Makes a server in a folder, and starts it. */
  CrashServer(Path folder) throws IOException {
    this.data = folder.resolve("data");
    EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(folder.resolve("server").toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(PATIENCE)
        .setLocaleConfig("locale", "C")
        .start()
        .close();
    try (Stream<Path> files = Files.walk(folder.resolve("server"))) {
      this.program = files.filter(file -> file.endsWith(Path.of("bin", "postgres"))).findFirst().orElseThrow();
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    this.postmaster = launch();
    // Nobody else would end it.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Starts the server again, with these settings besides its own, and returns when it takes connections. */
  void start(String... settings) {
    if (postmaster.isAlive()) {
      throw new IllegalStateException("the server runs already");
    }
    postmaster = launch(settings);
  }

  private Process launch(String... settings) {
    List<String> command = new ArrayList<>();
    if (runsAsRoot()) {
      // The server refuses to run as root; in a user namespace of its own it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program.toString(), "-D", data.toString(), "-p", String.valueOf(port),
        "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on",
        "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c", "max_connections=200",
        "-c", "log_min_messages=log"));
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader log = started.inputReader(StandardCharsets.UTF_8);
      StringBuilder said = new StringBuilder();
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        said.append(line).append('\n');
        if (line.contains(READY)) {
          drain(log);
          return started;
        }
      }
      throw new IllegalStateException("the server did not start: " + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean runsAsRoot() {
    return System.getProperty("os.name").equals("Linux") && System.getProperty("user.name").equals("root");
  }

  /** Reads what the server goes on to say, or it would wait for us one day. */
  private static void drain(BufferedReader log) {
    Thread reader = new Thread(() -> {
      try {
        while (log.readLine() != null) {
          continue;
        }
      } catch (IOException e) {
        // The server was killed.
      }
    }, "server-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** Returns how many deadlocks the server has ended since it last started after a crash. */
  long deadlocks() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT SUM(deadlocks) FROM pg_stat_database")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Kills all processes of the server at once, so that none can tidy up, and waits until they are gone. */
  void kill() {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** Stops the server in good order, and ends its clients' connections. */
  void stop() {
    signal("INT", List.of(postmaster.toHandle()));
    postmaster.onExit().join();
  }

  /** Has every process of the server stand still: connections stay open, and nobody answers. */
  void freeze() {
    signal("STOP", processes());
  }

  /** Has every process go on. */
  void thaw() {
    signal("CONT", processes());
  }

  private List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster.toHandle()));
    postmaster.descendants().forEach(all::add);
    return all;
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(String.valueOf(process.pid())));
    try (InputStream said = new ProcessBuilder(command).redirectErrorStream(true).start().getInputStream()) {
      said.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

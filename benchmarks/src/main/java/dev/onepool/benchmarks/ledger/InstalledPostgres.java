package dev.onepool.benchmarks.ledger;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of the PostgreSQL that is installed on this machine: what its users would run, and built for speed. */
final class InstalledPostgres implements AutoCloseable {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final int PATIENCE_SECONDS = 90;

  private final Path programs;
  private final Path data;
  private final int port;

  private InstalledPostgres(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  /** Returns the folder of the programs: of the newest version where systems keep several, or on the PATH. */
  static Optional<Path> programs() {
    Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of);
    return Stream.concat(versions().stream(), onPath)
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst();
  }

  private static List<Path> versions() {
    if (!Files.isDirectory(DEBIAN)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(DEBIAN)) {
      return found.filter(folder -> folder.getFileName().toString().matches("\\d+"))
          .sorted(Comparator.comparingInt((Path folder) -> Integer.parseInt(folder.getFileName().toString())).reversed())
          .map(folder -> folder.resolve("bin"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a cluster in this folder and starts a server for it, on loopback. */
  static InstalledPostgres start(Path programs, Path folder, Map<String, String> settings) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    InstalledPostgres server = new InstalledPostgres(programs, folder.resolve("data"), port);
    server.run(folder, "initdb", "-D", server.data.toString(), "-A", "trust", "-U", PostgresServer.USER, "-E", "UTF-8",
        "--locale=C", "-k");
    StringBuilder options = new StringBuilder("-p " + port + " -c unix_socket_directories=");
    settings.forEach((name, value) -> options.append(" -c ").append(name).append('=').append(value));
    server.run(folder, "pg_ctl", "-D", server.data.toString(), "-w", "-t", "60", "-l",
        folder.resolve("server.log").toString(), "-o", options.toString(), "start");
    return server;
  }

  int port() {
    return port;
  }

  private void run(Path folder, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root; in a name space of its own it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path log = folder.resolve(program + ".log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " ran", e);
    }
  }

  @Override
  public void close() throws IOException {
    run(data.getParent(), "pg_ctl", "-D", data.toString(), "-w", "-m", "fast", "stop");
  }
}

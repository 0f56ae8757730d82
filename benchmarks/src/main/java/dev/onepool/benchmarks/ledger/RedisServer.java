package dev.onepool.benchmarks.ledger;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis server of our own, on loopback, that flushes its log before it answers. */
final class RedisServer implements AutoCloseable {

  /** Its log is not rewritten while we measure: that is a kindness to Redis. */
  static final List<String> SETTINGS = List.of("--appendonly", "yes", "--appendfsync", "always", "--save", "",
      "--auto-aof-rewrite-percentage", "0", "--bind", "127.0.0.1", "--daemonize", "no");

  private static final int START_SECONDS = 20;
  private static final int TIMEOUT_MILLIS = 120_000;

  private final Process process;
  private final int port;

  private RedisServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts {@code redis-server} from the path.
   *
   * @throws IllegalStateException saying why that cannot be done
   */
  static RedisServer start(Path folder) throws IOException, InterruptedException {
    String program = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .map(each -> Path.of(each, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("redis-server is not on the PATH"))
        .toString();
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(program, "--port", Integer.toString(port), "--dir", folder.toString()));
    command.addAll(SETTINGS);
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("redis.log").toFile())
        .start();
    RedisServer server = new RedisServer(process, port);
    try {
      server.awaitStart();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitStart() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try (Jedis jedis = connect()) {
        if (!"always".equals(jedis.configGet("appendfsync").get("appendfsync"))) {
          throw new IllegalStateException("redis-server does not flush always");
        }
        return;
      } catch (JedisException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("redis-server did not start: " + e.getMessage(), e);
        }
        Thread.sleep(50);
      }
    }
  }

  Jedis connect() {
    return new Jedis("127.0.0.1", port, TIMEOUT_MILLIS);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

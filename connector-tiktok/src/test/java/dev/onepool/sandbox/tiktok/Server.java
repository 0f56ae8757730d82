package dev.onepool.sandbox.tiktok;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The sandbox's server: reads calls, answers them, and spoils answers as it is told. */
final class Server implements AutoCloseable {

  private static final byte[] GARBAGE = "<html>It works!</html>".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BROKEN =
      "{\"code\":36009003,\"data\":null,\"message\":\"Internal error. Please try again.\",\"request_id\":\"0\"}"
          .getBytes(StandardCharsets.UTF_8);

  static {
    // The server writes an answer in two pieces; without this the second waits 40 ms for the first to be acknowledged. It is
    // read once in a process, by whichever server is first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a call is answered with. */
  record Answer(int status, byte[] body, Map<String, String> headers) {}

  /** Says what calls there are and answers them. */
  interface Desk {
    /** Returns which kind of call this is. */
    Call kind(String method, String path);

    /** Counts a call and returns what is to go wrong with it; null if nothing. */
    @Nullable Trouble arrive(Call call);

    Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body);

    void record(Exchange exchange);
  }

  private final Desk desk;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
    Thread thread = new Thread(task, "tiktok-sandbox");
    thread.setDaemon(true);
    return thread;
  });
  private final CountDownLatch closed = new CountDownLatch(1);

  Server(Desk desk) {
    this.desk = desk;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox could not be opened", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getRawQuery() == null ? "" : exchange.getRequestURI().getRawQuery();
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    Trouble trouble = desk.arrive(desk.kind(method, path));
    if (trouble == Trouble.SILENCE) {
      silence();
    }
    if (trouble == Trouble.LOST_BEFORE || trouble == Trouble.SILENCE) {
      exchange.close();
      return;
    }
    Answer answer = trouble == Trouble.SERVER_ERROR
        ? new Answer(500, BROKEN, Map.of()) : desk.answer(method, path, query, headers, body);
    if (trouble == Trouble.LOST_AFTER) {
      exchange.close();
      return;
    }
    byte[] sent = trouble == Trouble.GARBAGE ? GARBAGE
        : trouble == Trouble.TRUNCATED ? Arrays.copyOf(answer.body(), answer.body().length / 2) : answer.body();
    desk.record(new Exchange(method, path, query, Map.copyOf(headers), body, answer.status(), sent, trouble != null));
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    exchange.sendResponseHeaders(trouble == Trouble.GARBAGE ? 200 : answer.status(), sent.length);
    exchange.getResponseBody().write(sent);
    exchange.close();
  }

  private void silence() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

package dev.onepool.testkit.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/**
 * The server of a local marketplace that speaks HTTP: reads calls, has a {@link Desk} answer them, and spoils answers as the desk is
 * told to. Listens on 127.0.0.1, at a port of its own. Calls are handled by several threads at once; may be closed twice.
 */
public final class LocalServer implements AutoCloseable {

  private static final byte[] GARBAGE = "<html>It works!</html>".getBytes(StandardCharsets.UTF_8);

  static {
    // The server writes an answer in two pieces; without this the second waits 40 ms for the first to be acknowledged. It is
    // read once in a process, by whichever server is first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * What a call is answered with.
   *
   * @param status of HTTP
   * @param body empty for none
   * @param headers those besides the length; the content is JSON unless these say otherwise
   */
  public record Answer(int status, byte[] body, Map<String, String> headers) {

    /** An answer without headers of its own. */
    public Answer(int status, byte[] body) {
      this(status, body, Map.of());
    }
  }

  /** Says what calls there are and answers them; must be thread-safe. */
  public interface Desk {

    /** Returns which kind of call this is. */
    Call kind(String method, String path, String query);

    /** Counts a call and returns what is to go wrong with it; null if nothing. */
    @Nullable Trouble arrive(Call call);

    /**
     * Answers a call.
     *
     * @param path undecoded
     * @param query undecoded; empty if there is none
     * @param headers names in lower case
     */
    Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body);

    /** Returns how the marketplace says that it is broken. */
    Answer broken();

    /** Is shown every call that was answered, just before the answer is sent. */
    void record(Exchange exchange);
  }

  private final Desk desk;
  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Opens the server.
   *
   * @param name of its threads
   */
  public LocalServer(String name, Desk desk) {
    this.desk = desk;
    this.threads = Executors.newCachedThreadPool(task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    });
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox could not be opened", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns where it listens, without a slash at the end. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getRawQuery() == null ? "" : exchange.getRequestURI().getRawQuery();
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    Trouble trouble = desk.arrive(desk.kind(method, path, query));
    if (trouble == Trouble.SILENCE) {
      silence();
    }
    if (trouble == Trouble.LOST_BEFORE || trouble == Trouble.SILENCE) {
      exchange.close();
      return;
    }
    Answer answer = trouble == Trouble.SERVER_ERROR ? desk.broken() : desk.answer(method, path, query, headers, body);
    if (trouble == Trouble.LOST_AFTER) {
      exchange.close();
      return;
    }
    byte[] sent = trouble == Trouble.GARBAGE ? GARBAGE
        : trouble == Trouble.TRUNCATED ? Arrays.copyOf(answer.body(), answer.body().length / 2) : answer.body();
    desk.record(new Exchange(method, path, query, Map.copyOf(headers), body, answer.status(), sent, trouble != null));
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (sent.length > 0) {
      exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    }
    exchange.sendResponseHeaders(trouble == Trouble.GARBAGE ? 200 : answer.status(), sent.length == 0 ? -1 : sent.length);
    if (sent.length > 0) {
      exchange.getResponseBody().write(sent);
    }
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

package dev.onepool.sandbox.shopify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The sandbox's HTTP side: tokens, versions, points, and what goes wrong on the way. */
final class ShopFront {

  static final String VERSION = "2026-07";
  private static final int MOST_EXCHANGES = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // The JDK's server answers 40 ms late without it.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Shop shop;
  private final ShopSchema schema;
  private final ShopPoints points;
  private final TokenDesk tokens;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Map<String, Instant> throttles = new HashMap<>();
  private final Map<String, Long> calls = new HashMap<>();
  private final List<ShopifySandbox.Exchange> exchanges = new ArrayList<>();
  private final List<HttpExchange> silent = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  volatile Runnable afterEachCall = () -> {};

  static {
    // The JDK's server sends an answer's head and body one after the other, and each would wait 40 ms for the other end.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  ShopFront(Shop shop, ShopSchema schema, ShopPoints points, TokenDesk tokens) {
    this.shop = shop;
    this.schema = schema;
    this.points = points;
    this.tokens = tokens;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot listen on a loopback address", e);
    }
    threads = Executors.newFixedThreadPool(8, task -> {
      Thread thread = new Thread(task, "shopify-sandbox");
      thread.setDaemon(true);
      return thread;
    });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void fault(String operation, Fault fault) {
    faults.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(fault);
  }

  synchronized void throttle(String operation, Instant until) {
    throttles.put(operation, until);
  }

  synchronized long calls(String operation) {
    return calls.getOrDefault(operation, 0L);
  }

  synchronized long calls() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized List<ShopifySandbox.Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  synchronized void applyHeld() {
    held.forEach(Runnable::run);
    held.clear();
  }

  void close() {
    synchronized (this) {
      silent.forEach(HttpExchange::close);
      silent.clear();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/admin/oauth/access_token")) {
      token(exchange, body);
    } else if (path.matches("/admin/api/[^/]+/graphql\\.json") && exchange.getRequestMethod().equals("POST")) {
      call(exchange, body, path.split("/")[3]);
    } else {
      count("?");
      send(exchange, 404, Map.of("errors", "Not Found"), VERSION);
    }
  }

  private void token(HttpExchange exchange, byte[] body) throws IOException {
    count("token");
    Fault fault = next("token");
    if (fault != null && breaks(exchange, fault)) {
      return;
    }
    Map<String, Object> answer = tokens.issue(parse(body));
    if (answer == null) {
      send(exchange, 400, Map.of("error", "invalid_client"), VERSION);
    } else {
      send(exchange, fault, answer);
    }
  }

  private void call(HttpExchange exchange, byte[] body, String version) throws IOException {
    JsonNode asked = parse(body);
    String query = asked == null ? "" : asked.path("query").asText();
    Document document = document(query);
    String operation = document == null ? "?"
        : document.getFirstDefinitionOfType(OperationDefinition.class).map(OperationDefinition::getName).orElse("?");
    count(operation);
    Fault fault = next(operation);
    if (fault != null && breaks(exchange, fault)) {
      return;
    }
    if (!tokens.accepts(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token"))) {
      send(exchange, 401, Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)"),
          VERSION);
      return;
    }
    if (!version.equals(VERSION)) {
      send(exchange, 404, Map.of("errors", "Not Found"), VERSION);
      return;
    }
    Map<String, Object> variables = variables(asked);
    if (fault == Fault.HELD) {
      synchronized (this) {
        held.add(() -> answer(query, document, variables, operation));
      }
      exchange.close();
      return;
    }
    Map<String, @Nullable Object> answer = answer(query, document, variables, operation);
    if (fault == Fault.PARTLY_FAILED) {
      answer.put("errors", List.of(Map.of("message", "Internal error", "extensions", Map.of("code", "INTERNAL_SERVER_ERROR"))));
    }
    if (fault == Fault.SCOPE_MISSING) {
      answer.put("errors", List.of(Map.of("message", "Access denied for orders field. shpat_00112233 lacks read_orders.",
          "path", List.of("orders", "nodes", 0, "lineItems"), "extensions", Map.of("code", "ACCESS_DENIED"))));
    }
    record(new ShopifySandbox.Exchange(operation, query, variables, answer));
    afterEachCall.run();
    send(exchange, fault, answer);
  }

  /** Executes a call, if there are points for it. */
  private Map<String, @Nullable Object> answer(
      String query, @Nullable Document document, Map<String, Object> variables, String operation) {
    synchronized (shop) {
      long requested = document == null ? 0 : ShopPoints.requested(document, variables);
      Instant until = throttled(operation);
      if (until != null) {
        points.drain(requested, until);
      }
      Map<String, @Nullable Object> answer;
      Long actual = null;
      if (requested > ShopPoints.MOST_A_QUERY) {
        answer = refused("MAX_COST_EXCEEDED", "Query cost is " + requested + ", which exceeds the single query max cost limit.");
      } else if (!points.has(requested)) {
        answer = refused("THROTTLED", "Throttled");
      } else {
        answer = schema.execute(query, variables);
        actual = requested == 10 ? 10 : Math.min(requested, ShopPoints.actual(answer.get("data")));
        points.take(actual);
      }
      answer.put("extensions", Map.of("cost", points.status(requested, actual)));
      if (until != null) {
        points.drain(requested, until);
      }
      return answer;
    }
  }

  private static Map<String, @Nullable Object> refused(String code, String message) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("errors", List.of(Map.of("message", message, "extensions", Map.of("code", code))));
    return answer;
  }

  private synchronized @Nullable Instant throttled(String operation) {
    Instant until = throttles.get(operation);
    return until != null && shop.clock.instant().isBefore(until) ? until : null;
  }

  /** Does what a fault does before the call has an effect; returns whether that was all. */
  private boolean breaks(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case LOST_BEFORE -> exchange.close();
      case SERVER_ERROR -> send(exchange, 503, Map.of("errors", "Service Unavailable"), VERSION);
      case SILENCE -> {
        synchronized (this) {
          silent.add(exchange);
        }
      }
      case TOO_MANY -> {
        exchange.getResponseHeaders().set("Retry-After", "7.0");
        send(exchange, 429, Map.of("errors", "Too many requests"), VERSION);
      }
      case FROZEN -> send(exchange, 402, Map.of("errors", "This shop is currently unavailable"), VERSION);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Sends the answer to a call that had its effect. */
  private static void send(HttpExchange exchange, @Nullable Fault fault, Object answer) throws IOException {
    byte[] json = JSON.writeValueAsBytes(answer);
    if (fault == Fault.LOST_AFTER) {
      exchange.close();
    } else if (fault == Fault.SERVER_ERROR_AFTER) {
      send(exchange, 502, "Bad Gateway".getBytes(StandardCharsets.UTF_8), VERSION);
    } else if (fault == Fault.GARBAGE) {
      send(exchange, 200, "<html><body>Success</body></html>".getBytes(StandardCharsets.UTF_8), VERSION);
    } else if (fault == Fault.TRUNCATED) {
      send(exchange, 200, java.util.Arrays.copyOf(json, json.length / 2), VERSION);
    } else {
      send(exchange, 200, json, fault == Fault.OTHER_VERSION ? "2027-04" : VERSION);
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> answer, String version) throws IOException {
    send(exchange, status, JSON.writeValueAsBytes(answer), version);
  }

  private static void send(HttpExchange exchange, int status, byte[] body, String version) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.getResponseHeaders().set("X-Shopify-API-Version", version);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized void count(String operation) {
    calls.merge(operation, 1L, Long::sum);
  }

  private synchronized @Nullable Fault next(String operation) {
    Deque<Fault> waiting = faults.get(operation);
    return waiting == null ? null : waiting.poll();
  }

  private synchronized void record(ShopifySandbox.Exchange exchange) {
    if (exchanges.size() < MOST_EXCHANGES) {
      exchanges.add(exchange);
    }
  }

  private static @Nullable Document document(String query) {
    try {
      return query.isBlank() ? null : Parser.parse(query);
    } catch (InvalidSyntaxException e) {
      return null;
    }
  }

  private static @Nullable JsonNode parse(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return null;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> variables(@Nullable JsonNode asked) {
    return asked == null || !asked.path("variables").isObject() ? Map.of()
        : JSON.convertValue(asked.path("variables"), Map.class);
  }
}

package dev.onepool.examples.cornershop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.onepool.ListingId;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.contract.BookedOrder;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Feature;
import dev.onepool.testkit.contract.RemoteBooks;
import dev.onepool.testkit.contract.Subject;
import dev.onepool.testkit.contract.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A corner shop on a loopback address. The kit keeps its books; here is only how it speaks. */
final class CornerShop extends RemoteBooks {

  static final Subject SUBJECT = Subject.of(new CornerShopProvider(), CornerShop::new);

  private static final String KEY = "the-key-of-the-corner-shop";
  private static final Set<Feature> FEATURES =
      Set.of(Feature.SILENCE, Feature.PARTIAL_CANCELS, Feature.PARTIAL_SHIPMENTS, Feature.VOIDED_SHIPMENTS, Feature.SHUFFLED_LINES);

  private final ObjectMapper json = new ObjectMapper();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  CornerShop(ManualClock clock) {
    super(clock, FEATURES, false);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort(), "api-key", KEY);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    Call call = exchange.getRequestMethod().equals("PUT") ? Call.WRITE
        : exchange.getRequestURI().getPath().equals("/orders") ? Call.ORDERS
        : query.containsKey("id") ? Call.READ : Call.LISTINGS;
    Trouble trouble = arrive(call);
    Instant until = throttledUntil(call);
    if (until != null) {
      exchange.getResponseHeaders().add("Not-Before", until.toString());
      answer(exchange, 429, "");
    } else if (isRevoked() || !("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "");
    } else if (trouble == Trouble.SERVER_ERROR) {
      answer(exchange, 500, "");
    } else if (trouble == Trouble.LOST_BEFORE || trouble == Trouble.SILENCE) {
      cut(exchange, trouble);
    } else {
      tell(exchange, answerTo(call, query), trouble);
    }
  }

  private void tell(HttpExchange exchange, @Nullable Object answer, @Nullable Trouble trouble) throws IOException {
    String text = json.writeValueAsString(answer);
    if (trouble == Trouble.LOST_AFTER) {
      cut(exchange, trouble);
    } else if (trouble == Trouble.GARBAGE) {
      answer(exchange, 200, "<html>We are open from nine to five.</html>");
    } else if (trouble == Trouble.TRUNCATED) {
      answer(exchange, 200, text.substring(0, text.length() / 2));
    } else {
      answer(exchange, answer == null ? 404 : 200, text);
    }
  }

  private @Nullable Object answerTo(Call call, Map<String, String> query) {
    ListingId id = query.containsKey("id") ? ListingId.of(query.get("id")) : unknownListing();
    return switch (call) {
      case WRITE -> write(id, Long.parseLong(query.get("units")), null, null) == Written.WRITTEN ? row(read(id)) : null;
      case READ -> page(read(id) == null ? List.of() : List.of(read(id)), null);
      case ORDERS -> orders(query.getOrDefault("after", ""));
      case LISTINGS -> listings(query.getOrDefault("after", ""));
      case ACTION, TOKEN, OTHER -> null;
    };
  }

  private Map<String, @Nullable Object> listings(String after) {
    List<Reading> rest = allListings().stream().filter(row -> row.listing().value().compareTo(after) > 0).toList();
    List<Reading> page = rest.subList(0, Math.min(listingPage(), rest.size()));
    return page(page, page.size() < rest.size() ? page.get(page.size() - 1).listing().value() : null);
  }

  private Map<String, @Nullable Object> page(List<Reading> rows, @Nullable String next) {
    Map<String, @Nullable Object> page = new HashMap<>();
    page.put("listings", rows.stream().map(this::row).toList());
    page.put("next", next);
    return page;
  }

  private Map<String, Object> row(@Nullable Reading row) {
    Reading known = java.util.Objects.requireNonNull(row);
    return Map.of("id", known.listing().value(), "code", known.sellerCode(), "units", known.units(),
        "at", known.asOf().toEpochMilli());
  }

  /** Tells changes in the order in which they happened; the cursor is the last one told. */
  private Map<String, Object> orders(String after) {
    String[] last = after.isEmpty() ? new String[] {"0", ""} : after.split("_", 2);
    Instant time = Instant.ofEpochMilli(Long.parseLong(last[0]));
    List<BookedOrder> rest = changedSince(time).stream()
        .filter(order -> order.updatedAt().isAfter(time) || order.order().value().compareTo(last[1]) > 0).toList();
    List<BookedOrder> page = rest.subList(0, Math.min(orderPage(), rest.size()));
    BookedOrder end = page.isEmpty() ? null : page.get(page.size() - 1);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("orders", page.stream().map(CornerShop::order).toList());
    answer.put("next", end == null ? after : end.updatedAt().toEpochMilli() + "_" + end.order());
    answer.put("more", page.size() < rest.size());
    answer.put("at", clock().instant().toEpochMilli());
    return answer;
  }

  private static Map<String, Object> order(BookedOrder order) {
    return Map.of("id", order.order().value(), "placed", order.placedAt().toEpochMilli(),
        "updated", order.updatedAt().toEpochMilli(), "lines", order.lines().stream().map(line -> Map.of("id", line.id(),
            "listing", String.valueOf(line.listing()), "ordered", line.ordered(), "cancelled", line.cancelled(),
            "shipped", line.shipped())).toList());
  }

  private void cut(HttpExchange exchange, Trouble trouble) throws IOException {
    try {
      if (trouble == Trouble.SILENCE) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The server ends a connection whose answer was announced longer than it is.
    exchange.sendResponseHeaders(200, 1_000);
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> query(@Nullable String text) {
    Map<String, String> query = new HashMap<>();
    Arrays.stream(text == null ? new String[0] : text.split("&")).map(part -> part.split("=", 2))
        .forEach(pair -> query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return query;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

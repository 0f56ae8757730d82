package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Exchange;
import dev.onepool.testkit.contract.LocalServer;
import dev.onepool.testkit.contract.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where calls to a sandbox arrive: it counts them, keeps them to the rates, asks who is there, and has each operation done. All
 * of it is guarded by the sandbox itself.
 */
final class FrontDesk implements LocalServer.Desk {

  final Login login;
  final Map<Call, Trouble> troubles = new EnumMap<>(Call.class);
  final Map<Call, Instant> throttles = new EnumMap<>(Call.class);
  final Map<Call, Long> calls = new EnumMap<>(Call.class);
  final Map<String, Long> operations = new TreeMap<>();
  final List<String> refused = new ArrayList<>();
  @Nullable Consumer<Exchange> recorder;
  boolean tellsRates = true;
  private final AmazonSandbox amazon;
  private final Clock clock;
  private final Limits limits;

  FrontDesk(AmazonSandbox amazon, Clock clock) {
    this.amazon = amazon;
    this.clock = clock;
    this.limits = new Limits(clock);
    this.login = new Login(clock);
  }

  @Override
  public Call kind(String method, String path, String query) {
    return Routes.kind(method, path, query);
  }

  @Override
  public @Nullable Trouble arrive(Call call) {
    synchronized (amazon) {
      calls.merge(call, 1L, Long::sum);
      return throttled(call) ? null : troubles.remove(call);
    }
  }

  private boolean throttled(Call call) {
    Instant until = throttles.get(call);
    return until != null && clock.instant().isBefore(until);
  }

  @Override
  public LocalServer.Answer broken() {
    return new LocalServer.Answer(500, "{\"errors\":[{\"code\":\"InternalFailure\",\"message\":\"We encountered an internal error.\"}]}"
        .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void record(Exchange exchange) {
    Consumer<Exchange> to;
    synchronized (amazon) {
      to = recorder;
    }
    if (to != null) {
      to.accept(exchange);
    }
  }

  @Override
  public LocalServer.Answer answer(String method, String path, String query, Map<String, String> headers, byte[] body) {
    synchronized (amazon) {
      amazon.settle();
      try {
        Request request = Request.of(method, path, path.equals("/auth/o2/token") ? "" : query, headers, body);
        if (path.equals("/auth/o2/token")) {
          return login.token(request);
        }
        if (path.startsWith("/upload/") || path.startsWith("/download/")) {
          return document(request);
        }
        return operation(request);
      } catch (Refusal refusal) {
        refused.add(method + " " + path + ": " + refusal.status + " " + refusal.getMessage());
        return error(refusal.status, refusal.code, refusal.getMessage());
      } catch (RuntimeException broken) {
        refused.add(method + " " + path + ": " + broken);
        return error(500, "InternalFailure", "the sandbox broke: " + broken);
      }
    }
  }

  private LocalServer.Answer operation(Request request) {
    String operation = Routes.operation(request);
    operations.merge(operation, 1L, Long::sum);
    Call call = Routes.kind(request.method(), request.path(), String.join("&", request.query().keySet()));
    if (throttled(call) || !limits.take(Routes.plan(operation))) {
      return error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
    }
    login.authorise(request);
    Routes.Done done = Routes.dispatch(operation, request, amazon);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amzn-RequestId", amazon.next("request"));
    if (tellsRates) {
      headers.put("x-amzn-RateLimit-Limit", Double.toString(limits.rate(Routes.plan(operation))));
    }
    byte[] body = done.body() == null ? new byte[0] : done.body().toString().getBytes(StandardCharsets.UTF_8);
    return new LocalServer.Answer(done.status(), body, headers);
  }

  private LocalServer.Answer document(Request request) {
    if (request.path().startsWith("/upload/") && request.method().equals("PUT")) {
      amazon.feedDesk().upload(request);
      return new LocalServer.Answer(200, new byte[0], Map.of());
    }
    return new LocalServer.Answer(200, amazon.feedDesk().download(request), Map.of("Content-Type", "application/octet-stream"));
  }

  private LocalServer.Answer error(int status, String code, String message) {
    ObjectNode body = Request.JSON.createObjectNode();
    body.putArray("errors").addObject().put("code", code).put("message", message).put("details", "");
    return new LocalServer.Answer(status, body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }
}

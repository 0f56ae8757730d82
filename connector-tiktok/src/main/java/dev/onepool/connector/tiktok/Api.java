package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.PublishResult;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Calls TikTok Shop, once each: asks the budget, adds the token, signs, and says what came of it. Success is the body's {@code
 * code} 0 and nothing else; HTTP says 200 for most refusals. The codes are those of TikTok's page of common errors.
 */
final class Api {

  /** An operation; TikTok's limits are per app, shop and operation. */
  enum Operation {
    UPDATE_INVENTORY(true), SEARCH_INVENTORY(false), SEARCH_PRODUCTS(false), SEARCH_ORDERS(false), GET_ORDERS(false),
    SEARCH_RETURNS(false), GET_WAREHOUSES(false), GET_SHOPS(false), GET_WEBHOOKS(false), SET_WEBHOOK(true),
    SPLIT_ORDER(true), SHIP_PACKAGE(true), CANCEL_ORDER(true);

    private final boolean writes;

    Operation(boolean writes) {
      this.writes = writes;
    }
  }

  /** A call: its path is told with identifiers filled in, its query without what every call has. */
  record Call(Operation operation, String method, String path, Map<String, String> query, @Nullable JsonNode body) {

    static Call get(Operation operation, String path, Map<String, String> query) {
      return new Call(operation, "GET", path, query, null);
    }

    static Call post(Operation operation, String path, Map<String, String> query, JsonNode body) {
      return new Call(operation, "POST", path, query, body);
    }
  }

  private static final String TOKEN = "access";
  private static final int TOO_MANY = 36009002;
  /** 105002 expired, 105001 invalid, 101000 of another shop. */
  private static final Set<Long> TOKEN_REFUSED = Set.of(105002L, 105001L, 101000L);
  /** Internal error and time-out: it may have been done. */
  private static final Set<Long> OUT_OF_ORDER = Set.of(36009003L, 36009007L);
  /** Said of a whole call it means that something of it failed, and not what. */
  private static final long BATCH = 12052990;
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final ConnectorContext context;
  private final TikTokSettings settings;
  private final Map<Operation, Integer> refusals = new EnumMap<>(Operation.class);
  private volatile String cipher;

  Api(ConnectorContext context, TikTokSettings settings) {
    this.context = context;
    this.settings = settings;
    this.cipher = settings.shopCipher();
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Reads; throws what keeps the answer away. */
  JsonNode read(Call call) {
    return read(call, now().plus(settings.timeout()));
  }

  JsonNode read(Call call, Instant deadline) {
    return send(call, deadline).orThrow();
  }

  /**
   * Makes a call.
   *
   * @throws ConnectorException if there is no access token or no cipher; then nothing of the call has reached TikTok
   */
  Reply send(Call call, Instant deadline) {
    Operation operation = call.operation();
    Instant wait = context.pacing().take(operation.name(), settings.rate(operation.writes), 1);
    if (wait != null) {
      return Reply.throttled(wait);
    }
    String shop = operation == Operation.GET_SHOPS ? "" : cipher(deadline);
    String token = token(deadline);
    Reply reply = post(call, shop, token, deadline);
    if (reply.failure() != FailureKind.UNAUTHORIZED || !TOKEN_REFUSED.contains(reply.code())) {
      return reply;
    }
    // TikTok turned the call away at its door, so nothing of it was done, and asking again with the token that takes the
    // refused one's place repeats nothing. A second refusal is for a person.
    context.tokens().rejected(TOKEN, token);
    String fresh = token(deadline);
    reply = fresh.equals(token) ? reply : post(call, shop, fresh, deadline);
    if (TOKEN_REFUSED.contains(reply.code())) {
      context.tokens().rejected(TOKEN, fresh);
    }
    return reply;
  }

  private Reply post(Call call, String shop, String token, Instant deadline) {
    byte[] body = call.body() == null ? new byte[0] : call.body().toString().getBytes(StandardCharsets.UTF_8);
    Map<String, String> query = new TreeMap<>(call.query());
    query.put("app_key", settings.appKey());
    query.put("timestamp", Long.toString(now().getEpochSecond()));
    query.put("shop_cipher", shop);
    query.values().removeIf(String::isEmpty);
    query.put("sign", sign(settings.appSecret(), call.path(), query, body));
    HttpCall http = new HttpCall(call.method(), address(settings.apiHost(), call.path(), query),
        Map.of("x-tts-access-token", token, "content-type", "application/json"), body);
    return understood(call.operation(), token, context.transport().send(http, deadline));
  }

  /**
   * Returns a call's signature: over the path, the raw query in the order of its names and the very bytes of the body, between
   * the secret and itself.
   */
  static String sign(String secret, String path, Map<String, String> query, byte[] body) {
    String parameters = new TreeMap<>(query).entrySet().stream()
        .filter(entry -> !entry.getKey().equals("sign") && !entry.getKey().equals("access_token"))
        .map(entry -> entry.getKey() + entry.getValue()).collect(Collectors.joining());
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(
        hmac(secret, key, (path + parameters).getBytes(StandardCharsets.UTF_8), body, key));
  }

  static byte[] hmac(String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static URI address(String host, String path, Map<String, String> query) {
    return URI.create(host + path + "?" + query.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue())).collect(Collectors.joining("&")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // ---- who calls

  /** Returns the shop's cipher; without one in the settings it is looked up once. */
  private String cipher(Instant deadline) {
    if (cipher.isEmpty()) {
      Call call = Call.get(Operation.GET_SHOPS, "/authorization/202309/shops", Map.of());
      for (JsonNode shop : Json.array(read(call, deadline), "shops")) {
        if (settings.shop().equals(Json.idOrNull(shop, "id")) && !Json.text(shop, "cipher").isEmpty()) {
          cipher = Json.text(shop, "cipher");
        }
      }
    }
    if (cipher.isEmpty()) {
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "the seller has not authorised the app for shop "
          + settings.shop() + "; check shop-id, or authorise it for that shop and set the refresh-token that this gives");
    }
    return cipher;
  }

  private String token(Instant deadline) {
    return context.tokens().get(TOKEN, refresh -> refreshed(refresh == null ? settings.refreshToken() : refresh, deadline));
  }

  /** Asks for a token. The secrets travel in the address, which nobody is ever shown. */
  private AccessToken refreshed(String refresh, Instant deadline) {
    HttpCall call = HttpCall.of("GET", address(settings.authHost(), "/api/v2/token/refresh", new TreeMap<>(Map.of(
        "app_key", settings.appKey(), "app_secret", settings.appSecret(), "refresh_token", refresh,
        "grant_type", "refresh_token"))));
    HttpOutcome outcome = context.transport().send(call, deadline);
    if (!(outcome instanceof HttpOutcome.Answer answer)) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "TikTok did not answer when asked for an access token");
    }
    JsonNode body = Json.parse(answer.body());
    long code = body == null ? -1 : body.path("code").asLong(-1);
    if (answer.status() == 429 || code == TOO_MANY) {
      throw ConnectorException.throttled(now().plusSeconds(waitSeconds(answer, 1)));
    }
    if (answer.status() >= 500 || OUT_OF_ORDER.contains(code)) {
      throw new ConnectorException(FailureKind.UNAVAILABLE,
          "TikTok was out of order (status " + answer.status() + ", code " + code + ") when asked for an access token");
    }
    if (code > 0 || answer.status() >= 400) {
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "TikTok gives no access token (status " + answer.status()
          + ", code " + code + "): check app-key and app-secret; if they are right, let the seller of shop " + settings.shop()
          + " authorise the app again and set the refresh-token that this gives");
    }
    return token(body, refresh);
  }

  private AccessToken token(@Nullable JsonNode body, String refresh) {
    JsonNode data = body == null ? Json.object() : body.path("data");
    String token = Json.text(data, "access_token");
    if (token.isEmpty()) {
      throw Json.malformed("no access token where one was asked for");
    }
    // An instant and not a duration, though it is called "expire in".
    Instant expiresAt = Json.time(data, "access_token_expire_in");
    if (!expiresAt.isAfter(now())) {
      throw Json.malformed("an access token that has expired at " + expiresAt);
    }
    String next = Json.text(data, "refresh_token");
    return new AccessToken(token, expiresAt, next.isEmpty() ? refresh : next);
  }

  // ---- what came of it

  private Reply understood(Operation operation, String token, HttpOutcome outcome) {
    if (outcome instanceof HttpOutcome.NotSent unsent) {
      return Reply.refused(0, FailureKind.UNAVAILABLE, "TikTok was not reached: " + settings.clean(unsent.why(), token));
    } else if (outcome instanceof HttpOutcome.NoAnswer none) {
      return Reply.doubtful(0, FailureKind.UNAVAILABLE, "TikTok did not answer: " + settings.clean(none.why(), token));
    }
    HttpOutcome.Answer answer = (HttpOutcome.Answer) outcome;
    JsonNode body = Json.parse(answer.body());
    JsonNode code = body == null ? Json.object().path("code") : body.path("code");
    if (answer.status() == 429 || code.asLong() == TOO_MANY) {
      return throttled(operation, answer);
    }
    synchronized (refusals) {
      refusals.remove(operation);
    }
    String said = operation + " was answered with status " + answer.status();
    if (body == null || !code.isIntegralNumber()) {
      return unreadable(answer.status(), said + " and something that is no answer of TikTok's");
    } else if (code.asLong() == 0 && answer.status() < 300) {
      return Reply.answered(body.path("data"));
    }
    return refused(answer.status(), code.asLong(), settings.clean(said + " and code " + code.asLong() + ": "
        + Json.text(body, "message") + " (request " + Json.text(body, "request_id") + ")", token));
  }

  /** Nothing is known but the status of HTTP: of those that refuse, a proxy may have sent it, and it passed nothing on. */
  private static Reply unreadable(int status, String said) {
    if (status == 401 || status == 403) {
      return Reply.refused(0, FailureKind.UNAUTHORIZED, said + "; check that calls to TikTok are let through");
    } else if (status >= 400 && status < 500 && status != 408) {
      return Reply.refused(0, FailureKind.INVALID, said);
    }
    return Reply.doubtful(0, status >= 400 ? FailureKind.UNAVAILABLE : FailureKind.MALFORMED, said);
  }

  private Reply refused(int status, long code, String said) {
    if (status >= 500 || code == 0 || code == BATCH || OUT_OF_ORDER.contains(code)) {
      return Reply.doubtful(code, FailureKind.UNAVAILABLE, said);
    } else if (TOKEN_REFUSED.contains(code)) {
      return Reply.refused(code, FailureKind.UNAUTHORIZED, said + "; let the seller of shop " + settings.shop()
          + " authorise the app again and set the refresh-token that this gives");
    } else if (code == 105005) {
      return Reply.refused(code, FailureKind.UNAUTHORIZED, said + "; give the app the scopes that the README lists");
    } else if (code == 106001) {
      return Reply.refused(code, FailureKind.UNAUTHORIZED, said + "; check app-key and app-secret");
    } else if (code == 36009033) {
      return Reply.refused(code, FailureKind.UNAUTHORIZED, said + "; add this machine's address to the app's allow list");
    } else if (code == 36009004 && said.contains("timestamp")) {
      return Reply.refused(code, FailureKind.INVALID, said + "; set this machine's clock");
    }
    // Of a code that nobody has heard of it is not known whether something was done before it.
    return isRefusal(code) ? Reply.refused(code, FailureKind.INVALID, said)
        : Reply.doubtful(code, FailureKind.UNAVAILABLE, said);
  }

  /** Returns whether a code refuses what it speaks of, and nothing of that was or will be done. */
  static boolean isRefusal(long code) {
    return code >= 12_000_000 && code < 13_000_000 || code >= 36_009_000 && code < 36_010_000 && !OUT_OF_ORDER.contains(code)
        || code >= 101_000 && code < 107_000;
  }

  /** Where TikTok does not say how long, it is a second, and twice as much each time. */
  private Reply throttled(Operation operation, HttpOutcome.Answer answer) {
    int times;
    synchronized (refusals) {
      times = refusals.merge(operation, 1, (before, one) -> Math.min(10, before + one));
    }
    Instant until = now().plusSeconds(waitSeconds(answer, Math.min(LONGEST_WAIT_SECONDS, 1L << (times - 1))));
    context.pacing().pause(operation.name(), until);
    return Reply.throttled(until);
  }

  private static long waitSeconds(HttpOutcome.Answer answer, long fallback) {
    String header = answer.header("Retry-After");
    boolean said = header != null && header.strip().matches("[0-9]{1,6}");
    return said ? Math.max(1, Math.min(3_600, Long.parseLong(header.strip()))) : fallback;
  }

  /**
   * What came of a call. The difference decides what may be said of a write, so the weakest sure one is chosen.
   *
   * @param kind whether it was answered, and if not, whether TikTok may have done it
   * @param code TikTok's; 0 where there is none
   * @param data what was answered; missing where there is none
   * @param failure what kind of trouble it is
   * @param message why it was not answered well, to read and without secrets
   * @param until when to call again, where it is too often now
   */
  record Reply(Kind kind, long code, JsonNode data, FailureKind failure, String message, @Nullable Instant until) {

    /** What is known of a call's effect. */
    enum Kind {
      /** TikTok did it. */
      ANSWERED,
      /** TikTok did not do it, and will not. */
      REFUSED,
      /** TikTok may have done it. */
      DOUBTFUL
    }

    static Reply answered(JsonNode data) {
      return new Reply(Kind.ANSWERED, 0, data, FailureKind.MALFORMED, "", null);
    }

    static Reply refused(long code, FailureKind failure, String message) {
      return new Reply(Kind.REFUSED, code, Json.object(), failure, message, null);
    }

    static Reply doubtful(long code, FailureKind failure, String message) {
      return new Reply(Kind.DOUBTFUL, code, Json.object(), failure, message, null);
    }

    static Reply throttled(Instant until) {
      return new Reply(Kind.REFUSED, TOO_MANY, Json.object(), FailureKind.THROTTLED, "too many calls", until);
    }

    static Reply of(ConnectorException failure) {
      Instant until = failure.until();
      return until != null ? throttled(until) : refused(0, failure.kind(), String.valueOf(failure.getMessage()));
    }

    boolean isAnswered() {
      return kind == Kind.ANSWERED;
    }

    /** Returns the data, or throws what kept them away. */
    JsonNode orThrow() {
      if (isAnswered()) {
        return data;
      }
      throw until != null ? ConnectorException.throttled(until) : new ConnectorException(failure, message);
    }

    /** Returns what to say of a write that was not answered well. */
    PublishResult asResult() {
      if (until != null) {
        return new PublishResult.Throttled(until);
      }
      return kind == Kind.REFUSED ? new PublishResult.Rejected(failure, message) : new PublishResult.Unknown(message);
    }

    /** Shows nothing of the data. */
    @Override
    public String toString() {
      return "Reply[" + kind + " " + code + "]";
    }
  }
}

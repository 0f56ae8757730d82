package dev.onepool.connector.walmart;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.Rate;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls the Marketplace API, once each: asks the budget, adds the token and the headers, and says what came of it. Learns from
 * the answers when there are no more calls left.
 */
final class WalmartApi {

  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String TOKEN = "token";
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  /** Budgets are refilled within the hour; a longer pause is nonsense, or another unit of time. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(65);
  private static final int LONGEST_MESSAGE = 300;
  /** Later than any second since 1970 that is meant, and earlier than any millisecond. */
  private static final long FIRST_MILLISECOND = 100_000_000_000L;

  /** What Walmart can be asked, with its limits in the US (rate-limiting page of 2026-08-05): calls in so many seconds. */
  enum Operation {
    GET_INVENTORY(200, 60), LIST_INVENTORIES(200, 60), PUT_INVENTORY(200, 60), GET_WFS_INVENTORY(100, 60),
    POST_FEED(10, 3_600), GET_FEEDS(5_000, 60), GET_ORDERS(5_000, 60), GET_RELEASED_ORDERS(60, 60),
    ACKNOWLEDGE(60, 60), SHIP(60, 60), CANCEL(60, 60), GET_RETURNS(50, 60), GET_SHIP_NODES(50, 60),
    GET_PARTNER_PROFILE(50, 60), GET_SUBSCRIPTIONS(50, 60), POST_SUBSCRIPTION(200, 60), GET_EVENT_TYPES(5, 60);

    private final Rate documented;

    Operation(long calls, double seconds) {
      documented = new Rate(calls / seconds, calls);
    }

    Rate documented() {
      return documented;
    }
  }

  /**
   * What came of a call.
   *
   * @param kind whether it was answered, and if not, whether Walmart may have done it
   * @param status of HTTP; 0 without an answer
   * @param body what was answered; missing where there is none
   * @param message why it was not answered well, to read and without secrets
   * @param failure what kind of trouble that is
   * @param until when to call again, where it is too often now
   */
  record Reply(Kind kind, int status, JsonNode body, String message, FailureKind failure, @Nullable Instant until) {

    /** What is known of a call's effect: it was done; not done; not done because it was too often; perhaps done. */
    enum Kind { ANSWERED, REFUSED, THROTTLED, DOUBTFUL }

    static Reply answered(int status, JsonNode body) {
      return new Reply(Kind.ANSWERED, status, body, "", FailureKind.MALFORMED, null);
    }

    static Reply refused(FailureKind failure, int status, String message) {
      return new Reply(Kind.REFUSED, status, MissingNode.getInstance(), message, failure, null);
    }

    static Reply throttled(Instant until) {
      return new Reply(Kind.THROTTLED, 429, MissingNode.getInstance(), "too many calls", FailureKind.THROTTLED, until);
    }

    static Reply doubtful(FailureKind failure, int status, String message) {
      return new Reply(Kind.DOUBTFUL, status, MissingNode.getInstance(), message, failure, null);
    }

    boolean is(Kind other) {
      return kind == other;
    }

    boolean isAnswered() {
      return kind == Kind.ANSWERED;
    }

    /** Returns the body, or throws what kept it away. */
    JsonNode orThrow() {
      if (isAnswered()) {
        return body;
      }
      throw until != null ? ConnectorException.throttled(until) : new ConnectorException(failure, message);
    }

    /** Returns what to say of a write that was not answered well. */
    PublishResult asResult() {
      return switch (kind) {
        case ANSWERED -> new PublishResult.Unknown("Walmart answered with something else than was asked");
        case REFUSED -> new PublishResult.Rejected(failure, message);
        case THROTTLED -> new PublishResult.Throttled(until == null ? Instant.MAX : until);
        case DOUBTFUL -> new PublishResult.Unknown(message);
      };
    }

    /** Returns what to say of a write that was never sent, because this call before it was not answered well. */
    PublishResult asNotSent() {
      return is(Kind.THROTTLED) ? asResult() : new PublishResult.Rejected(failure, "not written: " + message);
    }

    /** Shows nothing of the body. */
    @Override
    public String toString() {
      return "Reply[" + kind + " " + status + "]";
    }
  }

  private final ConnectorContext context;
  private final WalmartSettings settings;
  private final Map<Operation, Integer> refusals = new EnumMap<>(Operation.class);
  private volatile @Nullable String untried;

  WalmartApi(ConnectorContext context, WalmartSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Returns until when an answer is waited for, where the engine sets no deadline. */
  Instant patience() {
    return now().plus(settings.callTimeout());
  }

  /** Notes a limit of this account. */
  void learn(Operation operation, Rate rate) {
    context.pacing().learn(operation.name(), rate);
  }

  /** Takes calls of an operation from its budget, all or none; returns null, or when to ask again. */
  @Nullable Instant take(Operation operation, long calls) {
    return context.pacing().take(operation.name(), operation.documented(), calls);
  }

  /** Reads, if the budget allows it. */
  Reply get(Operation operation, String pathAndQuery, Instant deadline) {
    return send(operation, HttpCall.of("GET", uri(pathAndQuery)), deadline);
  }

  /** Sends JSON, if the budget allows it. */
  Reply send(Operation operation, String method, String pathAndQuery, JsonNode body, Instant deadline) {
    return send(operation, HttpCall.of(method, uri(pathAndQuery)).withJson(body.toString()), deadline);
  }

  /** Calls an operation once, if its budget allows it. */
  Reply send(Operation operation, HttpCall call, Instant deadline) {
    Instant wait = take(operation, 1);
    return wait != null ? Reply.throttled(wait) : paid(operation, call, deadline);
  }

  /** Calls an operation once; its budget was asked before. */
  Reply paid(Operation operation, HttpCall call, Instant deadline) {
    String token = token(deadline);
    // The token goes into this header and not into "Authorization"; without "Accept" the answer is XML.
    HttpCall sent = named(call).with("WM_SEC.ACCESS_TOKEN", token);
    return understood(operation, token, context.transport().send(sent, deadline));
  }

  URI uri(String pathAndQuery) {
    try {
      return URI.create(settings.endpoint() + pathAndQuery);
    } catch (IllegalArgumentException malformed) {
      throw new ConnectorException(FailureKind.MALFORMED, "no address: " + clipped(pathAndQuery), malformed);
    }
  }

  private HttpCall named(HttpCall call) {
    HttpCall named = call.with("WM_QOS.CORRELATION_ID", UUID.randomUUID().toString())
        .with("WM_SVC.NAME", "Walmart Marketplace").with("Accept", "application/json");
    return settings.channelType().isEmpty() ? named : named.with("WM_CONSUMER.CHANNEL.TYPE", settings.channelType());
  }

  // ---- tokens: they live 15 minutes

  /** Returns an access token; throws what keeps it away. */
  String token(Instant deadline) {
    return context.tokens().get(TOKEN, refresh -> obtain(deadline));
  }

  private AccessToken obtain(Instant deadline) {
    String refresh = settings.secrets().text(WalmartSettings.REFRESH_TOKEN);
    String form = refresh.isEmpty() ? "grant_type=client_credentials"
        : "grant_type=refresh_token&refresh_token=" + URLEncoder.encode(refresh, StandardCharsets.UTF_8);
    String keys = settings.clientId() + ":" + settings.secrets().text(WalmartSettings.CLIENT_SECRET);
    HttpCall call = named(HttpCall.of("POST", uri("/v3/token")))
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8)))
        .with("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    HttpOutcome outcome = context.transport().send(
        settings.partnerId().isEmpty() ? call : call.with("WM_PARTNER.ID", settings.partnerId()), deadline);
    if (outcome instanceof HttpOutcome.Answer answer) {
      return token(answer);
    }
    String why = outcome instanceof HttpOutcome.NotSent unsent ? unsent.why() : ((HttpOutcome.NoAnswer) outcome).why();
    throw new ConnectorException(FailureKind.UNAVAILABLE, "Walmart gave no access token: " + why);
  }

  private AccessToken token(HttpOutcome.Answer answer) {
    if (answer.status() == 429) {
      Instant until = replenished(answer);
      throw ConnectorException.throttled(until == null ? now().plus(Duration.ofMinutes(1)) : until);
    }
    if (answer.status() >= 500) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "Walmart answered with " + answer.status() + " to a call for a token");
    }
    if (answer.status() >= 400) {
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "Walmart gives no access token (" + answer.status() + "): check \""
          + WalmartSettings.CLIENT_ID + "\" and \"" + WalmartSettings.CLIENT_SECRET + "\" in the Developer Portal"
          + (settings.secrets().text(WalmartSettings.REFRESH_TOKEN).isEmpty() ? "" : ", or have the seller connect again and set \""
          + WalmartSettings.REFRESH_TOKEN + "\""));
    }
    JsonNode body = parsed(answer.body());
    String value = body == null ? "" : body.path("access_token").asText();
    long seconds = body == null ? 0 : body.path("expires_in").asLong();
    if (answer.status() != 200 || value.isEmpty() || seconds < 1) {
      throw new ConnectorException(FailureKind.MALFORMED, "Walmart answered with no access token");
    }
    untried = value;
    return new AccessToken(value, now().plusSeconds(seconds), null);
  }

  /** A brand-new token that is refused is not to blame: a scope is missing, and another token would not help. */
  private void refused(String token) {
    if (!token.equals(untried)) {
      context.tokens().rejected(TOKEN, token);
    }
  }

  // ---- answers

  private Reply understood(Operation operation, String token, HttpOutcome outcome) {
    if (outcome instanceof HttpOutcome.NotSent unsent) {
      return Reply.refused(FailureKind.UNAVAILABLE, 0, unsent.why());
    }
    if (outcome instanceof HttpOutcome.NoAnswer lost) {
      return Reply.doubtful(FailureKind.UNAVAILABLE, 0, lost.why());
    }
    HttpOutcome.Answer answer = (HttpOutcome.Answer) outcome;
    int status = answer.status();
    if (status == 429) {
      return Reply.throttled(backOff(operation, answer));
    }
    learn(operation, answer);
    if (status >= 200 && status < 300) {
      untried = token.equals(untried) ? null : untried;
      return body(operation, answer);
    }
    String said = operation + " was answered with " + status + words(parsed(answer.body()), token);
    if (status == 401 || status == 403) {
      refused(token);
      return Reply.refused(FailureKind.UNAUTHORIZED, status, said + ". If the next call, with a new access token, is refused"
          + " too, the keys lack a permission: look at their scopes in the Developer Portal");
    }
    if (status >= 400 && status < 500) {
      // 423: somebody else is changing it, and this call did not.
      return Reply.refused(status == 404 ? FailureKind.UNKNOWN_LISTING : status == 423 ? FailureKind.UNAVAILABLE
          : FailureKind.INVALID, status, said);
    }
    return Reply.doubtful(status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.MALFORMED, status, said);
  }

  private static Reply body(Operation operation, HttpOutcome.Answer answer) {
    if (answer.body().length == 0) {
      return Reply.answered(answer.status(), MissingNode.getInstance());
    }
    JsonNode body = parsed(answer.body());
    return body != null && body.isContainerNode() ? Reply.answered(answer.status(), body)
        : Reply.doubtful(FailureKind.MALFORMED, answer.status(), operation + " was answered with something that is no JSON");
  }

  /** Until Walmart says that there are calls again; where it does not, from one second on, doubled each time. */
  private synchronized Instant backOff(Operation operation, HttpOutcome.Answer answer) {
    int times = refusals.merge(operation, 1, (before, one) -> Math.min(12, before + one));
    Instant until = replenished(answer);
    if (until == null) {
      Duration wait = Duration.ofSeconds(1L << (times - 1));
      until = now().plus(wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait);
    }
    context.pacing().pause(operation.name(), until);
    return until;
  }

  /** Stops before Walmart has to refuse, where it says that no call is left. */
  private synchronized void learn(Operation operation, HttpOutcome.Answer answer) {
    refusals.remove(operation);
    String left = answer.header("x-current-token-count");
    Instant until = left != null && left.strip().matches("-\\d+|0") ? replenished(answer) : null;
    if (until != null) {
      context.pacing().pause(operation.name(), until);
    }
  }

  /**
   * Returns when there are calls again: by a header whose name and unit differ from place to place, or by {@code Retry-After}.
   * Null where no answer says so, or says what cannot be.
   */
  private @Nullable Instant replenished(HttpOutcome.Answer answer) {
    for (String name : new String[] {"x-next-replenish-time", "x-next-replenishment-time", "retry-after"}) {
      String value = answer.header(name);
      Instant until = value == null ? null : moment(value.strip());
      if (until != null && until.isAfter(now()) && until.isBefore(now().plus(LONGEST_PAUSE))) {
        return until;
      }
    }
    return null;
  }

  private @Nullable Instant moment(String text) {
    try {
      if (!text.matches("\\d{1,15}")) {
        return Instant.parse(text);
      }
      long number = Long.parseLong(text);
      return number < LONGEST_PAUSE.toSeconds() ? now().plusSeconds(number)
          : number < FIRST_MILLISECOND ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    } catch (DateTimeException nonsense) {
      return null;
    }
  }

  /** Returns what Walmart says is wrong, shortened, and without the token should it quote that. */
  private static String words(@Nullable JsonNode body, String token) {
    return body == null ? "" : clipped(errors(body).replace(token, "***"));
  }

  /** The gateway writes {@code error}, services write {@code errors}; a list or a single one. */
  static String errors(JsonNode body) {
    StringBuilder words = new StringBuilder();
    for (String name : new String[] {"error", "errors"}) {
      JsonNode errors = body.path(name);
      for (JsonNode error : errors.isArray() ? errors : JSON.createArrayNode().add(errors)) {
        if (error.hasNonNull("code")) {
          words.append(words.isEmpty() ? ": " : "; ").append(error.path("code").asText()).append(' ')
              .append(error.path("description").asText(error.path("info").asText()));
        }
      }
    }
    return words.toString();
  }

  static String clipped(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
  }

  /** Percent-encodes a part of an address, a space as %20; also what is made of dots only, which would lead upwards. */
  static String encoded(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return text.matches("\\.+") ? encoded.replace(".", "%2E") : encoded;
  }

  /** Reads JSON text that came from elsewhere; null if it is none. */
  static @Nullable JsonNode parsed(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      return null;
    }
  }
}

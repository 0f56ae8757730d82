package dev.onepool.connector.amazon;

import com.fasterxml.jackson.core.JacksonException;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls the Selling Partner API, once each: asks the budget, adds the token and the headers, and says what came of it. Learns
 * rates from the answers. Access tokens live an hour; many threads ask for one only once.
 */
final class SpApi {

  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final DateTimeFormatter AMAZON_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String USER_AGENT = "Onepool/0.1 (Language=Java)";
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  private static final int LONGEST_MESSAGE = 300;
  private static final String TOKEN = "lwa";
  private static final Duration LOGIN_BUSY = Duration.ofMinutes(1);

  private final ConnectorContext context;
  private final AmazonSettings settings;
  private volatile @Nullable String untried;
  private final Map<Operation, Integer> refusals = new EnumMap<>(Operation.class);

  SpApi(ConnectorContext context, AmazonSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Returns until when an answer is waited for, where the engine sets no deadline. */
  Instant patience() {
    return now().plus(settings.callTimeout);
  }

  /** Makes sure that there is a token; throws what keeps it away. */
  void authorise(Instant deadline) {
    token(deadline);
  }

  /** Takes calls of an operation from its budget, all or none; returns null, or when to ask again. */
  @Nullable Instant take(Operation operation, long calls) {
    return context.pacing().take(operation.name(), operation.documented, calls);
  }

  /** Calls an operation that has no body once, if its budget allows it, and waits as long as the settings say. */
  Reply get(Operation operation, String pathAndQuery) {
    return send(operation, pathAndQuery, null, patience());
  }

  /** Calls an operation once, if its budget allows it. */
  Reply send(Operation operation, String pathAndQuery, @Nullable JsonNode body, Instant deadline) {
    Instant wait = take(operation, 1);
    return wait != null ? Reply.throttled(wait) : paid(operation, pathAndQuery, body, deadline);
  }

  /** Calls an operation once; its budget was asked before. */
  Reply paid(Operation operation, String pathAndQuery, @Nullable JsonNode body, Instant deadline) {
    String token = token(deadline);
    HttpCall call = HttpCall.of(operation.method, URI.create(settings.endpoint + pathAndQuery))
        .with("x-amz-access-token", token)
        .with("x-amz-date", AMAZON_DATE.format(now()))
        .with("user-agent", USER_AGENT)
        .with("accept", "application/json");
    if (body != null) {
      call = call.withJson(body.toString());
    }
    return understood(operation, token, context.transport().send(call, deadline));
  }

  /** Sends what is no operation, such as a feed's document to the address that Amazon named for it; without a token. */
  HttpOutcome plain(HttpCall call, Instant deadline) {
    return context.transport().send(call, deadline);
  }

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
      return Reply.throttled(backOff(operation));
    }
    learn(operation, answer);
    if (status >= 200 && status < 300) {
      if (token.equals(untried)) {
        untried = null;
      }
      return body(operation, answer);
    }
    String said = operation + " was answered with " + status + words(answer, token);
    if (status == 401 || status == 403) {
      refused(token);
      return Reply.refused(FailureKind.UNAUTHORIZED, status, said + ". If the next call, with a new access token, is refused"
          + " too, the application lacks a role, or the seller has to authorise it again");
    }
    if (status >= 400 && status < 500) {
      return Reply.refused(status == 404 ? FailureKind.UNKNOWN_LISTING : FailureKind.INVALID, status, said);
    }
    return Reply.doubtful(status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.MALFORMED, status, said);
  }

  private static Reply body(Operation operation, HttpOutcome.Answer answer) {
    if (answer.body().length == 0) {
      return Reply.answered(answer.status(), MissingNode.getInstance());
    }
    // What cannot be read is not quoted either.
    JsonNode body = parsed(answer.body());
    if (body != null && body.isObject()) {
      return Reply.answered(answer.status(), body);
    }
    return Reply.doubtful(FailureKind.MALFORMED, answer.status(), operation + " was answered with something that is no JSON object");
  }

  /** Amazon names no time: begin with what one call costs at the rate in force, and double it. */
  private synchronized Instant backOff(Operation operation) {
    int times = refusals.merge(operation, 1, (before, one) -> Math.min(10, before + one));
    double seconds = Math.max(1, 1 / operation.documented.perSecond()) * (1L << (times - 1));
    Duration wait = Duration.ofMillis((long) (1_000 * Math.min(LONGEST_BACKOFF.toSeconds(), seconds)));
    Instant until = now().plus(wait);
    context.pacing().pause(operation.name(), until);
    return until;
  }

  private synchronized void learn(Operation operation, HttpOutcome.Answer answer) {
    refusals.remove(operation);
    String header = answer.header("x-amzn-RateLimit-Limit");
    if (header == null) {
      return;
    }
    try {
      double perSecond = Double.parseDouble(header.strip());
      context.pacing().learn(operation.name(), new Rate(perSecond, operation.documented.burst()));
    } catch (IllegalArgumentException nonsense) {
      // A rate that cannot be is not learned; the documented one stays.
    }
  }

  /** Returns what Amazon says is wrong, shortened, and without the token should it quote that. */
  private static String words(HttpOutcome.Answer answer, String token) {
    StringBuilder words = new StringBuilder();
    JsonNode body = parsed(answer.body());
    for (JsonNode error : body == null ? MissingNode.getInstance() : body.path("errors")) {
      words.append(words.isEmpty() ? ": " : "; ").append(error.path("code").asText()).append(' ')
          .append(error.path("message").asText());
    }
    return clipped(words.toString().replace(token, "***"));
  }

  private String token(Instant deadline) {
    return context.tokens().get(TOKEN, refresh -> obtain(deadline));
  }

  /** A brand-new token that is refused is not to blame: the role or the authorisation is missing, and another would not help. */
  private void refused(String token) {
    if (!token.equals(untried)) {
      context.tokens().rejected(TOKEN, token);
    }
  }

  private AccessToken obtain(Instant deadline) {
    String form = "grant_type=refresh_token&refresh_token=" + form(settings.text(AmazonSettings.REFRESH_TOKEN))
        + "&client_id=" + form(settings.text(AmazonSettings.CLIENT_ID))
        + "&client_secret=" + form(settings.text(AmazonSettings.CLIENT_SECRET));
    HttpOutcome outcome = context.transport().send(
        HttpCall.of("POST", settings.tokenEndpoint).with("accept", "application/json")
            .with("application/x-www-form-urlencoded;charset=UTF-8", form.getBytes(StandardCharsets.UTF_8)),
        deadline);
    if (outcome instanceof HttpOutcome.Answer answer) {
      return tokenIn(answer);
    }
    String why = outcome instanceof HttpOutcome.NotSent unsent ? unsent.why() : ((HttpOutcome.NoAnswer) outcome).why();
    throw new ConnectorException(FailureKind.UNAVAILABLE, "Login with Amazon gave no access token: " + why);
  }

  private AccessToken tokenIn(HttpOutcome.Answer answer) {
    if (answer.status() == 429) {
      throw ConnectorException.throttled(now().plus(LOGIN_BUSY));
    }
    if (answer.status() >= 500) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "Login with Amazon answered with " + answer.status());
    }
    JsonNode body = parsed(answer.body());
    if (answer.status() >= 400) {
      throw refusal(answer.status(), body == null ? "" : body.path("error").asText());
    }
    String value = body == null ? "" : body.path("access_token").asText();
    long seconds = body == null ? 0 : body.path("expires_in").asLong();
    if (answer.status() != 200 || value.isEmpty() || seconds < 1) {
      throw new ConnectorException(FailureKind.MALFORMED, "Login with Amazon answered with no access token");
    }
    untried = value;
    return new AccessToken(value, now().plusSeconds(seconds), null);
  }

  private static ConnectorException refusal(int status, String error) {
    return switch (error) {
      case "invalid_grant" -> new ConnectorException(FailureKind.UNAUTHORIZED,
          "Amazon does not accept the refresh token any more (invalid_grant): have the seller authorise the application again "
              + "in Seller Central, and set \"" + AmazonSettings.REFRESH_TOKEN + "\" to the new one");
      case "invalid_client", "unauthorized_client" -> new ConnectorException(FailureKind.UNAUTHORIZED,
          "Amazon does not accept the application (" + error + "): check \"" + AmazonSettings.CLIENT_ID + "\" and \""
              + AmazonSettings.CLIENT_SECRET + "\"; a secret ends 180 days after it was made");
      default -> new ConnectorException(FailureKind.UNAUTHORIZED,
          "Login with Amazon refused an access token with " + status + ": check the client id, its secret and the refresh token");
    };
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String clipped(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
  }

  /** Percent-encodes a part of an address; also what is made of dots only, which would be taken for a way upwards. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    boolean dots = text.matches("\\.+");
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xff);
      boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "-_~".indexOf(letter) >= 0 || letter == '.' && !dots);
      encoded.append(plain ? String.valueOf(letter) : String.format("%%%02X", octet & 0xff));
    }
    return encoded.toString();
  }

  /** Reads JSON text that came from elsewhere; null if it is none. */
  static @Nullable JsonNode parsed(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException malformed) {
      return null;
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory failed", impossible);
    }
  }

  /**
   * What came of a call.
   *
   * @param kind whether it was answered, and if not, whether Amazon may have done it
   * @param status of HTTP; 0 without an answer
   * @param body what was answered; missing where there is none
   * @param message why it was not answered well, to read and without secrets
   * @param failure what kind of trouble that is
   * @param until when to call again, where it is too often now
   */
  record Reply(Kind kind, int status, JsonNode body, String message, FailureKind failure, @Nullable Instant until) {

    /** What is known of a call's effect. */
    enum Kind {
      /** Amazon did it, and what it answered can be read. */
      ANSWERED,
      /** Amazon did not do it, and will not. */
      REFUSED,
      /** Nothing was done, because it was too often. */
      THROTTLED,
      /** Amazon may have done it. */
      DOUBTFUL
    }

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

    /** Returns the body, or throws what kept it away. */
    JsonNode orThrow() {
      if (kind == Kind.ANSWERED) {
        return body;
      }
      throw until != null ? ConnectorException.throttled(until) : new ConnectorException(failure, message);
    }

    /** Returns what to say of a write that was not answered well. */
    PublishResult asResult() {
      return switch (kind) {
        case ANSWERED -> new PublishResult.Unknown("Amazon answered with something else than was asked");
        case REFUSED -> new PublishResult.Rejected(failure, message);
        case THROTTLED -> new PublishResult.Throttled(until == null ? Instant.MAX : until);
        case DOUBTFUL -> new PublishResult.Unknown(message);
      };
    }

    /** Shows nothing of the body. */
    @Override
    public String toString() {
      return "Reply[" + kind + " " + status + "]";
    }
  }

  /** An operation of the Selling Partner API, with its method and the rate that Amazon documents for one seller and application. */
  enum Operation {
    PATCH_LISTINGS_ITEM("PATCH", 5, 5),
    GET_LISTINGS_ITEM(5, 10),
    SEARCH_LISTINGS_ITEMS(5, 5),
    CREATE_FEED_DOCUMENT("POST", 0.5, 15),
    /** The usage plan says a burst of 15; listing feeds have a limit of their own, 5 in 5 minutes. */
    CREATE_FEED("POST", 0.0083, 5),
    GET_FEED(2, 15),
    GET_FEEDS(0.0222, 10),
    GET_FEED_DOCUMENT(0.0222, 10),
    SEARCH_ORDERS(0.0056, 20),
    GET_ORDER(0.5, 30),
    GET_ORDERS_V0(0.0167, 20),
    GET_ORDER_V0(0.5, 30),
    GET_ORDER_ITEMS_V0(0.5, 30),
    CONFIRM_SHIPMENT("POST", 2, 10),
    GET_INVENTORY_SUMMARIES(2, 2),
    FULFILLMENT_PREVIEW("POST", 2, 30),
    CREATE_FULFILLMENT_ORDER("POST", 2, 30),
    CANCEL_FULFILLMENT_ORDER("PUT", 2, 30),
    GET_FULFILLMENT_ORDER(2, 30),
    GET_SUBSCRIPTION(1, 5),
    CREATE_SUBSCRIPTION("POST", 1, 5);

    final String method;
    final Rate documented;

    Operation(double perSecond, long burst) {
      this("GET", perSecond, burst);
    }

    Operation(String method, double perSecond, long burst) {
      this.method = method;
      this.documented = new Rate(perSecond, burst);
    }
  }
}

package dev.onepool.connector.amazon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.Pacing;
import dev.onepool.spi.Rate;
import java.net.URI;
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
 * rates from the answers.
 */
final class SpApi {

  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final DateTimeFormatter AMAZON_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String USER_AGENT = "Onepool/0.1 (Language=Java)";
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  private static final int LONGEST_MESSAGE = 300;

  private final ConnectorContext context;
  private final AmazonSettings settings;
  private final LoginWithAmazon login;
  private final Map<Operation, Integer> refusals = new EnumMap<>(Operation.class);

  SpApi(ConnectorContext context, AmazonSettings settings) {
    this.context = context;
    this.settings = settings;
    this.login = new LoginWithAmazon(context, settings);
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Returns until when an answer is waited for, where the engine sets no deadline. */
  Instant patience() {
    return now().plus(settings.callTimeout());
  }

  /** Makes sure that there is a token; throws what keeps it away. */
  void authorise(Instant deadline) {
    login.token(deadline);
  }

  /** Takes calls of an operation from its budget, all or none; returns null, or when to ask again. */
  @Nullable Instant take(Operation operation, long calls) {
    Pacing pacing = context.pacing();
    return pacing.take(operation.name(), operation.documented(), calls);
  }

  /** Reads; throws what keeps the answer away. */
  JsonNode read(Operation operation, String pathAndQuery) {
    return send(operation, "GET", pathAndQuery, null, patience()).orThrow();
  }

  /** Calls an operation once, if its budget allows it. */
  Reply send(Operation operation, String method, String pathAndQuery, @Nullable JsonNode body, Instant deadline) {
    Instant wait = take(operation, 1);
    return wait != null ? Reply.throttled(wait) : paid(operation, method, pathAndQuery, body, deadline);
  }

  /** Calls an operation once; its budget was asked before. */
  Reply paid(Operation operation, String method, String pathAndQuery, @Nullable JsonNode body, Instant deadline) {
    String token = login.token(deadline);
    HttpCall call = HttpCall.of(method, URI.create(settings.endpoint() + pathAndQuery))
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
      login.accepted(token);
      return body(operation, answer);
    }
    String said = operation + " was answered with " + status + words(answer, token);
    if (status == 401 || status == 403) {
      login.refused(token);
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
    try {
      JsonNode body = JSON.readTree(answer.body());
      if (body.isObject()) {
        return Reply.answered(answer.status(), body);
      }
    } catch (java.io.IOException malformed) {
      // What cannot be read is not quoted either.
    }
    return Reply.doubtful(FailureKind.MALFORMED, answer.status(), operation + " was answered with something that is no JSON object");
  }

  /** Amazon names no time: begin with what one call costs at the rate in force, and double it. */
  private synchronized Instant backOff(Operation operation) {
    int times = refusals.merge(operation, 1, (before, one) -> Math.min(10, before + one));
    double seconds = Math.max(1, 1 / operation.documented().perSecond()) * (1L << (times - 1));
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
      context.pacing().learn(operation.name(), new Rate(perSecond, operation.documented().burst()));
    } catch (IllegalArgumentException nonsense) {
      // A rate that cannot be is not learned; the documented one stays.
    }
  }

  /** Returns what Amazon says is wrong, shortened, and without the token should it quote that. */
  private static String words(HttpOutcome.Answer answer, String token) {
    StringBuilder words = new StringBuilder();
    try {
      for (JsonNode error : JSON.readTree(answer.body()).path("errors")) {
        words.append(words.isEmpty() ? ": " : "; ").append(error.path("code").asText()).append(' ')
            .append(error.path("message").asText());
      }
    } catch (java.io.IOException unreadable) {
      return "";
    }
    return clipped(words.toString().replace(token, "***"));
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
    } catch (JsonProcessingException malformed) {
      return null;
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException("reading from memory failed", impossible);
    }
  }
}

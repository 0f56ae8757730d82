package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.connector.shopify.GraphQl.Operation;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.Rate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes GraphQL calls of the shop with an access token and within its budget, and says what came of each. */
final class ShopifyApi {

  private static final String BUDGET = "points";
  /** Of the smallest plan, until an answer says what holds for this shop. */
  private static final Rate SMALLEST = new Rate(50, 1_000);
  /** Below this many points the shop is left alone for a while. */
  private static final int RESERVE = 40;

  /** Codes of errors that are found before anything is done. */
  private static final Set<String> NOT_DONE = Set.of(
      "ACCESS_DENIED", "MAX_COST_EXCEEDED", "MAX_INPUT_SIZE_EXCEEDED", "SHOP_INACTIVE", "BAD_REQUEST");

  /** The name space of our UUIDs. */
  private static final UUID NAMES = UUID.fromString("6f0d7a3e-52f4-4cf5-9a6c-0d1f6f0e5a11");

  private final ConnectorContext context;
  private final ShopifySettings settings;
  private final String tokenName;

  ShopifyApi(ConnectorContext context, ShopifySettings settings) {
    this.context = context;
    this.settings = settings;
    // A new refresh token in the settings begins a new chain; the name tells the chains apart and shows none of them.
    this.tokenName = settings.refreshToken.isEmpty()
        ? "client-credentials" : "offline-" + uuid("refresh-token", settings.refreshToken).toString().substring(0, 8);
  }

  /** What came of a call. The difference decides what may be said of a write, so the weakest sure one is chosen. */
  sealed interface Reply {

    /** The shop answered without an error. */
    record Data(JsonNode data) implements Reply {}

    /** The shop refused the call before it did anything of it. */
    record Refused(FailureKind kind, String message) implements Reply {}

    /** The shop wants fewer calls, and did nothing of this one. */
    record Throttled(Instant until) implements Reply {}

    /** The call may or may not have been done: no answer, a broken one, or a failure in the middle. */
    record Lost(FailureKind kind, String message) implements Reply {}

    /** Returns the data, or throws why there is none. */
    default JsonNode orThrow() {
      if (this instanceof Data data) {
        return data.data();
      } else if (this instanceof Throttled throttled) {
        throw ConnectorException.throttled(throttled.until());
      } else if (this instanceof Refused refused) {
        throw new ConnectorException(refused.kind(), refused.message());
      }
      throw new ConnectorException(((Lost) this).kind(), ((Lost) this).message());
    }

    /** Returns what to say of a write that was not answered with data. */
    default PublishResult asResult() {
      if (this instanceof Throttled throttled) {
        return new PublishResult.Throttled(throttled.until());
      } else if (this instanceof Refused refused) {
        return new PublishResult.Rejected(refused.kind(), refused.message());
      }
      return new PublishResult.Unknown(this instanceof Lost lost ? lost.message() : "the shop's answer was not understood");
    }
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Returns the data that a reading operation gives, or throws why there is none. */
  JsonNode read(Operation operation, ObjectNode variables) {
    return send(operation, variables, now().plus(settings.timeout)).orThrow();
  }

  /**
   * Makes a call.
   *
   * @throws ConnectorException if nothing has reached the shop: there is no access token, or no connection
   */
  Reply send(Operation operation, ObjectNode variables, Instant deadline) {
    Instant wait = context.pacing().take(label(operation), SMALLEST, 1);
    wait = wait != null ? wait : context.pacing().take(BUDGET, SMALLEST, operation.points());
    if (wait != null) {
      return new Reply.Throttled(wait);
    }
    String token = token(deadline);
    HttpOutcome outcome = post(operation, variables, token, deadline);
    if (isUnauthorized(outcome)) {
      // The shop turned the call away at its door, so nothing of it was done, and asking again with the token that takes
      // the refused one's place repeats nothing. A second refusal is for a person.
      rejected(token);
      String fresh = token(deadline);
      outcome = fresh.equals(token) ? outcome : post(operation, variables, fresh, deadline);
      if (isUnauthorized(outcome)) {
        rejected(fresh);
        return new Reply.Refused(FailureKind.UNAUTHORIZED, unauthorized());
      }
    }
    return understand(operation, outcome);
  }

  private static boolean isUnauthorized(HttpOutcome outcome) {
    return outcome instanceof HttpOutcome.Answer answer && answer.status() == 401;
  }

  private HttpOutcome post(Operation operation, ObjectNode variables, String token, Instant deadline) {
    ObjectNode body = GraphQl.object().put("query", operation.document());
    body.set("variables", variables);
    HttpCall call = HttpCall.of("POST", settings.graphQl())
        .with("Accept", "application/json")
        .with("X-Shopify-Access-Token", token)
        .withJson(body.toString());
    return context.transport().send(call, deadline);
  }

  private Reply understand(Operation operation, HttpOutcome outcome) {
    if (outcome instanceof HttpOutcome.NotSent notSent) {
      throw new ConnectorException(FailureKind.UNAVAILABLE,
          "shop " + settings.shop + " was not reached: " + settings.clean(notSent.why()));
    } else if (outcome instanceof HttpOutcome.NoAnswer none) {
      return new Reply.Lost(FailureKind.UNAVAILABLE,
          "shop " + settings.shop + " did not answer: " + settings.clean(none.why()));
    }
    HttpOutcome.Answer answer = (HttpOutcome.Answer) outcome;
    return answer.status() == 200 ? understand(operation, answer) : understandStatus(operation, answer);
  }

  private Reply understandStatus(Operation operation, HttpOutcome.Answer answer) {
    int status = answer.status();
    String said = "shop " + settings.shop + " answered " + status;
    if (status == 429) {
      Instant until = retryAfter(answer, now());
      context.pacing().pause(label(operation), until);
      return new Reply.Throttled(until);
    } else if (status >= 500 || status == 408 || status < 300) {
      return new Reply.Lost(FailureKind.UNAVAILABLE, said);
    } else if (status == 402 || status == 423) {
      return new Reply.Refused(FailureKind.UNAVAILABLE, said + ": it is frozen or locked; its owner has to open it");
    } else if (status == 403) {
      return new Reply.Refused(FailureKind.UNAUTHORIZED, said + ": the app may not do this; check its access scopes");
    } else if (status == 404) {
      return new Reply.Refused(FailureKind.INVALID, said + ": there is no such shop or version; check shop and api-version");
    }
    return new Reply.Refused(FailureKind.INVALID, said);
  }

  private Reply understand(Operation operation, HttpOutcome.Answer answer) {
    JsonNode body = GraphQl.parse(answer.body());
    if (body == null) {
      return new Reply.Lost(FailureKind.MALFORMED,
          "shop " + settings.shop + " answered " + answer.body().length + " bytes that are not JSON");
    }
    String version = answer.header("X-Shopify-API-Version");
    if (settings.checksVersion && !settings.version.equals(version)) {
      // Whatever was asked may have been done, by rules that we do not know.
      return new Reply.Lost(FailureKind.INVALID, "shop " + settings.shop + " answered with API version " + version
          + " and not " + settings.version + ": set api-version to one that is still served, after a look at its changes");
    }
    JsonNode status = body.path("extensions").path("cost").path("throttleStatus");
    learn(status);
    JsonNode errors = body.path("errors");
    if (errors.isMissingNode() || errors.isArray() && errors.isEmpty()) {
      spare(status);
      return body.path("data").isObject()
          ? new Reply.Data(body.path("data"))
          : new Reply.Lost(FailureKind.MALFORMED, "shop " + settings.shop + " answered without data");
    }
    return understandErrors(operation, body, errors);
  }

  private Reply understandErrors(Operation operation, JsonNode body, JsonNode errors) {
    boolean notDone = errors.isArray();
    FailureKind kind = FailureKind.INVALID;
    StringBuilder said = new StringBuilder("shop " + settings.shop + " refused " + operation.label() + ":");
    for (JsonNode error : errors) {
      String code = error.path("extensions").path("code").asText();
      if (code.equals("THROTTLED") && !body.path("data").isObject()) {
        return throttled(operation, body.path("extensions").path("cost"));
      }
      kind = code.equals("ACCESS_DENIED") ? FailureKind.UNAUTHORIZED : kind;
      notDone &= isNotDone(error, code);
      said.append(' ').append(code).append(' ').append(error.path("message").asText());
    }
    String message = settings.clean(errors.isArray() ? said.toString() : said + " " + errors.asText());
    if (kind == FailureKind.UNAUTHORIZED) {
      message += "; give the app the access scopes that the README lists";
    }
    return notDone ? new Reply.Refused(kind, message)
        : new Reply.Lost(kind == FailureKind.UNAUTHORIZED ? kind : FailureKind.UNAVAILABLE, message);
  }

  /**
   * Tells what was refused before it began from what failed in the middle. Validation gives no path into an answer, and no
   * code or one such as {@code undefinedField}; what failed below the operation's own field may have been done.
   */
  private static boolean isNotDone(JsonNode error, String code) {
    boolean began = error.path("path").size() > 1 && !error.path("path").path(0).asText().matches("(query|mutation) .*");
    if (code.isEmpty()) {
      return !began && error.path("path").isMissingNode() && error.has("locations");
    }
    return !began && (NOT_DONE.contains(code) || Character.isLowerCase(code.charAt(0)));
  }

  private Reply throttled(Operation operation, JsonNode cost) {
    Instant now = now();
    double requested = cost.path("requestedQueryCost").asDouble(operation.points());
    JsonNode status = cost.path("throttleStatus");
    double most = status.path("maximumAvailable").asDouble(requested);
    if (requested > most) {
      return new Reply.Refused(FailureKind.INVALID, operation.label() + " costs " + (long) requested + " points and shop "
          + settings.shop + " never has more than " + (long) most + "; lower the page sizes in its settings");
    }
    double missing = requested - status.path("currentlyAvailable").asDouble(0);
    Instant until = now.plus(refill(missing, status));
    context.pacing().pause(label(operation), until);
    return new Reply.Throttled(until);
  }

  private void learn(JsonNode status) {
    double restore = status.path("restoreRate").asDouble(0);
    double most = status.path("maximumAvailable").asDouble(0);
    if (restore <= 0 || restore > 1_000_000 || most < 1 || most > Integer.MAX_VALUE) {
      return;
    }
    context.pacing().learn(BUDGET, new Rate(restore, (long) most));
  }

  /** Makes no more calls while the bucket is nearly empty, so that a write does not find it so. */
  private void spare(JsonNode status) {
    double missing = RESERVE - status.path("currentlyAvailable").asDouble(RESERVE);
    if (missing > 0) {
      context.pacing().pause(BUDGET, now().plus(refill(missing, status)));
    }
  }

  /** Returns how long the bucket needs for these points: a little at least, and a minute at most, then it is asked again. */
  private static Duration refill(double missing, JsonNode status) {
    double seconds = missing / Math.max(1, status.path("restoreRate").asDouble(1));
    return Duration.ofMillis((long) Math.ceil(1_000 * Math.min(60, Math.max(0.1, seconds))));
  }

  private static String label(Operation operation) {
    return "calls of " + operation.label();
  }

  /**
   * Returns a token that should be accepted.
   *
   * @throws ConnectorException if the shop gives none
   */
  private String token(Instant deadline) {
    return settings.adminToken.isEmpty()
        ? context.tokens().get(tokenName, refresh -> obtain(refresh, deadline))
        : settings.adminToken;
  }

  /** Notes that the shop did not accept this token. */
  private void rejected(String token) {
    if (settings.adminToken.isEmpty()) {
      context.tokens().rejected(tokenName, token);
    }
  }

  /** Returns what to say of a shop that accepts no token, with what to do. */
  private String unauthorized() {
    String remedy = settings.adminToken.isEmpty()
        ? "if the app was uninstalled, install it again" + (settings.refreshToken.isEmpty()
            ? "" : " and set the refresh-token that this gives")
        : "make a new token and set admin-token";
    return "shop " + settings.shop + " does not accept the access token, it was revoked; " + remedy;
  }

  private AccessToken obtain(@Nullable String refresh, Instant deadline) {
    ObjectNode body = GraphQl.object().put("client_id", settings.clientId).put("client_secret", settings.clientSecret);
    if (settings.refreshToken.isEmpty()) {
      body.put("grant_type", "client_credentials");
    } else {
      body.put("grant_type", "refresh_token");
      body.put("refresh_token", refresh == null ? settings.refreshToken : refresh);
    }
    Instant asked = now();
    HttpCall call = HttpCall.of("POST", settings.tokens()).with("Accept", "application/json").withJson(body.toString());
    HttpOutcome outcome = context.transport().send(call, deadline);
    if (!(outcome instanceof HttpOutcome.Answer answer)) {
      throw new ConnectorException(FailureKind.UNAVAILABLE,
          "shop " + settings.shop + " did not answer when asked for an access token");
    }
    return tokenIn(answer, asked);
  }

  private AccessToken tokenIn(HttpOutcome.Answer answer, Instant asked) {
    if (answer.status() == 429) {
      throw ConnectorException.throttled(retryAfter(answer, asked));
    }
    if (answer.status() >= 500) {
      throw new ConnectorException(FailureKind.UNAVAILABLE,
          "shop " + settings.shop + " answered " + answer.status() + " when asked for an access token");
    }
    if (answer.status() != 200) {
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "shop " + settings.shop
          + " gives no access token (status " + answer.status() + "): check client-id and client-secret, and that the "
          + "app is installed" + (settings.refreshToken.isEmpty()
              ? " and belongs to the shop's organisation" : "; if it is, authorise it again and set its refresh-token"));
    }
    JsonNode body = GraphQl.parse(answer.body());
    String token = body == null ? "" : body.path("access_token").asText();
    long seconds = body == null ? 0 : body.path("expires_in").asLong(Long.MAX_VALUE);
    String refresh = body == null ? "" : body.path("refresh_token").asText();
    if (token.isBlank() || seconds <= 0 || refresh.isBlank() && !settings.refreshToken.isEmpty()) {
      throw new ConnectorException(FailureKind.MALFORMED,
          "shop " + settings.shop + " answered something that cannot be read when asked for an access token");
    }
    Instant expiresAt = seconds > Integer.MAX_VALUE ? Instant.MAX : asked.plusSeconds(seconds);
    return new AccessToken(token, expiresAt, refresh.isBlank() ? null : refresh);
  }

  /** Returns when an answer of status 429 wants the next call: what it says, 2 seconds if it does not, an hour at most. */
  private static Instant retryAfter(HttpOutcome.Answer answer, Instant now) {
    @Nullable String header = answer.header("Retry-After");
    boolean said = header != null && header.strip().matches("[0-9]{1,6}(\\.[0-9]{1,6})?");
    double seconds = said ? Double.parseDouble(header.strip()) : 2;
    return now.plusMillis((long) Math.ceil(1_000 * Math.min(3_600, seconds)));
  }

  /**
   * Returns the UUID of a name among those of one kind: the same for the same name, always. Its version is 5 of RFC 9562, as
   * Shopify recommends for keys that are made from something.
   */
  static UUID uuid(String kind, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(ByteBuffer.allocate(16)
          .putLong(NAMES.getMostSignificantBits()).putLong(NAMES.getLeastSignificantBits()).array());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest((kind + "\n" + name).getBytes(StandardCharsets.UTF_8)));
      long high = hash.getLong() & ~0xF000L | 0x5000L;
      return new UUID(high, hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}

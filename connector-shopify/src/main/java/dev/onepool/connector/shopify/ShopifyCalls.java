package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes GraphQL calls of the shop, within its budget, and says what came of each. */
final class ShopifyCalls {

  private static final String BUDGET = "points";
  /** Of the smallest plan, until an answer says what holds for this shop. */
  private static final Rate SMALLEST = new Rate(50, 1_000);
  /** Below this many points the shop is left alone for a while. */
  private static final int RESERVE = 40;

  /** Codes of errors that are found before anything is done. */
  private static final Set<String> NOT_DONE = Set.of(
      "ACCESS_DENIED", "MAX_COST_EXCEEDED", "MAX_INPUT_SIZE_EXCEEDED", "SHOP_INACTIVE", "BAD_REQUEST");

  private final ConnectorContext context;
  private final ShopifySettings settings;
  private final ShopifyTokens tokens;

  ShopifyCalls(ConnectorContext context, ShopifySettings settings) {
    this.context = context;
    this.settings = settings;
    this.tokens = new ShopifyTokens(context, settings);
  }

  /** Returns the data that a reading operation gives, or throws why there is none. */
  JsonNode read(Operation operation, ObjectNode variables) {
    return read(operation, variables, context.clock().instant().plus(settings.timeout()));
  }

  /** Returns the data that a reading operation gives, or throws why there is none. */
  JsonNode read(Operation operation, ObjectNode variables, Instant deadline) {
    Reply reply = send(operation, variables, deadline);
    if (reply instanceof Reply.Data data) {
      return data.data();
    } else if (reply instanceof Reply.Throttled throttled) {
      throw ConnectorException.throttled(throttled.until());
    } else if (reply instanceof Reply.Refused refused) {
      throw new ConnectorException(refused.kind(), refused.message());
    } else if (reply instanceof Reply.Lost lost) {
      throw new ConnectorException(lost.kind(), lost.message());
    }
    throw new ConnectorException(FailureKind.UNAVAILABLE, ((Reply.NotSent) reply).message());
  }

  /**
   * Makes a call.
   *
   * @throws ConnectorException if there is no access token; then nothing has reached the shop
   */
  Reply send(Operation operation, ObjectNode variables, Instant deadline) {
    Instant wait = context.pacing().take(label(operation), SMALLEST, 1);
    wait = wait != null ? wait : context.pacing().take(BUDGET, SMALLEST, operation.points());
    if (wait != null) {
      return new Reply.Throttled(wait);
    }
    String token = tokens.get(deadline);
    HttpOutcome outcome = post(operation, variables, token, deadline);
    if (isUnauthorized(outcome)) {
      // The shop turned the call away at its door, so nothing of it was done, and asking again with the token that takes
      // the refused one's place repeats nothing. A second refusal is for a person.
      tokens.rejected(token);
      String fresh = tokens.get(deadline);
      outcome = fresh.equals(token) ? outcome : post(operation, variables, fresh, deadline);
      if (isUnauthorized(outcome)) {
        tokens.rejected(fresh);
        ConnectorException failure = tokens.unauthorized();
        return new Reply.Refused(failure.kind(), failure.getMessage());
      }
    }
    return understand(operation, outcome);
  }

  private static boolean isUnauthorized(HttpOutcome outcome) {
    return outcome instanceof HttpOutcome.Answer answer && answer.status() == 401;
  }

  private HttpOutcome post(Operation operation, ObjectNode variables, String token, Instant deadline) {
    ObjectNode body = Json.object().put("query", operation.document());
    body.set("variables", variables);
    HttpCall call = HttpCall.of("POST", settings.graphQl())
        .with("Accept", "application/json")
        .with("X-Shopify-Access-Token", token)
        .withJson(body.toString());
    return context.transport().send(call, deadline);
  }

  private Reply understand(Operation operation, HttpOutcome outcome) {
    if (outcome instanceof HttpOutcome.NotSent notSent) {
      return new Reply.NotSent("shop " + settings.shop() + " was not reached: " + settings.clean(notSent.why()));
    } else if (outcome instanceof HttpOutcome.NoAnswer none) {
      return new Reply.Lost(FailureKind.UNAVAILABLE,
          "shop " + settings.shop() + " did not answer: " + settings.clean(none.why()));
    }
    HttpOutcome.Answer answer = (HttpOutcome.Answer) outcome;
    return answer.status() == 200 ? understand(operation, answer) : understandStatus(operation, answer);
  }

  private Reply understandStatus(Operation operation, HttpOutcome.Answer answer) {
    int status = answer.status();
    String said = "shop " + settings.shop() + " answered " + status;
    if (status == 429) {
      Instant until = retryAfter(answer, context.clock().instant());
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
    JsonNode body = Json.parse(answer.body());
    if (body == null) {
      return new Reply.Lost(FailureKind.MALFORMED,
          "shop " + settings.shop() + " answered " + answer.body().length + " bytes that are not JSON");
    }
    String version = answer.header("X-Shopify-API-Version");
    if (settings.checksVersion() && !settings.version().equals(version)) {
      // Whatever was asked may have been done, by rules that we do not know.
      return new Reply.Lost(FailureKind.INVALID, "shop " + settings.shop() + " answered with API version " + version
          + " and not " + settings.version() + ": set api-version to one that is still served, after a look at its changes");
    }
    JsonNode status = body.path("extensions").path("cost").path("throttleStatus");
    learn(status);
    JsonNode errors = body.path("errors");
    if (errors.isMissingNode() || errors.isArray() && errors.isEmpty()) {
      spare(status);
      return body.path("data").isObject()
          ? new Reply.Data(body.path("data"))
          : new Reply.Lost(FailureKind.MALFORMED, "shop " + settings.shop() + " answered without data");
    }
    return understandErrors(operation, body, errors);
  }

  private Reply understandErrors(Operation operation, JsonNode body, JsonNode errors) {
    boolean notDone = errors.isArray();
    FailureKind kind = FailureKind.INVALID;
    StringBuilder said = new StringBuilder("shop " + settings.shop() + " refused " + operation.label() + ":");
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
    Instant now = context.clock().instant();
    double requested = cost.path("requestedQueryCost").asDouble(operation.points());
    JsonNode status = cost.path("throttleStatus");
    double most = status.path("maximumAvailable").asDouble(requested);
    if (requested > most) {
      return new Reply.Refused(FailureKind.INVALID, operation.label() + " costs " + (long) requested + " points and shop "
          + settings.shop() + " never has more than " + (long) most + "; lower the page sizes in its settings");
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
      context.pacing().pause(BUDGET, context.clock().instant().plus(refill(missing, status)));
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

  /** Returns when an answer of status 429 wants the next call: what it says, 2 seconds if it does not, an hour at most. */
  static Instant retryAfter(HttpOutcome.Answer answer, Instant now) {
    @Nullable String header = answer.header("Retry-After");
    boolean said = header != null && header.strip().matches("[0-9]{1,6}(\\.[0-9]{1,6})?");
    double seconds = said ? Double.parseDouble(header.strip()) : 2;
    return now.plusMillis((long) Math.ceil(1_000 * Math.min(3_600, seconds)));
  }
}

package dev.onepool.connector.ebay;

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
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls eBay, once each: asks the budget, adds the token, and says what came of it. */
final class EbayApi {

  static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  private static final long LONGEST_WAIT_SECONDS = 86_400;
  private static final Duration LOGIN_BUSY = Duration.ofMinutes(1);
  private static final Rate KEYS = new Rate(1 / 60.0, 20);
  private static final String BASE_SCOPE = "https://api.ebay.com/oauth/api_scope";

  /** An API of eBay's, whose calls are counted together. */
  enum Api {
    INVENTORY("/sell/inventory/v1", "limit.inventory"),
    FULFILLMENT("/sell/fulfillment/v1", "limit.fulfillment"),
    NOTIFICATION("/commerce/notification/v1", "limit.notification");

    private final String path;
    private final String limit;

    Api(String path, String limit) {
      this.path = path;
      this.limit = limit;
    }
  }

  /** Who calls: the seller, or the application for itself. */
  enum Caller {
    SELLER,
    APPLICATION
  }

  /** What is known of a call's effect. */
  enum Effect {
    /** eBay did it, and what it answered can be read. */
    ANSWERED,
    /** eBay did not do it, and will not. */
    REFUSED,
    /** Nothing was done, because it was too often. */
    THROTTLED,
    /** eBay may have done it. */
    DOUBTFUL
  }

  /**
   * What came of a call.
   *
   * @param status of HTTP; 0 without an answer
   * @param body what was answered; missing where there is none
   * @param errors the numbers of eBay's errors
   * @param message why it was not answered well, to read and without secrets
   * @param failure what kind of trouble that is
   * @param until when to call again, where it is too often now
   */
  record Reply(Effect effect, int status, JsonNode body, Set<Integer> errors, String message, FailureKind failure,
      @Nullable Instant until) {

    static Reply of(Effect effect, FailureKind failure, int status, Set<Integer> errors, String message) {
      return new Reply(effect, status, MissingNode.getInstance(), errors, message, failure, null);
    }

    static Reply throttled(Instant until) {
      return new Reply(Effect.THROTTLED, 429, MissingNode.getInstance(), Set.of(), "too many calls", FailureKind.THROTTLED, until);
    }

    /** Returns the body, or throws what kept it away. */
    JsonNode orThrow() {
      if (effect == Effect.ANSWERED) {
        return body;
      }
      throw until != null ? ConnectorException.throttled(until) : new ConnectorException(failure, message);
    }

    /** Returns what to say of a write that was not answered well. */
    PublishResult asResult() {
      return switch (effect) {
        case ANSWERED -> new PublishResult.Unknown("eBay answered with something else than was asked");
        case REFUSED -> new PublishResult.Rejected(failure, message);
        case THROTTLED -> new PublishResult.Throttled(until == null ? Instant.MAX : until);
        case DOUBTFUL -> new PublishResult.Unknown(message);
      };
    }

    /** Shows nothing of the body. */
    @Override
    public String toString() {
      return "Reply[" + effect + " " + status + "]";
    }
  }

  private final ConnectorContext context;
  private final EbaySettings settings;
  private final Map<Api, Integer> refusals = new EnumMap<>(Api.class);
  /** The newest token of each caller, until eBay has accepted it; guarded by this. */
  private final Map<Caller, String> untried = new EnumMap<>(Caller.class);

  EbayApi(ConnectorContext context, EbaySettings settings) {
    this.context = context;
    this.settings = settings;
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Returns until when an answer is waited for, where the engine sets no deadline. */
  Instant patience() {
    return now().plus(settings.duration("call-timeout"));
  }

  /** Makes sure that there is a token; throws what keeps it away. */
  void authorise(Instant deadline) {
    token(Caller.SELLER, deadline);
  }

  /** Reads for the seller; throws what keeps the answer away. */
  JsonNode read(Api api, String pathAndQuery) {
    return send(api, Caller.SELLER, "GET", pathAndQuery, null, patience()).orThrow();
  }

  /** Takes so many calls from a budget; returns null if it had them, otherwise when to ask again. */
  @Nullable Instant take(Api api, int calls) {
    return context.pacing().take(api.name(), rate(api), calls);
  }

  /** Calls once, if the budget allows it. */
  Reply send(Api api, Caller caller, String method, String pathAndQuery, @Nullable JsonNode body, Instant deadline) {
    Instant wait = take(api, 1);
    return wait != null ? Reply.throttled(wait) : paid(api, caller, method, pathAndQuery, body, deadline);
  }

  /** Calls once; the call was taken from the budget before. */
  Reply paid(Api api, Caller caller, String method, String pathAndQuery, @Nullable JsonNode body, Instant deadline) {
    String token = token(caller, deadline);
    HttpCall call = HttpCall.of(method, URI.create(settings.host() + api.path + pathAndQuery))
        .with("authorization", "Bearer " + token)
        .with("accept", "application/json");
    if (api == Api.INVENTORY) {
      call = call.with("accept-language", settings.text("language"));
    }
    if (body != null) {
      call = call.withJson(body.toString());
    }
    String name = method + " " + api.path + pathAndQuery.replaceFirst("\\?.*", "");
    return understood(api, caller, name, token, context.transport().send(call, deadline));
  }

  /** Takes a call for a key from a budget of its own: anybody can name keys, and must not use up the budget of the rest. */
  @Nullable Instant takeKey() {
    return context.pacing().take("PUBLIC_KEY", KEYS, 1);
  }

  /** A tenth at once and the rest spread over the day are together what eBay allows in any 24 hours. */
  private Rate rate(Api api) {
    long day = settings.number(api.limit);
    return new Rate((day - day / 10) / 86_400.0, day / 10);
  }

  private Reply understood(Api api, Caller caller, String name, String token, HttpOutcome outcome) {
    if (outcome instanceof HttpOutcome.NotSent unsent) {
      return Reply.of(Effect.REFUSED, FailureKind.UNAVAILABLE, 0, Set.of(), name + " was not sent: " + unsent.why());
    }
    if (outcome instanceof HttpOutcome.NoAnswer lost) {
      return Reply.of(Effect.DOUBTFUL, FailureKind.UNAVAILABLE, 0, Set.of(), name + " got no answer: " + lost.why());
    }
    HttpOutcome.Answer answer = (HttpOutcome.Answer) outcome;
    int status = answer.status();
    if (status == 429) {
      return Reply.throttled(backOff(api, answer.header("retry-after")));
    }
    recovered(api);
    if (status >= 200 && status < 300) {
      accepted(caller, token);
      return body(name, answer);
    }
    Set<Integer> errors = new HashSet<>();
    String said = name + " was answered with " + status + words(answer, token, errors);
    if (status == 401 || status == 403) {
      refused(caller, token, status);
      return Reply.of(Effect.REFUSED, FailureKind.UNAUTHORIZED, status, errors, said + ". If the next call, with a new access "
          + "token, is refused too, the consent lacks a scope, or the seller has to consent again");
    }
    if (status >= 400 && status < 500) {
      FailureKind kind = status == 404 ? FailureKind.UNKNOWN_LISTING : FailureKind.INVALID;
      return Reply.of(Effect.REFUSED, kind, status, errors, said);
    }
    return Reply.of(Effect.DOUBTFUL, status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.MALFORMED, status, errors, said);
  }

  private static Reply body(String name, HttpOutcome.Answer answer) {
    JsonNode body = answer.body().length == 0 ? MissingNode.getInstance() : parsed(answer.body());
    if (body != null && (body.isObject() || body.isMissingNode())) {
      return new Reply(Effect.ANSWERED, answer.status(), body, Set.of(), "", FailureKind.MALFORMED, null);
    }
    return Reply.of(Effect.DOUBTFUL, FailureKind.MALFORMED, answer.status(), Set.of(),
        name + " was answered with something that is no JSON object");
  }

  /** eBay documents no time to wait; where it names one all the same, that counts. Else one second, doubled each time. */
  private synchronized Instant backOff(Api api, @Nullable String retryAfter) {
    int times = refusals.merge(api, 1, (before, one) -> Math.min(11, before + one));
    long seconds = Math.min(LONGEST_BACKOFF.toSeconds(), 1L << (times - 1));
    if (retryAfter != null && retryAfter.strip().matches("[0-9]{1,9}")) {
      seconds = Math.max(1, Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(retryAfter.strip())));
    }
    Instant until = now().plusSeconds(seconds);
    context.pacing().pause(api.name(), until);
    return until;
  }

  private synchronized void recovered(Api api) {
    refusals.remove(api);
  }

  /** Returns what eBay says is wrong, and collects the errors' numbers. */
  private String words(HttpOutcome.Answer answer, String token, Set<Integer> errors) {
    JsonNode body = parsed(answer.body());
    StringBuilder words = new StringBuilder();
    for (JsonNode error : body == null ? MissingNode.getInstance() : body.path("errors")) {
      errors.add(error.path("errorId").asInt());
      words.append(words.isEmpty() ? ": " : "; ").append(error.path("errorId").asText()).append(' ')
          .append(error.path("message").asText());
    }
    return settings.clean(words.toString().replace(token, "***"));
  }

  // ---- access tokens: the seller's live two hours and come from a refresh token that stays

  private String token(Caller caller, Instant deadline) {
    return context.tokens().get(caller.name(), refresh -> obtain(caller, deadline));
  }

  private synchronized void accepted(Caller caller, String token) {
    untried.remove(caller, token);
  }

  /** A brand-new token that is refused is not to blame, nor is one that is known but may not do this. */
  private synchronized void refused(Caller caller, String token, int status) {
    if (status == 401 && !token.equals(untried.get(caller))) {
      context.tokens().rejected(caller.name(), token);
    }
  }

  private AccessToken obtain(Caller caller, Instant deadline) {
    String form = caller == Caller.SELLER
        ? "grant_type=refresh_token&refresh_token=" + encoded(settings.text(EbaySettings.REFRESH_TOKEN))
        : "grant_type=client_credentials&scope=" + encoded(BASE_SCOPE);
    String credentials = settings.text(EbaySettings.CLIENT_ID) + ":" + settings.text(EbaySettings.CLIENT_SECRET);
    HttpOutcome outcome = context.transport().send(
        HttpCall.of("POST", URI.create(settings.host() + "/identity/v1/oauth2/token"))
            .with("authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .with("accept", "application/json")
            .with("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8)),
        deadline);
    if (outcome instanceof HttpOutcome.Answer answer) {
      return token(caller, answer);
    }
    String why = outcome instanceof HttpOutcome.NotSent unsent ? unsent.why() : ((HttpOutcome.NoAnswer) outcome).why();
    throw new ConnectorException(FailureKind.UNAVAILABLE, "eBay gave no access token: " + why);
  }

  private AccessToken token(Caller caller, HttpOutcome.Answer answer) {
    if (answer.status() == 429) {
      throw ConnectorException.throttled(now().plus(LOGIN_BUSY));
    }
    if (answer.status() >= 500) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "eBay's token service answered with " + answer.status());
    }
    JsonNode body = parsed(answer.body());
    if (answer.status() >= 400) {
      throw refusal(caller, answer.status(), body == null ? "" : body.path("error").asText());
    }
    String value = body == null ? "" : body.path("access_token").asText();
    long seconds = body == null ? 0 : body.path("expires_in").asLong();
    if (answer.status() != 200 || value.isEmpty() || seconds < 1) {
      throw new ConnectorException(FailureKind.MALFORMED, "eBay's token service answered with no access token");
    }
    synchronized (this) {
      untried.put(caller, value);
    }
    return new AccessToken(value, now().plusSeconds(seconds), null);
  }

  private static ConnectorException refusal(Caller caller, int status, String error) {
    if (caller == Caller.SELLER && error.equals("invalid_grant")) {
      return new ConnectorException(FailureKind.UNAUTHORIZED, "eBay does not accept the refresh token any more (invalid_grant): "
          + "have the seller consent again, and set \"" + EbaySettings.REFRESH_TOKEN + "\" to the new one");
    }
    return new ConnectorException(FailureKind.UNAUTHORIZED, "eBay refused an access token with " + status + ": check \""
        + EbaySettings.CLIENT_ID + "\" and \"" + EbaySettings.CLIENT_SECRET + "\", and that both belong to this \""
        + EbaySettings.ENVIRONMENT + "\"");
  }

  // ---- texts

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** Encodes a part of a path; also one that is made of dots only, which would be taken for a way upwards. */
  static String step(String text) {
    return text.matches("\\.+") ? text.replace(".", "%2E") : encoded(text);
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

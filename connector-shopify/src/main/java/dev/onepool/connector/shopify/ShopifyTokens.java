package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The shop's access tokens: a fixed one, or one asked for by client credentials, or by a refresh token that is replaced at
 * each use.
 */
final class ShopifyTokens {

  private final ConnectorContext context;
  private final ShopifySettings settings;
  private final String name;

  ShopifyTokens(ConnectorContext context, ShopifySettings settings) {
    this.context = context;
    this.settings = settings;
    // A new refresh token in the settings begins a new chain; the name tells the chains apart and shows none of them.
    this.name = settings.refreshToken().isEmpty()
        ? "client-credentials"
        : "offline-" + NameUuid.of("refresh-token", settings.refreshToken()).toString().substring(0, 8);
  }

  /**
   * Returns a token that should be accepted.
   *
   * @throws ConnectorException if the shop gives none
   */
  String get(Instant deadline) {
    return settings.adminToken().isEmpty()
        ? context.tokens().get(name, refresh -> obtain(refresh, deadline))
        : settings.adminToken();
  }

  /** Notes that the shop did not accept this token. */
  void rejected(String token) {
    if (settings.adminToken().isEmpty()) {
      context.tokens().rejected(name, token);
    }
  }

  /** Returns the failure of a shop that accepts no token, with what to do. */
  ConnectorException unauthorized() {
    String remedy = settings.adminToken().isEmpty()
        ? "if the app was uninstalled, install it again" + (settings.refreshToken().isEmpty()
            ? "" : " and set the refresh-token that this gives")
        : "make a new token and set admin-token";
    return new ConnectorException(FailureKind.UNAUTHORIZED,
        "shop " + settings.shop() + " does not accept the access token, it was revoked; " + remedy);
  }

  private AccessToken obtain(@Nullable String refresh, Instant deadline) {
    ObjectNode body = Json.object().put("client_id", settings.clientId()).put("client_secret", settings.clientSecret());
    if (settings.refreshToken().isEmpty()) {
      body.put("grant_type", "client_credentials");
    } else {
      body.put("grant_type", "refresh_token");
      body.put("refresh_token", refresh == null ? settings.refreshToken() : refresh);
    }
    Instant asked = context.clock().instant();
    HttpCall call = HttpCall.of("POST", settings.tokens()).with("Accept", "application/json").withJson(body.toString());
    HttpOutcome outcome = context.transport().send(call, deadline);
    if (!(outcome instanceof HttpOutcome.Answer answer)) {
      throw new ConnectorException(FailureKind.UNAVAILABLE,
          "shop " + settings.shop() + " did not answer when asked for an access token");
    }
    return read(answer, asked);
  }

  private AccessToken read(HttpOutcome.Answer answer, Instant asked) {
    if (answer.status() == 429) {
      throw ConnectorException.throttled(ShopifyCalls.retryAfter(answer, asked));
    }
    if (answer.status() >= 500) {
      throw new ConnectorException(FailureKind.UNAVAILABLE,
          "shop " + settings.shop() + " answered " + answer.status() + " when asked for an access token");
    }
    if (answer.status() != 200) {
      throw new ConnectorException(FailureKind.UNAUTHORIZED, "shop " + settings.shop()
          + " gives no access token (status " + answer.status() + "): check client-id and client-secret, and that the "
          + "app is installed" + (settings.refreshToken().isEmpty()
              ? " and belongs to the shop's organisation" : "; if it is, authorise it again and set its refresh-token"));
    }
    JsonNode body = Json.parse(answer.body());
    String token = body == null ? "" : body.path("access_token").asText();
    long seconds = body == null ? 0 : body.path("expires_in").asLong(Long.MAX_VALUE);
    String refresh = body == null ? "" : body.path("refresh_token").asText();
    if (token.isBlank() || seconds <= 0 || refresh.isBlank() && !settings.refreshToken().isEmpty()) {
      throw new ConnectorException(FailureKind.MALFORMED,
          "shop " + settings.shop() + " answered something that cannot be read when asked for an access token");
    }
    Instant expiresAt = seconds > Integer.MAX_VALUE ? Instant.MAX : asked.plusSeconds(seconds);
    return new AccessToken(token, expiresAt, refresh.isBlank() ? null : refresh);
  }
}

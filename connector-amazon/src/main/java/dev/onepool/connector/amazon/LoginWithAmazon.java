package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Obtains access tokens for the account. They live an hour; many threads ask for one only once. */
final class LoginWithAmazon {

  private static final String NAME = "lwa";
  private static final Duration BUSY = Duration.ofMinutes(1);

  private final ConnectorContext context;
  private final AmazonSettings settings;
  private volatile @Nullable String untried;

  LoginWithAmazon(ConnectorContext context, AmazonSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  String token(Instant deadline) {
    return context.tokens().get(NAME, refresh -> obtain(deadline));
  }

  void accepted(String token) {
    if (token.equals(untried)) {
      untried = null;
    }
  }

  /** A brand-new token that is refused is not to blame: the role or the authorisation is missing, and another would not help. */
  void refused(String token) {
    if (!token.equals(untried)) {
      context.tokens().rejected(NAME, token);
    }
  }

  private AccessToken obtain(Instant deadline) {
    String form = "grant_type=refresh_token&refresh_token=" + form(settings.secrets().text(AmazonSettings.REFRESH_TOKEN))
        + "&client_id=" + form(settings.clientId())
        + "&client_secret=" + form(settings.secrets().text(AmazonSettings.CLIENT_SECRET));
    HttpOutcome outcome = context.transport().send(
        HttpCall.of("POST", settings.tokenEndpoint()).with("accept", "application/json")
            .with("application/x-www-form-urlencoded;charset=UTF-8", form.getBytes(StandardCharsets.UTF_8)),
        deadline);
    if (outcome instanceof HttpOutcome.Answer answer) {
      return token(answer);
    }
    String why = outcome instanceof HttpOutcome.NotSent unsent ? unsent.why() : ((HttpOutcome.NoAnswer) outcome).why();
    throw new ConnectorException(FailureKind.UNAVAILABLE, "Login with Amazon gave no access token: " + why);
  }

  private AccessToken token(HttpOutcome.Answer answer) {
    if (answer.status() == 429) {
      throw ConnectorException.throttled(context.clock().instant().plus(BUSY));
    }
    if (answer.status() >= 500) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "Login with Amazon answered with " + answer.status());
    }
    JsonNode body = SpApi.parsed(answer.body());
    if (answer.status() >= 400) {
      throw refusal(answer.status(), body == null ? "" : body.path("error").asText());
    }
    String value = body == null ? "" : body.path("access_token").asText();
    long seconds = body == null ? 0 : body.path("expires_in").asLong();
    if (answer.status() != 200 || value.isEmpty() || seconds < 1) {
      throw new ConnectorException(FailureKind.MALFORMED, "Login with Amazon answered with no access token");
    }
    untried = value;
    return new AccessToken(value, context.clock().instant().plusSeconds(seconds), null);
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
}

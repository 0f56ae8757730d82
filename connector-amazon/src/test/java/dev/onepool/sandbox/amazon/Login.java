package dev.onepool.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.LocalServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Login with Amazon: who may ask for access tokens, and which are accepted. Guarded by the sandbox's lock. */
final class Login {

  private static final String CLIENT = "amzn1.application-oa2-client.sandbox";
  private static final String CLIENT_SECRET = "client-secret-of-the-sandbox";
  private static final String REFRESH_TOKEN = "Atzr|refresh-token-of-the-sandbox";
  private static final long SECONDS = 3_600;

  private final Clock clock;
  private final Map<String, Instant> tokens = new HashMap<>();
  private final Set<String> issued = new HashSet<>();
  private boolean revoked;
  boolean roleTaken;

  Login(Clock clock) {
    this.clock = clock;
  }

  Map<String, String> settings(String address) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("region", "na");
    settings.put("marketplace-id", AmazonSandbox.MARKETPLACE);
    settings.put("seller-id", AmazonSandbox.SELLER);
    settings.put("lwa.client-id", CLIENT);
    settings.put("lwa.client-secret", CLIENT_SECRET);
    settings.put("lwa.refresh-token", REFRESH_TOKEN);
    settings.put("endpoint", address);
    settings.put("lwa.endpoint", address + "/auth/o2/token");
    return settings;
  }

  Set<String> secrets() {
    Set<String> secrets = new HashSet<>(issued);
    secrets.add(CLIENT_SECRET);
    secrets.add(REFRESH_TOKEN);
    return secrets;
  }

  void expire() {
    tokens.clear();
  }

  void revoke() {
    revoked = true;
    tokens.clear();
  }

  void authorise(Request request) {
    if (request.headers().getOrDefault("user-agent", "").isEmpty()
        || !request.headers().getOrDefault("x-amz-date", "").matches("\\d{8}T\\d{6}Z")) {
      throw Refusal.invalid("missing header user-agent or x-amz-date");
    }
    Instant until = tokens.get(request.headers().getOrDefault("x-amz-access-token", ""));
    if (until == null || !clock.instant().isBefore(until) || roleTaken) {
      throw new Refusal(403, "Unauthorized", roleTaken
          ? "Access to requested resource is denied." : "The access token you provided has expired.");
    }
  }

  LocalServer.Answer token(Request request) {
    Map<String, String> form = new HashMap<>();
    for (String part : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
      form.put(part.substring(0, part.indexOf('=')), Request.decoded(part.substring(part.indexOf('=') + 1)));
    }
    if (!CLIENT.equals(form.get("client_id")) || !CLIENT_SECRET.equals(form.get("client_secret"))) {
      return refusal(401, "invalid_client", "Client authentication failed");
    }
    if (!"refresh_token".equals(form.get("grant_type")) || revoked || !REFRESH_TOKEN.equals(form.get("refresh_token"))) {
      return refusal(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token");
    }
    String token = "Atza|access-token-" + issued.size() + "-of-the-sandbox";
    issued.add(token);
    tokens.put(token, clock.instant().plusSeconds(SECONDS));
    ObjectNode answer = Request.JSON.createObjectNode().put("access_token", token).put("token_type", "bearer")
        .put("expires_in", SECONDS).put("refresh_token", REFRESH_TOKEN);
    return new LocalServer.Answer(200, answer.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static LocalServer.Answer refusal(int status, String error, String description) {
    JsonNode body = Request.JSON.createObjectNode().put("error", error).put("error_description", description);
    return new LocalServer.Answer(status, body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }
}

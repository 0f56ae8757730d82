package dev.onepool.sandbox.ebay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.testkit.contract.LocalServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who may ask for access tokens, and which are accepted. Guarded by the sandbox's lock. */
final class Login {

  private static final String CLIENT = "Onepool-Sandbox-SBX-1";
  private static final String SECRET = "SBX-the-cert-id-of-the-sandbox";
  private static final String REFRESH = "v^1.1#i^1#r^1#the-refresh-token-of-the-sandbox";
  private static final String VERIFICATION = "the-verification-token-of-the-sandbox_1";
  private static final long SECONDS = 7_200;

  /** A token: until when it is good, and whether it is the seller's or the application's. */
  private record Issued(Instant until, boolean seller) {}

  private final Clock clock;
  private final Map<String, Issued> tokens = new HashMap<>();
  private final Set<String> issued = new HashSet<>();
  private boolean revoked;
  boolean scopeTaken;

  Login(Clock clock) {
    this.clock = clock;
  }

  Map<String, String> settings(String address) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("environment", "sandbox");
    settings.put("client-id", CLIENT);
    settings.put("client-secret", SECRET);
    settings.put("refresh-token", REFRESH);
    settings.put("endpoint", address);
    return settings;
  }

  static String verificationToken() {
    return VERIFICATION;
  }

  Set<String> secrets() {
    Set<String> secrets = new HashSet<>(issued);
    secrets.add(SECRET);
    secrets.add(REFRESH);
    secrets.add(VERIFICATION);
    secrets.add(Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8)));
    return secrets;
  }

  void expire() {
    tokens.clear();
  }

  void revoke() {
    revoked = true;
    tokens.clear();
  }

  /** Refuses a call that has no good token of one of these kinds. */
  void authorise(Request request, boolean sellerMay, boolean applicationMay) {
    String header = request.headers().getOrDefault("authorization", "");
    Issued token = header.startsWith("Bearer ") ? tokens.get(header.substring(7)) : null;
    if (token == null || !clock.instant().isBefore(token.until())) {
      throw new Refusal(401, 1001, "OAuth", "Invalid access token");
    }
    if (scopeTaken || !(token.seller() ? sellerMay : applicationMay)) {
      throw new Refusal(403, 1100, "ACCESS", "Access denied");
    }
  }

  LocalServer.Answer token(Request request) {
    String basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(request.headers().get("authorization"))) {
      return refusal(401, "invalid_client", "client authentication failed");
    }
    if (!request.headers().getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
      return refusal(400, "invalid_request", "the content type is wrong");
    }
    Map<String, String> form = new HashMap<>();
    for (String part : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
      form.put(part.substring(0, part.indexOf('=')), Request.decoded(part.substring(part.indexOf('=') + 1)));
    }
    String grant = form.getOrDefault("grant_type", "");
    boolean seller = grant.equals("refresh_token");
    if (revoked || seller && !REFRESH.equals(form.get("refresh_token"))) {
      return refusal(400, "invalid_grant", "the provided authorization refresh token is invalid or was issued to another client");
    }
    if (!seller && !(grant.equals("client_credentials") && "https://api.ebay.com/oauth/api_scope".equals(form.get("scope")))) {
      return refusal(400, "invalid_request", "the grant or its scope is wrong");
    }
    String token = "v^1.1#access-token-" + issued.size() + "-of-the-sandbox";
    issued.add(token);
    tokens.put(token, new Issued(clock.instant().plusSeconds(SECONDS), seller));
    ObjectNode answer = Request.JSON.createObjectNode().put("access_token", token).put("expires_in", SECONDS)
        .put("token_type", seller ? "User Access Token" : "Application Access Token");
    return new LocalServer.Answer(200, answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static LocalServer.Answer refusal(int status, String error, String description) {
    ObjectNode body = Request.JSON.createObjectNode().put("error", error).put("error_description", description);
    return new LocalServer.Answer(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }
}

package dev.onepool.sandbox.walmart;

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

/** Who may ask for access tokens, and which are accepted; and the headers of every call. Guarded by the sandbox's lock. */
final class Login {

  static final String WEBHOOK_SECRET = "webhook-secret-of-the-sandbox";
  private static final String CLIENT = "client-of-the-sandbox";
  private static final String CLIENT_SECRET = "client-secret-of-the-sandbox";
  private static final long SECONDS = 900;

  private final Clock clock;
  private final Map<String, Instant> tokens = new HashMap<>();
  private final Set<String> issued = new HashSet<>();
  private boolean revoked;
  boolean scopeTaken;

  Login(Clock clock) {
    this.clock = clock;
  }

  Map<String, String> settings(String address) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("client-id", CLIENT);
    settings.put("client-secret", CLIENT_SECRET);
    settings.put("partner-id", WalmartSandbox.PARTNER);
    settings.put("endpoint", address);
    return settings;
  }

  Set<String> secrets() {
    Set<String> secrets = new HashSet<>(issued);
    secrets.add(CLIENT_SECRET);
    secrets.add(WEBHOOK_SECRET);
    return secrets;
  }

  void expire() {
    tokens.clear();
  }

  void revoke() {
    revoked = true;
    tokens.clear();
  }

  private static void named(Request request) {
    String id = request.headers().getOrDefault("wm_qos.correlation_id", "");
    if (!id.matches("[0-9a-f-]{36}") || request.headers().getOrDefault("wm_svc.name", "").isEmpty()
        || !"application/json".equals(request.headers().get("accept"))) {
      throw new Refusal(400, "MISSING_REQUEST_HEADER.GMP_GATEWAY_API", "WM_QOS.CORRELATION_ID, WM_SVC.NAME or Accept is missing");
    }
  }

  void authorise(Request request) {
    named(request);
    Instant until = tokens.get(request.headers().getOrDefault("wm_sec.access_token", ""));
    if (until == null || !clock.instant().isBefore(until) || request.headers().containsKey("authorization")) {
      throw new Refusal(401, "UNAUTHORIZED.GMP_GATEWAY_API", "Unauthorized token or incorrect authorization header.");
    }
    if (scopeTaken) {
      throw new Refusal(403, "FORBIDDEN.GMP_GATEWAY_API", "The keys lack the permission.");
    }
  }

  LocalServer.Answer token(Request request) {
    named(request);
    String keys = Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    String form = new String(request.body(), StandardCharsets.UTF_8);
    if (revoked || !("Basic " + keys).equals(request.headers().get("authorization"))) {
      throw new Refusal(401, "UNAUTHORIZED.GMP_GATEWAY_API", "Client authentication failed");
    }
    if (!form.equals("grant_type=client_credentials")
        || !request.headers().getOrDefault("content-type", "").equals("application/x-www-form-urlencoded")) {
      throw Refusal.invalid("grant_type");
    }
    String token = "access-token-" + issued.size() + "-of-the-sandbox";
    issued.add(token);
    tokens.put(token, clock.instant().plusSeconds(SECONDS));
    ObjectNode answer = Request.JSON.createObjectNode().put("access_token", token).put("token_type", "Bearer").put("expires_in", SECONDS);
    return new LocalServer.Answer(200, answer.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }
}

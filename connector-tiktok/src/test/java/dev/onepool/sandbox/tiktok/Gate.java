package dev.onepool.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may call: tokens, signatures, time stamps and ciphers. It signs by itself, so that what the connector signs is checked by
 * another hand. Guarded by the sandbox's lock.
 */
final class Gate {

  static final String APP_KEY = "6appkeyofthesandbox";
  static final String APP_SECRET = "app-secret-of-the-sandbox";
  static final String CIPHER = "ROW_cipherOfTheSandbox/+=";
  private static final String FIRST_REFRESH = "refresh-token-0-of-the-sandbox";
  private static final long WEEK = 604_800;
  private static final long YEAR = 31_536_000;

  private final Clock clock;
  private final Map<String, Instant> tokens = new HashMap<>();
  private final Set<String> secrets = new HashSet<>(Set.of(APP_SECRET, FIRST_REFRESH));
  private String refresh = FIRST_REFRESH;
  private int issued;
  private boolean revoked;
  /** Whether the app's scopes were taken away. */
  boolean scopesTaken;

  Gate(Clock clock) {
    this.clock = clock;
  }

  Map<String, String> settings(String address) {
    Map<String, String> settings = new HashMap<>();
    settings.put("app-key", APP_KEY);
    settings.put("app-secret", APP_SECRET);
    settings.put("refresh-token", FIRST_REFRESH);
    settings.put("shop-id", TikTokSandbox.SHOP);
    settings.put("warehouse-id", TikTokSandbox.WAREHOUSE);
    settings.put("fbt-warehouse-ids", TikTokSandbox.FBT_WAREHOUSE);
    settings.put("endpoint", address);
    return settings;
  }

  Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  void expire() {
    tokens.clear();
  }

  void revoke() {
    revoked = true;
    tokens.clear();
  }

  /** Gives a token for the refresh token of the last time, and another refresh token for the next. */
  ObjectNode token(Request request) {
    Map<String, String> query = request.query();
    if (!query.keySet().equals(Set.of("app_key", "app_secret", "refresh_token", "grant_type"))
        || !"refresh_token".equals(query.get("grant_type"))) {
      throw new Refusal(200, 36004001, "invalid params");
    }
    if (revoked || !APP_KEY.equals(query.get("app_key")) || !APP_SECRET.equals(query.get("app_secret"))
        || !refresh.equals(query.get("refresh_token"))) {
      throw new Refusal(200, 36004004, "the app or its refresh token is invalid");
    }
    issued++;
    String token = "ROW_access-token-" + issued + "-of-the-sandbox";
    refresh = "refresh-token-" + issued + "-of-the-sandbox";
    secrets.add(token);
    secrets.add(refresh);
    long now = clock.instant().getEpochSecond();
    tokens.put(token, Instant.ofEpochSecond(now + WEEK));
    return Request.JSON.createObjectNode().put("access_token", token).put("access_token_expire_in", now + WEEK)
        .put("refresh_token", refresh).put("refresh_token_expire_in", now + YEAR).put("open_id", "7010736057180325637")
        .put("seller_name", "Local shop").put("seller_base_region", "US").put("user_type", 0);
  }

  /** Refuses a call that is not signed, not fresh, without a token, or for no shop. */
  void check(Request request, boolean ofShop) {
    if (!sign(request).equals(request.text("sign")) || !APP_KEY.equals(request.text("app_key"))) {
      throw new Refusal(401, 106001, "Invalid credentials. The 'sign' query parameter is invalid.");
    }
    String stamp = request.text("timestamp");
    long age = stamp.matches("[0-9]{10}") ? clock.instant().getEpochSecond() - Long.parseLong(stamp) : Long.MAX_VALUE;
    if (age > 300 || age < -30) {
      throw Refusal.invalid("timestamp is expired");
    }
    Instant until = tokens.get(request.headers().getOrDefault("x-tts-access-token", ""));
    if (until == null || !clock.instant().isBefore(until)) {
      throw new Refusal(401, 105002, "Expired credentials. The 'x-tts-access-token' header has expired.");
    }
    if (scopesTaken) {
      throw new Refusal(200, 105005, "Access denied. The app lacks a scope.");
    }
    if (ofShop && request.text("shop_cipher").isEmpty()) {
      throw new Refusal(200, 106013, "The shop_cipher is missing.");
    }
    if (ofShop ? !CIPHER.equals(request.text("shop_cipher")) : request.query().containsKey("shop_cipher")) {
      throw Refusal.invalid("query.shop_cipher");
    }
  }

  private static String sign(Request request) {
    StringBuilder text = new StringBuilder(APP_SECRET).append(request.path());
    // The map is sorted.
    request.query().forEach((name, value) -> text.append(name.equals("sign") ? "" : name + value));
    text.append(new String(request.body(), StandardCharsets.UTF_8)).append(APP_SECRET);
    return hex(text.toString());
  }

  /** Returns the signature of a notification. */
  static String signed(String secret, String body) {
    return hexWith(secret, APP_KEY + body);
  }

  private static String hex(String text) {
    return hexWith(APP_SECRET, text);
  }

  private static String hexWith(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      StringBuilder hex = new StringBuilder();
      for (byte octet : mac.doFinal(text.getBytes(StandardCharsets.UTF_8))) {
        hex.append(String.format("%02x", octet));
      }
      return hex.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}

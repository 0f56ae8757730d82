package dev.onepool.sandbox.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues access tokens. A refresh token is good for one use; the one before it is refused then, as Shopify does. */
final class TokenDesk {

  static final String CLIENT_ID = "sandbox-client-id";
  static final String CLIENT_SECRET = "sandbox-client-secret-4711";
  static final String FIRST_REFRESH = "sandbox-refresh-token-0000";

  private final Clock clock;
  private final Map<String, Instant> accepted = new HashMap<>();
  private final Set<String> issued = new HashSet<>();
  private String refresh = FIRST_REFRESH;
  private boolean revoked;
  private int count;

  TokenDesk(Clock clock) {
    this.clock = clock;
    issued.add(FIRST_REFRESH);
  }

  /** Returns the answer to a question for a token; null if it is refused. */
  synchronized @Nullable Map<String, Object> issue(@Nullable JsonNode asked) {
    if (revoked || asked == null || !asked.path("client_id").asText().equals(CLIENT_ID)
        || !asked.path("client_secret").asText().equals(CLIENT_SECRET)) {
      return null;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (asked.path("grant_type").asText()) {
      case "client_credentials" -> answer.put("expires_in", 86_399);
      case "refresh_token" -> {
        if (!asked.path("refresh_token").asText().equals(refresh)) {
          return null;
        }
        refresh = "sandbox-refresh-token-" + ++count + "-of-the-shop";
        issued.add(refresh);
        answer.put("expires_in", 3_600);
        answer.put("refresh_token", refresh);
        answer.put("refresh_token_expires_in", 7_776_000);
      }
      default -> {
        return null;
      }
    }
    String token = "sandbox-access-token-" + ++count + "-of-the-shop";
    issued.add(token);
    accepted.put(token, clock.instant().plus(Duration.ofSeconds(((Number) answer.get("expires_in")).longValue())));
    answer.put("access_token", token);
    answer.put("scope", "read_inventory,write_inventory,read_locations,read_orders");
    return answer;
  }

  synchronized boolean accepts(@Nullable String token) {
    Instant until = accepted.get(token);
    return !revoked && until != null && clock.instant().isBefore(until);
  }

  /** Accepts a fixed token, as a custom app has. */
  synchronized void fix(String token) {
    issued.add(token);
    accepted.put(token, Instant.MAX);
  }

  synchronized void expire() {
    accepted.clear();
  }

  synchronized void revoke() {
    revoked = true;
  }

  synchronized Set<String> issued() {
    return Set.copyOf(issued);
  }
}

package dev.onepool.core.internal.calls;

import dev.onepool.spi.AccessToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A token as it lies in the store: a line each for the format, when it came, when it expires, its value, and its refresh
 * secret.
 */
record KeptToken(AccessToken token, Instant obtainedAt) {

  private static final String FORMAT = "onepool token 1";
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);
  private static final int MARGIN_PART = 10;

  /** Returns whether the token can be used for a call that is made now: a tenth of its life, a minute at most, is not used. */
  boolean lasts(Instant now) {
    Duration part = Duration.between(obtainedAt, token.expiresAt()).dividedBy(MARGIN_PART);
    Duration margin = part.compareTo(LONGEST_MARGIN) < 0 ? part : LONGEST_MARGIN;
    return now.isBefore(token.expiresAt().minus(margin));
  }

  String text() {
    return String.join("\n", FORMAT, obtainedAt.toString(), token.expiresAt().toString(), encoded(token.value()),
        encoded(token.refresh()));
  }

  /** Reads a token; what is not one is a fault of whoever wrote into the store, and is not shown. */
  static KeptToken parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 5 || !lines[0].equals(FORMAT)) {
      throw new IllegalStateException("the secret store holds something that is no access token; delete it there");
    }
    String value = decoded(lines[3]);
    if (value == null) {
      throw new IllegalStateException("the secret store holds an access token without a value; delete it there");
    }
    return new KeptToken(
        new AccessToken(value, Instant.parse(lines[2]), decoded(lines[4])), Instant.parse(lines[1]));
  }

  private static String encoded(@Nullable String secret) {
    return secret == null ? "-" : Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String decoded(String line) {
    return line.equals("-") ? null : new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "KeptToken[obtainedAt=" + obtainedAt + ", " + token + "]";
  }
}

package dev.onepool.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets a connector call a channel for a while.
 *
 * @param value goes into the call's header; secret
 * @param expiresAt when the channel stops accepting it; {@link Instant#MAX} if never
 * @param refresh gets the next one, where the channel replaces it at each use; null where it does not. Secret
 */
public record AccessToken(String value, Instant expiresAt, @Nullable String refresh) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "AccessToken[expiresAt=" + expiresAt + "]";
  }
}

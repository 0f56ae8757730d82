package dev.onepool.spi;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The channel's access tokens, kept until shortly before they expire, so that they are asked for once however many threads
 * and processes need one. Thread-safe.
 *
 * <p>They belong to the seller, the channel and the secrets in its settings: a person who changes any of these secrets begins
 * anew. What else tells accounts apart, such as a shop's name, belongs into the token's name.
 */
public interface AccessTokens {

  /**
   * Returns a token that should be accepted.
   *
   * @param name tells the channel's tokens apart, if it has several kinds
   * @param obtain asks the channel for one; called by one caller at a time, with the last token's {@link
   *     AccessToken#refresh()} (null before the first). What it throws reaches all who wait
   */
  String get(String name, Function<@Nullable String, AccessToken> obtain);

  /**
   * Notes that the channel did not accept this token. The next {@link #get} asks for another, unless somebody else has
   * already.
   */
  void rejected(String name, String value);
}

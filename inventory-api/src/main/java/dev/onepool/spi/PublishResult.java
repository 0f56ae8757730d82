package dev.onepool.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one write. The difference between these decides how much can be oversold, so a connector says the
 * weakest that it is sure of.
 */
public sealed interface PublishResult {

  /**
   * The channel said that the write is in force.
   *
   * @param at when it was applied, by the channel's clock; null if the channel does not say
   */
  record Applied(@Nullable Instant at) implements PublishResult {}

  /**
   * The channel took the write and will apply it within its longest write delay.
   *
   * @param token asks for it with {@link ChannelConnector#poll}; unique for the account
   */
  record Accepted(String token) implements PublishResult {}

  /**
   * The channel refused the write: it is not applied and never will be.
   *
   * @param kind why, to switch on
   * @param message why, to read; without secrets
   */
  record Rejected(FailureKind kind, String message) implements PublishResult {}

  /**
   * It is not known whether the write was or will be applied: no answer, a broken answer, a server error.
   *
   * @param message what happened; without secrets
   */
  record Unknown(String message) implements PublishResult {}

  /**
   * The channel wants fewer calls: the write was not taken.
   *
   * @param until not before this instant again
   */
  record Throttled(Instant until) implements PublishResult {}
}

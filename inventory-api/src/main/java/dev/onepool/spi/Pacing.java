package dev.onepool.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of a channel's calls. It never waits: a connector that gets no permission makes no call, and says until when
 * ({@link PublishResult.Throttled}, or {@link ConnectorException#throttled}). Thread-safe.
 *
 * <p>Budgets belong to one account in one process. Several processes on one account share the channel's budget unseen, and
 * learn of it by being throttled.
 */
public interface Pacing {

  /**
   * Takes units from a budget, if it has as many now.
   *
   * @param budget the budget's name, such as that of an operation
   * @param rate what the channel documents; used until {@link #learn} says better
   * @param units 1 or more
   * @return null if they were taken; otherwise when to ask again
   */
  @Nullable Instant take(String budget, Rate rate, long units);

  /** Notes the rate that the channel says is in force for this budget. What was taken stays taken. */
  void learn(String budget, Rate rate);

  /** Notes that the channel refuses calls of this budget until then. */
  void pause(String budget, Instant until);
}

package dev.onepool.core.internal.calls;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.onepool.spi.Pacing;
import dev.onepool.spi.Rate;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket for each budget. Of more than 1,000 the one that was not used longest is forgotten, and would begin full; a connector
 * has one for each operation, so that does not happen to a good one.
 */
public final class BucketPacing implements Pacing {

  private static final int MAX_BUDGETS = 1_000;

  private final LoadingCache<String, Budget> budgets;

  /** Makes the budgets of one account, by this clock. */
  public BucketPacing(Clock clock) {
    budgets = Caffeine.newBuilder()
        .maximumSize(MAX_BUDGETS)
        .executor(Runnable::run)
        .build(name -> new Budget(clock));
  }

  @Override
  public @Nullable Instant take(String budget, Rate rate, long units) {
    if (units < 1) {
      throw new IllegalArgumentException("units to take must be 1 or more, were " + units + " of " + budget);
    }
    return budgets.get(budget).take(rate, units);
  }

  @Override
  public void learn(String budget, Rate rate) {
    budgets.get(budget).learn(rate);
  }

  @Override
  public void pause(String budget, Instant until) {
    budgets.get(budget).pause(until);
  }
}

package dev.onepool.core.internal.sync;

import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.ChannelRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of a channel's orders is in sight. Up to some age of the watermark, what is not seen yet is the channel's usual loop (see
 * {@link LoopWatch}). What is beyond that age comes of a channel that cannot be read, and may last for days: it is counted apart.
 *
 * @param watermark up to when the orders are known, or would be if the channel could be read; null where nothing was read
 * @param hidden for how long beyond that orders are hidden, until this is planned with again; zero where they are not
 */
record OrderSight(@Nullable Instant watermark, Duration hidden) {

  /** A plan is good until the time has grown by this, and then all is planned anew that is listed there. */
  private static final double STEP = 1.25;

  private static final double FIRST_MILLIS = 60_000;

  static OrderSight of(ChannelRuntime runtime, Rules rules, Instant now) {
    ChannelRow row = runtime.row();
    Instant known = row == null ? null : row.watermark();
    if (known == null || rules.lacks(Rules.Weakening.STALE_IS_FRESH)) {
      return new OrderSight(known == null ? null : now, Duration.ZERO);
    }
    return of(known, runtime.freshFor(), now);
  }

  static OrderSight of(Instant known, Duration freshFor, Instant now) {
    Instant fresh = now.minus(freshFor);
    return known.isBefore(fresh)
        ? new OrderSight(fresh, step(Duration.between(known, fresh)))
        : new OrderSight(known, Duration.ZERO);
  }

  private static Duration step(Duration hidden) {
    double steps = Math.ceil(Math.log(Math.max(1, hidden.toMillis() / FIRST_MILLIS)) / Math.log(STEP) - 1e-9);
    return Duration.ofMillis((long) Math.ceil(FIRST_MILLIS * Math.pow(STEP, steps)));
  }
}

package dev.onepool.core.internal.sync;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel's orders are known well enough to raise what is shown there. Pure.
 *
 * <p>Under RIGHTS a raise is sound without it: what was sold unseen is charged, however long it stays unseen. What old orders
 * take away is the sight of what went wrong: that the channel hides orders for longer than it declares, that a listing is
 * remapped, that demand has moved. So nothing is raised after a reading that failed, before the first that came to the end,
 * or when the last one is too long ago. A poll that comes too early for the channel's budget is no failure and changes nothing.
 *
 * <p>Too long is as long again as orders may stay hidden anyway, but at least a few polls of the slowest budget that is known,
 * and not so long that nobody would call the watermark fresh. A watermark is in channel time, so it is behind by as much more as
 * the channel's clock may be.
 */
final class OrderFreshness {

  /** Amazon allows one page in three minutes, and its windows end four minutes before now. */
  static final Duration AT_LEAST = Duration.ofMinutes(15);

  static final Duration AT_MOST = Duration.ofHours(1);

  private OrderFreshness() {}

  /** How the last reading of a channel's orders went; one that was put off does not count. */
  enum Reading {
    /** There was none since the process began. */
    NONE,
    /** It came to the end. */
    COMPLETE,
    /** Orders could not be read, or not understood. */
    FAILED
  }

  /**
   * Returns whether the orders are fresh enough.
   *
   * @param watermark every order placed before it, in channel time, is known; null where none is
   * @param longest how far behind a watermark may be that is called fresh, see {@link #longest}
   */
  static boolean allowsRaising(Reading last, @Nullable Instant watermark, Duration longest, Instant now) {
    return last == Reading.COMPLETE && watermark != null && !watermark.plus(longest).isBefore(now);
  }

  /**
   * Returns how far behind a watermark may be that is called fresh.
   *
   * @param visibilityDelay how long an order may be hidden; the watermark is behind the last reading by this
   * @param clockSkew by how much the channel's clock may be behind ours
   */
  static Duration longest(Duration visibilityDelay, Duration clockSkew) {
    return visibilityDelay.plus(clockSkew).plus(unread(visibilityDelay));
  }

  private static Duration unread(Duration visibilityDelay) {
    if (visibilityDelay.compareTo(AT_LEAST) < 0) {
      return AT_LEAST;
    }
    return visibilityDelay.compareTo(AT_MOST) > 0 ? AT_MOST : visibilityDelay;
  }
}

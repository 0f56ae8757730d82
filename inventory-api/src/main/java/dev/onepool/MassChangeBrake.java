package dev.onepool;

import java.time.Duration;

/**
 * When a change is taken for a mistake because it would take too much of a channel off sale at once: an empty stock file, a
 * policy gone wrong.
 *
 * <p>The zeroes of such a change are held back for a while, and nothing is raised on the channel meanwhile. {@link SyncReport}
 * and {@link ChannelStatus} say so with figures. A person can end it by {@link Channels#releaseBrake}; if nobody does and
 * nothing is corrected, the zeroes are sent when {@code patience} is over, because what is not there must not stay on offer for
 * long: a host that nobody watches loses sales to a wrong file, and does not oversell to a right one.
 *
 * <p>Only listings count that go to zero because more units left their stock by counts, corrections, snapshots and transfers
 * than by orders since their number was written, or because the policy gives them nothing though there is stock and nothing was
 * sold. Listings that are sold out, that share what is left, that a person paused, stopped or overrode, do not count, and their
 * zeroes are never held back.
 *
 * @param share which part of the listings that may still sell is too much within an hour; greater than 0, at most 1. With 1
 *     there is no brake, because nothing is more than all
 * @param atLeast how many listings it must be at least, so that small shops are not held up; 1 or more
 * @param patience how long zeroes are held back if nobody says anything; greater than zero, at most a day
 */
public record MassChangeBrake(double share, int atLeast, Duration patience) {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** Refuses what is out of range. */
  public MassChangeBrake {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be greater than 0 and at most 1, was " + share);
    }
    if (atLeast < 1) {
      throw new IllegalArgumentException("atLeast must be 1 or more, was " + atLeast);
    }
    if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("patience must be greater than zero and at most a day, was " + patience);
    }
  }

  /** Returns the default: more than a fifth of a channel, and at least 10 listings, are held back for 15 minutes. */
  public static MassChangeBrake standard() {
    return new MassChangeBrake(0.2, 10, Duration.ofMinutes(15));
  }

  /** Returns a brake that never holds anything back. */
  public static MassChangeBrake off() {
    return new MassChangeBrake(1, 1, Duration.ofMinutes(15));
  }
}

package dev.onepool.testkit;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A delay between two bounds, both possible. It is drawn in whole milliseconds above the lower bound, because that is
 * what channels' time stamps tell apart.
 */
record Delay(long minNanos, long maxNanos) {

  static final Delay NONE = new Delay(0, 0);

  private static final long MILLI = 1_000_000L;

  static Delay between(Duration min, Duration max) {
    return new Delay(min.toNanos(), max.toNanos());
  }

  long draw(SplittableRandom random) {
    return minNanos == maxNanos ? minNanos : minNanos + draw(random, maxNanos - minNanos);
  }

  /** Draws a length from 0 to {@code mostNanos}, both possible. */
  static long draw(SplittableRandom random, long mostNanos) {
    return MILLI * random.nextLong(mostNanos / MILLI + 1);
  }

  /** Draws a length greater than 0 and up to {@code mostNanos}; less than a millisecond is not divided. */
  static long drawPositive(SplittableRandom random, long mostNanos) {
    return mostNanos < MILLI ? mostNanos : MILLI * (1 + random.nextLong(mostNanos / MILLI));
  }
}

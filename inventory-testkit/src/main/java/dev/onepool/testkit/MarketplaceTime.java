package dev.onepool.testkit;

import java.time.Clock;
import java.time.Instant;

/**
 * The present, twice: as nanoseconds that are cheap to compare, by our clock; and as time stamps by the channel's
 * clock, which is off by a constant. It never goes back, even if the clock does.
 */
final class MarketplaceTime {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Clock clock;
  private final long offset;
  private long last = Long.MIN_VALUE;

  MarketplaceTime(Clock clock, long offset) {
    this.clock = clock;
    this.offset = offset;
  }

  /** Returns now in nanoseconds since 1970, by our clock. */
  long now() {
    Instant instant = clock.instant();
    long nanos = Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    last = Math.max(last, nanos);
    return last;
  }

  /** Returns the channel's time stamp for what happened at this moment. */
  Instant stamp(long nanos) {
    return instant(Math.addExact(nanos, offset));
  }

  /** Returns this moment by our clock. */
  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}

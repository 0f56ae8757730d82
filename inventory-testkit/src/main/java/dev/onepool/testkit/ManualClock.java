package dev.onepool.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved, and is only ever moved forward. Its zone is UTC. */
public final class ManualClock extends Clock {

  private volatile Instant now;

  /** Makes a clock that stands at this instant. */
  public ManualClock(Instant start) {
    now = start;
  }

  /**
   * Moves the clock on.
   *
   * @param step zero or more
   * @throws IllegalArgumentException if the step is negative
   */
  public synchronized void advance(Duration step) {
    advanceTo(now.plus(step));
  }

  /**
   * Moves the clock to this instant; the present one changes nothing.
   *
   * @throws IllegalArgumentException if the instant has passed
   */
  public synchronized void advanceTo(Instant instant) {
    if (instant.isBefore(now)) {
      throw new IllegalArgumentException("the clock must not go back from " + now + " to " + instant);
    }
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Returns a view of this clock in another zone: it moves when this one is moved. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new Zoned(this, zone);
  }

  private static final class Zoned extends Clock {
    private final ManualClock source;
    private final ZoneId zone;

    Zoned(ManualClock source, ZoneId zone) {
      this.source = source;
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return source.withZone(other);
    }
  }
}

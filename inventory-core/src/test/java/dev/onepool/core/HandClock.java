package dev.onepool.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class HandClock extends Clock {

  /** Where every clock of these tests begins. */
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private volatile Instant now = START;

  /** Moves the clock on. */
  public synchronized void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + step);
    }
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("tests need no zone but UTC");
  }

  /** Sets the clock back, as a correction of a machine's time does. */
  public synchronized void setBack(Duration step) {
    now = now.minus(step);
  }
}

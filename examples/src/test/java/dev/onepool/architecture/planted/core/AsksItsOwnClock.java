package dev.onepool.architecture.planted.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;

/** Innocent: the time is handed in. */
final class AsksItsOwnClock {

  private AsksItsOwnClock() {}

  static Object time(Clock clock) {
    Clock slow = Clock.tick(clock, Duration.ofSeconds(1));
    return Date.from(Instant.now(slow)).toString() + LocalDateTime.now(clock) + new Date(clock.millis());
  }
}

package dev.onepool.core.internal.calls;

import dev.onepool.spi.Rate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One budget of calls. */
final class Budget {

  private static final long NANOS = 1_000_000_000L;
  private static final double SLOWEST = 1.0 / Duration.ofDays(30).toSeconds();
  private static final long LARGEST_BURST = 1_000_000_000L;
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final Clock clock;
  private @Nullable Bucket bucket;
  private @Nullable Rate rate;
  private boolean learned;
  private @Nullable Instant pausedUntil;

  Budget(Clock clock) {
    this.clock = clock;
  }

  /** Takes more than the bucket can ever hold when it is full, rather than never. */
  synchronized @Nullable Instant take(Rate documented, long units) {
    Instant now = clock.instant();
    if (pausedUntil != null && now.isBefore(pausedUntil)) {
      return pausedUntil;
    }
    Rate inForce = learned && rate != null ? rate : documented;
    ConsumptionProbe probe = at(inForce).tryConsumeAndReturnRemaining(Math.min(units, burst(inForce)));
    return probe.isConsumed() ? null : now.plusNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  synchronized void learn(Rate better) {
    at(better);
    learned = true;
  }

  /** A channel that names a day in a far year would never be called again; after a day it is asked. */
  synchronized void pause(Instant until) {
    Instant latest = clock.instant().plus(LONGEST_PAUSE);
    Instant bounded = until.isAfter(latest) ? latest : until;
    pausedUntil = pausedUntil == null || bounded.isAfter(pausedUntil) ? bounded : pausedUntil;
  }

  private Bucket at(Rate wanted) {
    Bucket present = bucket;
    if (present == null) {
      present = Bucket.builder()
          .addLimit(bandwidth(wanted))
          .withCustomTimePrecision(new Elapsed(clock))
          .build();
    } else if (!wanted.equals(rate)) {
      present.replaceConfiguration(
          BucketConfiguration.builder().addLimit(bandwidth(wanted)).build(), TokensInheritanceStrategy.AS_IS);
    }
    bucket = present;
    rate = wanted;
    return present;
  }

  private static Bandwidth bandwidth(Rate rate) {
    long nanosPerUnit = (long) Math.ceil(NANOS / Math.max(SLOWEST, rate.perSecond()));
    return Bandwidth.builder().capacity(burst(rate)).refillGreedy(1, Duration.ofNanos(nanosPerUnit)).build();
  }

  private static long burst(Rate rate) {
    return Math.min(LARGEST_BURST, rate.burst());
  }

  /** Time as it goes by on a clock that may be set back: nothing passes then, and afterwards it goes on. */
  private static final class Elapsed implements TimeMeter {
    private final Clock clock;
    private Instant last;
    private long nanos;

    Elapsed(Clock clock) {
      this.clock = clock;
      this.last = clock.instant();
    }

    @Override
    public synchronized long currentTimeNanos() {
      Instant now = clock.instant();
      Duration passed = Duration.between(last, now);
      if (!passed.isNegative()) {
        nanos += Math.min(passed.toSeconds(), LONGEST_PAUSE.toSeconds()) * NANOS + passed.getNano();
      }
      last = now;
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}

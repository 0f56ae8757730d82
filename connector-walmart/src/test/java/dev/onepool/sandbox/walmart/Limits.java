package dev.onepool.sandbox.walmart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each operation, with Walmart's limits in the US. Guarded by the sandbox's lock. */
final class Limits {

  private record Plan(double calls, double seconds) {}

  private static final class Bucket {
    double tokens;
    Instant at;

    Bucket(double tokens, Instant at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private static final Plan USUAL = new Plan(60, 60);
  private static final Map<String, Plan> PLANS = Map.ofEntries(
      Map.entry("PUT inventory", new Plan(200, 60)), Map.entry("GET inventory", new Plan(200, 60)),
      Map.entry("GET inventories", new Plan(200, 60)), Map.entry("GET wfs", new Plan(100, 60)),
      Map.entry("GET feeds", new Plan(5_000, 60)), Map.entry("GET orders", new Plan(5_000, 60)),
      Map.entry("GET returns", new Plan(50, 60)), Map.entry("GET settings", new Plan(50, 60)),
      Map.entry("GET subscriptions", new Plan(50, 60)), Map.entry("POST subscriptions", new Plan(200, 60)),
      Map.entry("GET eventTypes", new Plan(5, 60)));

  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  /** Feeds an hour; the partner profile tells it. */
  int feeds = 10;

  Limits(Clock clock) {
    this.clock = clock;
  }

  private Plan plan(String operation) {
    return operation.equals("POST feeds") ? new Plan(feeds, 3_600) : PLANS.getOrDefault(operation, USUAL);
  }

  /** Takes one call; returns false if there are too many. */
  boolean take(String operation) {
    Bucket bucket = bucket(operation);
    // A billionth of a call is rounding, not impatience.
    if (bucket.tokens < 1 - 1e-9) {
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }

  long left(String operation) {
    return (long) bucket(operation).tokens;
  }

  /** Returns when there is a call again. */
  Instant replenished(String operation) {
    Plan plan = plan(operation);
    double missing = Math.max(0, 1 - bucket(operation).tokens);
    return clock.instant().plusMillis((long) Math.ceil(1_000 * (missing == 0 ? 1 : missing) * plan.seconds() / plan.calls()));
  }

  private Bucket bucket(String operation) {
    Plan plan = plan(operation);
    Instant now = clock.instant();
    Bucket bucket = buckets.computeIfAbsent(operation, any -> new Bucket(plan.calls(), now));
    Duration passed = Duration.between(bucket.at, now);
    if (!passed.isNegative()) {
      bucket.tokens = Math.min(plan.calls(), bucket.tokens + passed.toNanos() / 1e9 * plan.calls() / plan.seconds());
      bucket.at = now;
    }
    return bucket;
  }
}

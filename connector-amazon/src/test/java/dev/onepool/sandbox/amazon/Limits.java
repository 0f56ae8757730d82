package dev.onepool.sandbox.amazon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each operation, with the rates from the usage plans of Amazon's models. Guarded by the sandbox's lock. */
final class Limits {

  private record Plan(double perSecond, double burst) {}

  private static final class Bucket {
    double tokens;
    Instant at;

    Bucket(double tokens, Instant at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  private static final Map<String, Plan> PLANS = Map.ofEntries(
      Map.entry("patchListingsItem", new Plan(5, 5)), Map.entry("getListingsItem", new Plan(5, 10)),
      Map.entry("searchListingsItems", new Plan(5, 5)), Map.entry("createFeedDocument", new Plan(0.5, 15)),
      Map.entry("createFeed", new Plan(0.0083, 15)), Map.entry("getFeed", new Plan(2, 15)),
      Map.entry("getFeeds", new Plan(0.0222, 10)), Map.entry("getFeedDocument", new Plan(0.0222, 10)),
      Map.entry("searchOrders", new Plan(0.0056, 20)), Map.entry("getOrder", new Plan(0.5, 30)),
      Map.entry("getOrders", new Plan(0.0167, 20)), Map.entry("getOrderV0", new Plan(0.5, 30)),
      Map.entry("getOrderItems", new Plan(0.5, 30)), Map.entry("confirmShipment", new Plan(2, 10)),
      Map.entry("getInventorySummaries", new Plan(2, 2)), Map.entry("fulfillment", new Plan(2, 30)),
      Map.entry("notifications", new Plan(1, 5)));
  /** Listing feeds have a limit of their own besides the plan: so many in 5 minutes. */
  private static final Plan LISTING_FEEDS = new Plan(5 / 300.0, 5);

  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  Limits(Clock clock) {
    this.clock = clock;
  }

  /** Takes one call; returns false if there are too many. */
  boolean take(String operation) {
    boolean plan = take(operation, plan(operation));
    return operation.equals("createFeed") ? take("listing feeds", LISTING_FEEDS) && plan : plan;
  }

  double rate(String operation) {
    return plan(operation).perSecond();
  }

  private boolean take(String name, Plan plan) {
    Instant now = clock.instant();
    Bucket bucket = buckets.computeIfAbsent(name, any -> new Bucket(plan.burst(), now));
    Duration passed = Duration.between(bucket.at, now);
    if (!passed.isNegative()) {
      bucket.tokens = Math.min(plan.burst(), bucket.tokens + passed.toNanos() / 1e9 * plan.perSecond());
      bucket.at = now;
    }
    // A billionth of a call is rounding, not impatience.
    if (bucket.tokens < 1 - 1e-9) {
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }

  private static Plan plan(String operation) {
    Plan plan = PLANS.get(operation);
    if (plan == null) {
      throw new IllegalArgumentException("no usage plan for " + operation);
    }
    return plan;
  }
}

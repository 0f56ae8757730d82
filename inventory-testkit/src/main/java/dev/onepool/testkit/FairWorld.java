package dev.onepool.testkit;

import dev.onepool.AllocationPolicies;
import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.Sku;
import dev.onepool.spi.Capabilities.Proof;
import dev.onepool.testkit.Shop.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A world in which the assumptions of a promised chance hold: nothing goes wrong, and buyers come independently of each other
 * at a rate that does not change. A SKU is sold out when no shop has shown it for so long that nothing can be on its way; then
 * more comes in. How often it was oversold by then is what a chance promises; where nothing was shown since the last delivery,
 * nothing was risked, and that is not counted.
 *
 * <p>On request the orders of the shop that half of the buyers go to cannot be read for half a day, which never happened before;
 * then only that time is looked at.
 */
final class FairWorld {

  static final double EPSILON = 0.05;

  private static final int SKUS = 12;
  private static final int SHOPS = 5;
  private static final long UNITS = 15;
  private static final long MINUTE = 60_000;
  private static final long ROUND = 5 * MINUTE;
  private static final long ORDER_LAG = 10 * MINUTE;
  private static final long WRITE_LAG = 5 * MINUTE;
  private static final double LINE_EVERY = 20.0 * MINUTE;
  private static final long QUIET = 40 * MINUTE;
  private static final long OUTAGE = 12 * 60 * MINUTE;
  private static final long LEARNING = 2L * 24 * 60 * MINUTE;
  private static final long END = 5L * 24 * 60 * MINUTE;

  private final SplittableRandom random;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Mishaps mishaps = new Mishaps(false);
  private final List<Shop> shops = new ArrayList<>();
  private final List<Sku> skus = new ArrayList<>();
  private final GhostTruth[] truths = new GhostTruth[SKUS];
  private final long[] emptySince = new long[SKUS];
  private final boolean[] offered = new boolean[SKUS];
  private final boolean outage;
  private final Seller seller;
  private long now;
  private long stockouts;
  private long oversold;

  /**
   * How often SKUs were sold out, and how often they were oversold then.
   */
  record Outcome(long stockouts, long oversold) {

    Outcome plus(Outcome other) {
      return new Outcome(stockouts + other.stockouts, oversold + other.oversold);
    }

    /** Returns whether that is so much more often than promised that chance does not explain it: by three deviations. */
    boolean breaks(double epsilon) {
      return oversold > epsilon * stockouts + 3 * Math.sqrt(epsilon * (1 - epsilon) * stockouts) + 1;
    }
  }

  FairWorld(long seed, Setting setting, Guarantee guarantee, boolean outage) {
    this.outage = outage;
    random = new SplittableRandom(seed);
    for (int i = 0; i < SKUS; i++) {
      skus.add(Sku.of("SKU-" + (i + 1)));
      truths[i] = new GhostTruth();
    }
    List<ShopPlan> plans = new ArrayList<>();
    for (int i = 0; i < SHOPS; i++) {
      ShopPlan plan = new ShopPlan(ChannelId.of("shop-" + (char) ('a' + i)), 1, 0, false, Proof.RECEIPT, false, ORDER_LAG,
          ORDER_LAG, WRITE_LAG, WRITE_LAG, 0, 500);
      plans.add(plan);
      shops.add(open(plan, random.nextLong()));
    }
    seller = new Seller(new WorldPlan(UNITS, SKUS, false, 0, 0, 1, LINE_EVERY / SKUS, ROUND, guarantee,
        AllocationPolicies.sharedPool(), plans, 0, true, false, 1, 1), setting, shops, clock, mishaps);
    Arrays.fill(emptySince, -1);
  }

  private Shop open(ShopPlan plan, long seed) {
    SimulatedMarketplace market = plan.open(clock, seed, Faults.none());
    List<Offer> offers = new ArrayList<>();
    for (Sku sku : skus) {
      Offer offer = new Offer(ListingId.of("listing-of-" + sku), List.of(new Component(sku, 1)));
      market.list(offer.id(), sku.value(), 0);
      offers.add(offer);
    }
    return new Shop(plan, market, offers);
  }

  Outcome run() {
    for (int sku = 0; sku < SKUS; sku++) {
      deliver(sku);
    }
    double gap = LINE_EVERY / SKUS;
    double nextBuyer = 0;
    while (now < (outage ? LEARNING + OUTAGE : END)) {
      long round = now + ROUND;
      for (; nextBuyer < round; nextBuyer -= gap * Math.log(1 - random.nextDouble())) {
        pass((long) nextBuyer - now);
        buy();
      }
      pass(round - now);
      mishaps.unreadable(unreadable());
      seller.sync();
      seller.goLive();
      look();
    }
    return new Outcome(stockouts, oversold);
  }

  private @Nullable ChannelId unreadable() {
    return outage && now > LEARNING ? shops.get(0).plan().channel() : null;
  }

  private void buy() {
    int sku = random.nextInt(SKUS);
    Shop shop = shops.get(outage && random.nextBoolean() ? 0 : random.nextInt(SHOPS));
    if (shop.buy(shop.offers().get(sku), 1, false, random)) {
      truths[sku].sell(1);
    }
  }

  private void look() {
    for (int sku = 0; sku < SKUS; sku++) {
      if (shown(sku)) {
        offered[sku] = true;
        emptySince[sku] = -1;
      } else if (emptySince[sku] < 0) {
        emptySince[sku] = now;
      } else if (now - emptySince[sku] > QUIET) {
        boolean counts = offered[sku] && now > LEARNING;
        stockouts += counts ? 1 : 0;
        oversold += counts && truths[sku].left() < 0 ? 1 : 0;
        deliver(sku);
      }
    }
  }

  private boolean shown(int sku) {
    for (Shop shop : shops) {
      if (shop.shown(shop.offers().get(sku)) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Brings what was sold and not there, and as much again as at first. */
  private void deliver(int sku) {
    long units = UNITS + Math.max(0, -truths[sku].left());
    seller.receive(skus.get(sku), units);
    truths[sku].receive(units);
    emptySince[sku] = -1;
    offered[sku] = false;
  }

  private void pass(long millis) {
    long forward = Math.max(0, millis);
    now += forward;
    clock.advance(Duration.ofMillis(forward));
  }
}

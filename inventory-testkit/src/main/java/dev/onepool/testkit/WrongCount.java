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
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seller with some dozens of SKUs, for half of whom or more somebody books a count of zero, all at once or bit by bit within
 * some minutes, and corrects it before the brake's patience is over. Where it came at once, the process may die meanwhile. Buyers must
 * not notice.
 */
final class WrongCount {

  private static final long MINUTE = 60_000;
  private static final long UNITS = 40;
  private static final int MOST_OFF_SALE = 10;

  private final SplittableRandom random;
  private final long seed;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<Sku> skus = new ArrayList<>();
  private final List<Shop> shops = new ArrayList<>();
  private final Seller seller;

  WrongCount(long seed, Setting setting) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    int count = 24 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      skus.add(Sku.of("SKU-" + (i + 1)));
    }
    List<ShopPlan> plans = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      ShopPlan plan = new ShopPlan(ChannelId.of("shop-" + (char) ('a' + i)), 1, 0, false, Proof.RECEIPT, false, MINUTE, 0,
          MINUTE, 0, 0, 500);
      plans.add(plan);
      shops.add(open(plan));
    }
    seller = new Seller(new WorldPlan(UNITS, count, false, 0, 0, 1, MINUTE, MINUTE, Guarantee.rights(),
        AllocationPolicies.sharedPool(), plans, 0, true, false, 1, 1), setting, shops, clock, new Mishaps(false));
  }

  private Shop open(ShopPlan plan) {
    SimulatedMarketplace market = plan.open(clock, seed, Faults.none());
    List<Offer> offers = new ArrayList<>();
    for (Sku sku : skus) {
      Offer offer = new Offer(ListingId.of("listing-of-" + sku), List.of(new Component(sku, 1)));
      market.list(offer.id(), sku.value(), 0);
      offers.add(offer);
    }
    return new Shop(plan, market, offers);
  }

  /** Returns what buyers noticed, in a sentence; empty if nothing. */
  String run() {
    skus.forEach(sku -> seller.receive(sku, UNITS));
    rounds(40);
    int before = onSale();
    List<Sku> wrong = skus.subList(0, skus.size() / 2 + random.nextInt(skus.size() / 2));
    int parts = 1 + random.nextInt(2);
    int least = before;
    for (int i = 0; i < wrong.size(); i++) {
      seller.count(wrong.get(i), 0);
      if (parts > 1 && i == 4) {
        rounds(2);
      }
    }
    rounds(1);
    // The brake forgets at a restart what went off sale before: so only where all was booked at once.
    if (parts == 1 && random.nextInt(3) == 0) {
      seller.restart();
    }
    for (int i = 0; i < 5; i++) {
      rounds(1);
      least = Math.min(least, onSale());
    }
    wrong.forEach(sku -> seller.count(sku, UNITS));
    rounds(5);
    return before - least > MOST_OFF_SALE * shops.size()
        ? "seed " + seed + ": a wrong count took " + (before - least) + " of " + before + " offers off sale" : "";
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofMillis(MINUTE));
      seller.sync();
      seller.goLive();
    }
  }

  private int onSale() {
    int count = 0;
    for (Shop shop : shops) {
      for (Offer offer : shop.offers()) {
        count += shop.shown(offer) > 0 ? 1 : 0;
      }
    }
    return count;
  }
}

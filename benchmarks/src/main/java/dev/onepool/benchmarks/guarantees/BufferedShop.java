package dev.onepool.benchmarks.guarantees;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.core.Onepool;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.SimulatedMarketplace;
import dev.onepool.testkit.SimulatedMarketplaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A seller with slow, brisk and fast SKUs on five channels. Orders are known after 10 minutes, the engine acts every 5, numbers
 * are shown 5 minutes after they were sent; on the last channel, which is stuck, after two hours. Buyers come as they like,
 * and take their line whole or not at all. Where nothing is shown anywhere and nothing is on its way, a SKU is sold out; what is
 * left then was held back, and a delivery comes in.
 *
 * <p>The first weeks, in which the engine learns, are not counted.
 */
final class BufferedShop implements AutoCloseable {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double[] PART_OF_BUYERS = {0.35, 0.25, 0.2, 0.1, 0.1};
  private static final int STUCK = 4;
  private static final long MINUTE = 60_000;
  private static final long ORDER_LAG = 10 * MINUTE;
  private static final long ROUND = 5 * MINUTE;
  private static final long WRITE_LAG = 5 * MINUTE;
  private static final long STUCK_LAG = 120 * MINUTE;
  private static final long LEARNING = 21L * 24 * 60 * MINUTE;

  /** Lines of each SKU in 20 minutes, by class. */
  private static final double[] LINES = {0.05, 0.25, 1};
  private static final int SKUS = 90;
  private static final double DELIVERED_LINES = 30;

  /** Sizes of lines in a wholesale shop, and how many of a hundred are that large. */
  private static final long[] SIZES = {1, 2, 4, 6, 12, 24, 48};
  private static final int[] OF_HUNDRED = {45, 15, 10, 10, 12, 6, 2};
  private static final int DRAWS = 100_000;

  private final double epsilon;
  private final boolean unitLines;
  private final SplittableRandom random;
  private final ManualClock clock = new ManualClock(START);
  private final List<SimulatedMarketplace> markets = new ArrayList<>();
  private final List<ListingId> listings = new ArrayList<>();
  private final long[] left = new long[SKUS];
  private final long[] emptySince = new long[SKUS];
  private final long[] oracles = new long[LINES.length];
  private final Onepool onepool;
  private final Inventory inventory;
  private long now;
  private long orders;
  private long deliveries;
  private long stockouts;
  private long oversold;
  private long heldBack;
  private long oracle;

  BufferedShop(double epsilon, boolean unitLines, long seed) {
    this.epsilon = epsilon;
    this.unitLines = unitLines;
    random = new SplittableRandom(seed);
    String name = "buffered-" + UUID.randomUUID();
    Onepool.Builder builder = Onepool.builder().clock(clock).guarantee(Guarantee.buffered(epsilon));
    for (int i = 0; i < PART_OF_BUYERS.length; i++) {
      SimulatedMarketplace market = market(name + "-" + i, i == STUCK ? STUCK_LAG : WRITE_LAG);
      markets.add(market);
      SimulatedMarketplaces.register(market);
      builder.channel(SELLER, ChannelId.of("shop-" + i), "simulated", Map.of("marketplace", market.name()));
    }
    for (int i = 0; i < SKUS; i++) {
      listings.add(ListingId.of("sku-" + i));
      for (SimulatedMarketplace market : markets) {
        market.list(listings.get(i), "sku-" + i, 0);
      }
    }
    onepool = builder.build();
    inventory = onepool.inventory(SELLER);
    for (int i = 0; i < oracles.length; i++) {
      oracles[i] = oracle(LINES[i]);
    }
    open();
  }

  private SimulatedMarketplace market(String name, long writeLag) {
    Duration order = Duration.ofMillis(ORDER_LAG);
    Duration write = Duration.ofMillis(writeLag);
    return SimulatedMarketplace.builder(name, clock).orderLag(order, order).visibilityDelay(order).writeLag(write, write)
        .maxWriteDelay(write).maxBatch(SKUS).build();
  }

  private void open() {
    Arrays.fill(emptySince, -1);
    for (int sku = 0; sku < SKUS; sku++) {
      deliver(sku);
    }
    for (int i = 0; i < markets.size(); i++) {
      inventory.channels().importListings(ChannelId.of("shop-" + i));
    }
    for (int round = 0; round < 6; round++) {
      pass(ROUND);
      inventory.sync();
    }
    for (int i = 0; i < markets.size(); i++) {
      inventory.channels().mode(ChannelId.of("shop-" + i), ChannelMode.LIVE);
    }
  }

  /** Sells until SKUs were sold out so often. */
  void sell(long times) {
    double perMilli = Arrays.stream(LINES).sum() * SKUS / LINES.length / (20.0 * MINUTE);
    long nextRound = now + ROUND;
    while (stockouts < times) {
      long gap = Math.max(1, Math.round(-Math.log(1 - random.nextDouble()) / perMilli));
      while (now + gap >= nextRound) {
        gap -= nextRound - now;
        pass(nextRound - now);
        inventory.sync();
        nextRound = now + ROUND;
        look();
      }
      pass(gap);
      buy();
    }
  }

  private void buy() {
    double drawn = random.nextDouble() * Arrays.stream(LINES).sum();
    int kind = drawn < LINES[0] ? 0 : drawn < LINES[0] + LINES[1] ? 1 : 2;
    int sku = random.nextInt(SKUS / LINES.length) * LINES.length + kind;
    long units = size();
    if (markets.get(channel()).buy("order-" + ++orders, "1", listings.get(sku), units)) {
      left[sku] -= units;
    }
  }

  private int channel() {
    double drawn = random.nextDouble();
    int channel = 0;
    while (channel < PART_OF_BUYERS.length - 1 && drawn >= PART_OF_BUYERS[channel]) {
      drawn -= PART_OF_BUYERS[channel++];
    }
    return channel;
  }

  private long size() {
    if (unitLines) {
      return 1;
    }
    int drawn = random.nextInt(100);
    int at = 0;
    while (drawn >= OF_HUNDRED[at]) {
      drawn -= OF_HUNDRED[at++];
    }
    return SIZES[at];
  }

  /** Counts what is sold out: nothing was shown for so long that nothing can be on its way. */
  private void look() {
    for (int sku = 0; sku < SKUS; sku++) {
      if (shown(sku)) {
        emptySince[sku] = -1;
      } else if (emptySince[sku] < 0) {
        emptySince[sku] = now;
      } else if (now - emptySince[sku] > STUCK_LAG + ORDER_LAG + 2 * ROUND) {
        if (now > LEARNING) {
          stockouts++;
          oversold += left[sku] < 0 ? 1 : 0;
          heldBack += Math.max(0, left[sku]);
          oracle += oracles[sku % LINES.length];
        }
        deliver(sku);
      }
    }
  }

  private boolean shown(int sku) {
    for (SimulatedMarketplace market : markets) {
      if (market.shown(listings.get(sku)) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Brings what was sold and not there, and as much again as at first. */
  private void deliver(int sku) {
    long units = Math.round(DELIVERED_LINES * meanLine()) + Math.max(0, -left[sku]);
    inventory.ledger().post(new StockCommand.Receive(EffectKey.of("delivery", Long.toString(++deliveries)),
        Sku.of("sku-" + sku), LocationId.MAIN, Quantity.of(units)));
    left[sku] += units;
    emptySince[sku] = -1;
  }

  private double meanLine() {
    double sum = 0;
    for (int i = 0; i < SIZES.length; i++) {
      sum += SIZES[i] * OF_HUNDRED[i] / 100.0;
    }
    return unitLines ? 1 : sum;
  }

  private void pass(long millis) {
    now += millis;
    clock.advance(Duration.ofMillis(millis));
  }

  /** Returns the fewest units that what comes in within the lags exceeds no likelier than epsilon. */
  private long oracle(double lines) {
    long[] sums = new long[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      long wait = random.nextLong(ROUND);
      for (int channel = 0; channel < PART_OF_BUYERS.length; channel++) {
        long lag = ORDER_LAG + wait + (channel == STUCK ? STUCK_LAG : WRITE_LAG);
        double expected = lines * PART_OF_BUYERS[channel] * lag / (20.0 * MINUTE);
        for (int left = poisson(expected); left > 0; left--) {
          sums[i] += size();
        }
      }
    }
    Arrays.sort(sums);
    return sums[(int) Math.min(DRAWS - 1, Math.ceil(DRAWS * (1 - epsilon)))];
  }

  private int poisson(double mean) {
    double product = random.nextDouble();
    int count = 0;
    for (double limit = Math.exp(-mean); product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  long stockouts() {
    return stockouts;
  }

  long oversold() {
    return oversold;
  }

  double heldBack() {
    return (double) heldBack / stockouts;
  }

  double oracle() {
    return (double) oracle / stockouts;
  }

  @Override
  public void close() {
    onepool.close();
    markets.forEach(market -> SimulatedMarketplaces.unregister(market.name()));
  }
}

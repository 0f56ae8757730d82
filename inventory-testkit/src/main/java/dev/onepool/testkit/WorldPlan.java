package dev.onepool.testkit;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.spi.Capabilities.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a seed makes of a world before anything happens in it. Every length is drawn in proportion to the engine's loop, so
 * that fast and slow worlds are alike hostile. Lengths are in milliseconds.
 *
 * @param units how many units of each SKU there are at first
 * @param skus how many SKUs there are
 * @param kit whether some shops sell a kit of them too
 * @param shelf how many of the units of each SKU are set aside for replacements
 * @param restocks how often more units come in
 * @param tick what every moment is a multiple of: clocks that tell minutes only have many events at once
 * @param gap mean time between two events
 * @param loop mean time between two rounds
 * @param events how many events there are at most
 * @param unitLines whether every line is for one unit
 * @param delivered whether units come in soon after supply became short, and only then
 * @param engines how many engines look after it on one store
 * @param locations at how many locations the units of each SKU lie
 */
record WorldPlan(
    long units,
    int skus,
    boolean kit,
    long shelf,
    int restocks,
    long tick,
    double gap,
    double loop,
    Guarantee guarantee,
    AllocationPolicy policy,
    List<ShopPlan> shops,
    int events,
    boolean unitLines,
    boolean delivered,
    int engines,
    int locations) {

  private static final int SHOPS = 5;
  private static final int SLOW_WORLDS = 6;
  private static final int WORLDS_APART = 6;
  private static final int OF_SEVERAL_LOCATIONS = 3;
  private static final int OF_COMPARING_SHOPS = 2;
  private static final List<LocationId> PLACES = List.of(LocationId.MAIN, LocationId.of("second"), LocationId.of("third"));
  private static final int EVENTS = 4_000;
  private static final int LONG_EVENTS = 40_000;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  static WorldPlan draw(SplittableRandom random) {
    double loop = MINUTE * Math.pow(30, random.nextDouble());
    long tick = pick(random, new long[] {1, 1, SECOND, MINUTE});
    long units = 20 + random.nextInt(181);
    int skus = random.nextInt(5) == 0 ? 2 : 1;
    long shelf = random.nextBoolean() ? 0 : units / 10 + 1;
    List<ShopPlan> shops = new ArrayList<>(SHOPS);
    long left = random.nextInt(3) == 0 ? units - shelf : 0;
    for (int i = 0; i < SHOPS; i++) {
      long shown = left == 0 ? 0 : random.nextLong(left + 1);
      left -= shown;
      shops.add(shop(i, shown, loop, tick, random));
    }
    return varied(random, new WorldPlan(units, skus, skus > 1, shelf, random.nextInt(3), tick,
        loop * Math.pow(0.02, random.nextDouble()), loop, guarantee(random), policy(random, units), shops, EVENTS, false, false,
        engines(random), 1));
  }

  /**
   * Draws a world that is always short of stock, with many buyers between two rounds. Lags are some rounds long, not dozens:
   * what waits longer only waits. In some worlds orders are seen late, and clocks far apart, all the same.
   */
  static WorldPlan shortOfStock(SplittableRandom random) {
    double loop = MINUTE * between(5, 60, random);
    long tick = pick(random, new long[] {1, 1, SECOND, MINUTE});
    int skus = 1 + random.nextInt(4);
    long units = 10 + random.nextInt(53);
    long shelf = random.nextInt(4) > 0 ? 0 : units / 10 + 1;
    boolean slow = random.nextInt(SLOW_WORLDS) == 0;
    boolean apart = random.nextInt(WORLDS_APART) == 0;
    List<ShopPlan> shops = new ArrayList<>(SHOPS);
    long left = random.nextInt(3) == 0 ? units - shelf : 0;
    for (int i = 0; i < SHOPS; i++) {
      long shown = left == 0 ? 0 : random.nextLong(left + 1);
      left -= shown;
      ShopPlan shop = slow ? shop(i, shown, loop, tick, 6, 3, 4, random) : shop(i, shown, loop, tick, 1.5, 3, 2, random);
      shops.add(apart ? shop.withClockFarApart(random) : shop);
    }
    return varied(random, new WorldPlan(units, skus, skus > 1 && random.nextBoolean(), shelf, 100 + random.nextInt(200), tick,
        loop / between(30, 300, random), loop, guarantee(random), policy(random, units), shops, LONG_EVENTS,
        random.nextBoolean(), true, engines(random), 1));
  }

  /** Returns the same world, in some of them with several locations, and in some with shops that compare. */
  private static WorldPlan varied(SplittableRandom random, WorldPlan world) {
    WorldPlan varied = random.nextInt(OF_SEVERAL_LOCATIONS) == 0 ? world.spreadOver(2 + random.nextInt(2), random) : world;
    return random.nextInt(OF_COMPARING_SHOPS) > 0 ? varied : varied.simpler(
        varied.shops.stream().map(shop -> random.nextBoolean() ? shop.comparing() : shop).toList(), varied.skus, varied.kit,
        varied.shelf, varied.policy, varied.engines, varied.locations);
  }

  /** Returns the same world with its units divided among locations. No shop shows at first what is not where it draws from. */
  private WorldPlan spreadOver(int count, SplittableRandom random) {
    WorldPlan spread = simpler(shops, skus, kit, shelf, policy, engines, count);
    long[][] left = new long[skus][count];
    for (int sku = 0; sku < skus; sku++) {
      for (int at = 0; at < count; at++) {
        left[sku][at] = spread.unitsAt(at) - (at == 0 ? shelf : 0);
      }
    }
    List<ShopPlan> placed = new ArrayList<>();
    for (ShopPlan shop : shops) {
      ShopPlan moved = shop.at(placed.size() % count, random.nextBoolean(), shop.shown());
      long shown = shop.shown();
      for (int sku = 0; sku < skus; sku++) {
        shown = Math.min(shown, left[sku][spread.at(moved, sku)]);
      }
      for (int sku = 0; sku < skus; sku++) {
        left[sku][spread.at(moved, sku)] -= shown;
      }
      placed.add(moved.at(moved.location(), moved.spread(), shown));
    }
    return simpler(placed, skus, kit, shelf, policy, engines, count);
  }

  /** Returns the seller's locations; the first is the main one. */
  List<LocationId> places() {
    return PLACES.subList(0, locations);
  }

  /** Returns how many units of each SKU there are at a location at first. */
  long unitsAt(int location) {
    return units / locations + (location < units % locations ? 1 : 0);
  }

  /** Returns where the units of a shop's SKU lie. */
  LocationId place(ShopPlan shop, int sku) {
    return PLACES.get(at(shop, sku));
  }

  private int at(ShopPlan shop, int sku) {
    return (shop.location() + (shop.spread() ? sku : 0)) % locations;
  }

  /** Returns the same world, whose seller promises something else. */
  WorldPlan promising(Guarantee other) {
    return new WorldPlan(units, skus, kit, shelf, restocks, tick, gap, loop, other, policy, shops, events, unitLines, delivered,
        engines, locations);
  }

  /** Returns the same world with other shops, and others of what makes it complicated. */
  WorldPlan simpler(List<ShopPlan> otherShops, int otherSkus, boolean otherKit, long otherShelf, AllocationPolicy otherPolicy,
      int otherEngines, int otherLocations) {
    return new WorldPlan(units, otherSkus, otherKit, otherShelf, restocks, tick, gap, loop, guarantee, otherPolicy, otherShops,
        events, unitLines, delivered, otherEngines, otherLocations);
  }

  /** Returns the units of each SKU that buyers ask for between two rounds, on average. */
  double askedPerRound() {
    return loop / gap * World.BUYERS_PER_EVENT * (unitLines ? 1 : World.MEAN_LINE) / skus;
  }

  private static ShopPlan shop(int index, long shown, double loop, long tick, SplittableRandom random) {
    return shop(index, shown, loop, tick, 8, 15, 0.5, random);
  }

  private static ShopPlan shop(int index, long shown, double loop, long tick, double mostVisibility, double mostDelay,
      double mostSkew, SplittableRandom random) {
    long visibility = (long) (loop * between(0.2, mostVisibility, random));
    long longest = Math.max(tick, (long) (loop * between(0.5, mostDelay, random)));
    boolean prompt = random.nextInt(5) < 2;
    return new ShopPlan(
        ChannelId.of("shop-" + (char) ('a' + index)),
        between(0.1, 1, random),
        shown,
        random.nextBoolean(),
        proof(random),
        random.nextInt(5) < 2,
        visibility,
        random.nextInt(5) == 0 ? 0 : random.nextLong(visibility + 1),
        longest,
        prompt ? 0 : random.nextLong(longest + 1),
        random.nextInt(3) == 0 ? 0 : (long) (loop * between(0.01, mostSkew, random)),
        pick(random, new int[] {1, 3, 50, 500}));
  }

  private static Proof proof(SplittableRandom random) {
    int drawn = random.nextInt(10);
    return drawn < 5 ? Proof.RECEIPT : drawn < 8 ? Proof.READBACK : Proof.NONE;
  }

  private static int engines(SplittableRandom random) {
    return random.nextInt(4) == 0 ? 2 : 1;
  }

  private static Guarantee guarantee(SplittableRandom random) {
    return random.nextInt(3) == 0 ? new Guarantee.Rights(between(0.02, 3, random)) : Guarantee.rights();
  }

  /** Wraps some rules around the shared pool, but leaves two shops free, so that no rule keeps the last unit from selling. */
  private static AllocationPolicy policy(SplittableRandom random, long units) {
    AllocationPolicy policy = AllocationPolicies.sharedPool();
    for (int i = 0; i < SHOPS - 2 && random.nextInt(3) == 0; i++) {
      ChannelId channel = ChannelId.of("shop-" + (char) ('a' + i));
      long most = random.nextLong(units / 2);
      policy = switch (random.nextInt(4)) {
        case 0 -> policy.reserving(channel, most / 2);
        case 1 -> policy.buffering(channel, most);
        case 2 -> policy.capping(channel, most);
        default -> policy.prioritising(List.of(channel));
      };
    }
    return policy;
  }

  /** Draws so that each order of magnitude is as likely as any other. */
  static double between(double least, double most, SplittableRandom random) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  private static long pick(SplittableRandom random, long[] of) {
    return of[random.nextInt(of.length)];
  }

  private static int pick(SplittableRandom random, int[] of) {
    return of[random.nextInt(of.length)];
  }
}

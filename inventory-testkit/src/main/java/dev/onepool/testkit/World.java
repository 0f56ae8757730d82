package dev.onepool.testkit;

import dev.onepool.LocationId;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import dev.onepool.testkit.Shop.Offer;
import dev.onepool.testkit.SimulationReport.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One seller's stock, from before the engine's first call until its last unit is sold. Random events come one after another;
 * after each the {@link Watch} looks. At the end everybody behaves and buyers take what is left.
 */
final class World {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** How many of the events are buyers, and what they ask for on average, where not all lines are for one unit. */
  static final double BUYERS_PER_EVENT = 0.62;
  static final double MEAN_LINE = 2.6;

  /** How many rounds supply is short on average before a delivery, where there are deliveries for that. */
  private static final int ROUNDS_SHORT = 5;

  /** From which number on what is drawn is the seller's doing, shipments first, and how much rarer that is among many events. */
  private static final int SHIPMENTS = 745;
  private static final int RARELY = 2;
  private static final int SELLERS = 935;
  private static final int SELDOM = 10;

  /** In one of so many rounds buyers take what a shop shows at the very instant at which it is written to. */
  private static final int AT_THE_SAME_INSTANT = 8;

  /** Where there are several locations, one of so many events is units that move between them; rarer among many buyers. */
  private static final int HAULAGE = 20;
  private static final int HAULAGE_AMONG_BUYERS = 50;

  final WorldPlan plan;
  private final long eventSeed;
  private final Cut cut;
  SplittableRandom random;
  final Dice dice;
  final ManualClock clock = new ManualClock(START);
  final Tally tally = new Tally();
  final Trace trace;
  final Watch watch;
  final Mishaps mishaps;
  final Checkout checkout;
  final SafetyShelf shelf;
  final List<Sku> skus = new ArrayList<>();
  final List<LocationId> locations;
  final List<Shop> shops = new ArrayList<>();
  private final double shopWeights;
  final Seller seller;
  final Buyers buyers = new Buyers(this);
  final Staff staff;
  final Haulage haulage;
  private Instant nextRound;
  private int event;
  boolean open;
  private boolean supplyShort;
  @Nullable Shop paused;

  World(long seed, Setting setting, Function<SplittableRandom, WorldPlan> plans, Trace trace, Cut cut) {
    this.trace = trace;
    this.cut = cut;
    random = new SplittableRandom(seed);
    plan = plans.apply(random.split());
    eventSeed = random.nextLong();
    long marketSeed = random.nextLong();
    dice = new Dice(random, plan);
    mishaps = new Mishaps(plan.delivered());
    watch = new Watch(seed, setting.rights(), tally, trace);
    checkout = new Checkout(watch);
    locations = plan.places();
    for (int i = 0; i < plan.skus(); i++) {
      skus.add(Sku.of("SKU-" + (i + 1)));
      for (int j = 0; j < locations.size(); j++) {
        watch.truth(skus.get(i), locations.get(j)).receive(plan.unitsAt(j));
      }
    }
    for (ShopPlan shop : plan.shops()) {
      shops.add(Shop.open(plan, shop, skus, clock, marketSeed + shop.channel().value().hashCode(), setting.faults()));
    }
    shopWeights = shops.stream().mapToDouble(shop -> shop.plan().weight()).sum();
    staff = new Staff(this);
    haulage = new Haulage(this);
    shelf = new SafetyShelf(plan, skus);
    sellBeforehand();
    seller = new Seller(plan, setting, shops, clock, mishaps);
    nextRound = clock.instant();
    trace.note(clock.instant(), plan::toString);
  }

  /** Some orders are older than the engine. */
  private void sellBeforehand() {
    for (int i = random.nextInt(6); i > 0; i--) {
      pass(dice.drawn(plan.gap()));
      buyers.buy();
    }
  }

  SimulationReport run() {
    for (Sku sku : skus) {
      for (int i = 0; i < locations.size(); i++) {
        seller.receive(sku, locations.get(i), plan.unitsAt(i));
      }
      seller.safetyStock(sku, SafetyShelf.AT, plan.shelf());
    }
    if (plan.kit() && locations.size() > 1) {
      seller.defineKit(skus);
    }
    for (event = 0; event < plan.events() && supplied() && goesOn(); event++) {
      if (cut.happens(event)) {
        // Each event has its own chance, so that the others stay as they are where one is left out.
        random = new SplittableRandom(eventSeed + event);
        dice.with(random);
        step();
        look();
      }
    }
    if (goesOn()) {
      new Ending(this).run();
    }
    tally.add(Measure.WORLDS, 1);
    tally.add(Measure.WORLDS_OF_SEVERAL_LOCATIONS, locations.size() > 1 ? 1 : 0);
    return tally.report(shops, mishaps);
  }

  private boolean supplied() {
    return watch.left() > 0 || staff.expectsMore() || haulage.underWay() > 0;
  }

  private boolean goesOn() {
    return cut.whole() || !watch.failed();
  }

  /** Returns how many events there were until it failed, or in all, whether they happened or were left out. */
  int events() {
    return event;
  }

  private void step() {
    // Where nothing is for sale, nothing much happens for a while.
    long gap = dice.drawn(idle() ? plan.gap() * 10 : plan.gap());
    Instant then = clock.instant().plusMillis(gap);
    // Of what happens at one instant, either may come first.
    boolean buyersFirst = plan.delivered() && nextRound.equals(then) && random.nextBoolean();
    if (!nextRound.isAfter(then) && !buyersFirst) {
      pass(Math.max(0, Duration.between(clock.instant(), nextRound).toMillis()));
      if (random.nextInt(AT_THE_SAME_INSTANT) == 0) {
        buyers.rush(anyShop());
      }
      round();
      if (plan.delivered() && supplyShort && staff.expectsMore() && random.nextInt(ROUNDS_SHORT) == 0) {
        staff.deliver();
      }
      nextRound = clock.instant().plusMillis(dice.drawn(plan.loop()));
    } else {
      pass(gap);
      act();
    }
  }

  boolean idle() {
    for (Shop shop : shops) {
      for (Offer offer : shop.offers()) {
        if (shop.shown(offer) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void act() {
    int drawn = random.nextInt(1000);
    if (plan.delivered() && drawn >= SHIPMENTS && random.nextInt(drawn < SELLERS ? RARELY : SELDOM) > 0) {
      drawn = 0; // Between two rounds there are many buyers, but not many changes of mind.
    }
    if (locations.size() > 1 && random.nextInt(plan.delivered() ? HAULAGE_AMONG_BUYERS : HAULAGE) == 0) {
      haulage.act();
    } else if (drawn < 620) {
      buyers.buy();
    } else if (drawn < 650) {
      buyers.rush(anyShop());
    } else if (drawn < 655) {
      shops.forEach(buyers::rush);
    } else if (drawn < 745) {
      buyers.cancel();
    } else if (drawn < 845) {
      buyers.ship();
    } else if (drawn < 880) {
      buyers.replace();
    } else if (drawn < 910) {
      staff.hold();
    } else if (drawn < 935) {
      checkout.endOne(seller, random);
    } else if (drawn < 950) {
      staff.returned();
    } else if (drawn < 965) {
      staff.changeSafetyStock();
    } else if (drawn < 970 && plan.delivered() && skus.size() * locations.size() > 1) {
      staff.remap();
    } else if (drawn < 975) {
      staff.pause();
    } else if (drawn < 990) {
      staff.restock();
    } else {
      abandonRound();
    }
  }

  // What the engine does.

  private void round() {
    prepare();
    Instant began = clock.instant();
    long struck = mishaps.struck;
    try {
      SyncReport report = seller.sync();
      tally.add(Measure.WRITES, report.sent());
      if (report.failures().isEmpty()) {
        shelf.seen(began, seller);
      }
      trace.round(began, report);
    } catch (Mishaps.Crash died) {
      tally.add(Measure.CRASHES, 1);
      seller.restart();
      trace.note(began, () -> "the process died in a round, and was started again");
    }
    mishaps.rest();
    tally.add(Measure.ROUNDS, 1);
    tally.add(Measure.OUTAGES, mishaps.struck - struck);
    open |= seller.goLive();
    trace.beliefs(clock.instant(), seller, skus, shops);
  }

  /** Says what will go wrong; where two engines look after the seller, which of them acts, and whether the other does meanwhile. */
  private void prepare() {
    mishaps.prepare(random);
    if (plan.engines() > 1) {
      seller.turn(random.nextInt(plan.engines()));
      if (random.nextInt(3) == 0) {
        mishaps.meanwhile(random.nextInt(8), seller::roundOfAnother);
      }
    }
  }

  /** A round is broken off, but the process lives. */
  private void abandonRound() {
    prepare();
    try {
      seller.sync();
    } catch (Mishaps.Crash died) {
      trace.note(clock.instant(), () -> "a round was broken off");
    }
    mishaps.rest();
  }

  // Common parts.

  void look() {
    supplyShort();
    String cause = staff.takeCause();
    String outside = cause != null ? cause : shelf.allSeen() ? null : "replacements";
    watch.look(seller, shops.get(0).plan().channel(), clock.instant(), outside, shelf.unseen());
  }

  /** Says whether supply is short from now on. */
  private void supplyShort() {
    boolean now = watch.mostLeft() <= Math.min(plan.units() / 4.0, plan.askedPerRound());
    if (now != supplyShort) {
      supplyShort = now;
      shops.forEach(shop -> shop.market().supplyShort(now));
      mishaps.supplyShort(now);
    }
  }

  /** Lets time pass, and ends the holds whose time is over. */
  void pass(long millis) {
    clock.advance(Duration.ofMillis(millis));
    checkout.expire(clock.instant());
  }

  /** Draws one of the seller's locations. */
  LocationId anyLocation() {
    return locations.get(locations.size() == 1 ? 0 : random.nextInt(locations.size()));
  }

  Shop anyShop() {
    double drawn = random.nextDouble() * shopWeights;
    for (Shop shop : shops) {
      drawn -= shop.plan().weight();
      if (drawn < 0) {
        return shop;
      }
    }
    return shops.get(0);
  }
}

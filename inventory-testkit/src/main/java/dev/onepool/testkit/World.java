package dev.onepool.testkit;

import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.SyncReport;
import dev.onepool.testkit.Shop.Line;
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

  final WorldPlan plan;
  private final long eventSeed;
  private final Cut cut;
  private SplittableRandom random;
  private final Dice dice;
  final ManualClock clock = new ManualClock(START);
  final Tally tally = new Tally();
  final Trace trace;
  final Watch watch;
  final Mishaps mishaps;
  final Checkout checkout;
  final SafetyShelf shelf;
  final List<Sku> skus = new ArrayList<>();
  final List<Shop> shops = new ArrayList<>();
  private final double shopWeights;
  final Seller seller;
  private Instant nextRound;
  private int restocks;
  private long restocked;
  private int event;
  private boolean open;
  private boolean supplyShort;
  @Nullable Shop paused;
  private @Nullable String cause;

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
    for (int i = 0; i < plan.skus(); i++) {
      skus.add(Sku.of("SKU-" + (i + 1)));
      watch.truth(skus.get(i)).receive(plan.units());
    }
    for (WorldPlan.ShopPlan shop : plan.shops()) {
      shops.add(open(shop, marketSeed + shop.channel().value().hashCode(), setting.faults()));
    }
    shopWeights = shops.stream().mapToDouble(shop -> shop.plan().weight()).sum();
    restocks = plan.restocks();
    shelf = new SafetyShelf(plan, skus);
    sellBeforehand();
    seller = new Seller(plan, setting, shops, clock, mishaps);
    nextRound = clock.instant();
    trace.note(clock.instant(), plan::toString);
  }

  private Shop open(WorldPlan.ShopPlan shop, long seed, Faults faults) {
    SimulatedMarketplace market = shop.open(clock, seed, faults);
    List<Offer> offers = new ArrayList<>();
    for (Sku sku : skus) {
      Offer offer = new Offer(ListingId.of("listing-of-" + sku), List.of(new Component(sku, 1)));
      market.list(offer.id(), sku.value(), shop.shown());
      offers.add(offer);
    }
    if (plan.kit() && shop.sellsKit()) {
      Offer kit = new Offer(ListingId.of("kit"), List.of(new Component(skus.get(0), 1), new Component(skus.get(1), 2)));
      market.list(kit.id(), "KIT", 0);
      offers.add(kit);
    }
    return new Shop(shop, market, offers);
  }

  /** Some orders are older than the engine. */
  private void sellBeforehand() {
    for (int i = random.nextInt(6); i > 0; i--) {
      pass(dice.drawn(plan.gap()));
      buy();
    }
  }

  SimulationReport run() {
    for (Sku sku : skus) {
      seller.receive(sku, plan.units());
      seller.safetyStock(sku, plan.shelf());
    }
    for (event = 0; event < plan.events() && (watch.left() > 0 || restocks > 0) && goesOn(); event++) {
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
    return tally.report(shops, mishaps);
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
        rush(anyShop());
      }
      round();
      if (plan.delivered() && supplyShort && restocks > 0 && random.nextInt(ROUNDS_SHORT) == 0) {
        deliver();
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
    if (drawn < 620) {
      buy();
    } else if (drawn < 650) {
      rush(anyShop());
    } else if (drawn < 655) {
      shops.forEach(this::rush);
    } else if (drawn < 745) {
      cancel();
    } else if (drawn < 845) {
      ship();
    } else if (drawn < 880) {
      replace();
    } else if (drawn < 910) {
      hold();
    } else if (drawn < 935) {
      checkout.endOne(seller, random);
    } else if (drawn < 950) {
      returned();
    } else if (drawn < 965) {
      changeSafetyStock();
    } else if (drawn < 970 && plan.delivered() && skus.size() > 1) {
      remap();
    } else if (drawn < 975) {
      pause();
    } else if (drawn < 990) {
      restock();
    } else {
      abandonRound();
    }
  }

  // What buyers and shops do.

  private void buy() {
    Shop shop = anyShop();
    Offer offer = shop.any(random);
    long shown = shop.shown(offer);
    long units = dice.ask();
    if (shown > 0 && random.nextInt(5) == 0) {
      units = random.nextInt(4) == 0 ? shown : Math.min(units, shown);
    }
    boolean more = random.nextInt(20) == 0;
    if (buy(shop, offer, units, more)) {
      return;
    }
    for (Component component : offer.components()) {
      if (watch.truth(component.sku()).left() < units * component.units()) {
        return;
      }
    }
    tally.add(Measure.REFUSED, 1);
    tally.add(Measure.REFUSED_UNITS, units);
  }

  private boolean buy(Shop shop, Offer offer, long units, boolean inOpenOrder) {
    boolean sold = shop.buy(offer, units, inOpenOrder, random);
    if (sold) {
      tally.add(Measure.ORDERS, 1);
      tally.add(Measure.UNITS, units);
      take(offer, units);
      trace.note(clock.instant(), () -> "bought " + units + " of " + offer.id() + " on " + shop.plan().channel()
          + "; shown " + shop.shown(offer) + ", left " + watch.left());
    }
    return sold;
  }

  /** Buyers take everything that a shop shows. */
  void rush(Shop shop) {
    for (Offer offer : shop.offers()) {
      for (long shown = shop.shown(offer); shown > 0; shown = shop.shown(offer)) {
        buy(shop, offer, Math.min(shown, dice.ask()), false);
      }
    }
  }

  private void cancel() {
    Shop shop = anyShop();
    Line line = shop.takeOpen(random);
    if (line == null) {
      return;
    }
    long units = dice.part(shop.units(line));
    shop.market().cancel(line.order(), line.line(), units);
    giveBack(line.offer(), units);
    shop.giveBack(line);
    trace.note(clock.instant(), () -> "cancelled " + units + " of " + line.order() + " on " + shop.plan().channel()
        + "; shown " + shop.shown(line.offer()) + ", left " + watch.left());
  }

  private void ship() {
    Shop shop = anyShop();
    Line line = shop.takeOpen(random);
    if (line == null) {
      return;
    }
    shop.market().ship(line.order(), line.line(), dice.part(shop.units(line)));
    shop.giveBack(line);
    shop.wasShipped(line);
  }

  /** Sends a replacement from the shelf, as long as there is one. */
  private void replace() {
    Shop shop = anyShop();
    Offer offer = shop.offers().get(0);
    if (shelf.left() == 0 || !(offer.components().size() == 1)) {
      return;
    }
    long units = 1 + random.nextLong(shelf.left());
    shop.replace(offer, units);
    take(offer, units);
    shelf.replaced(units, clock.instant().plusMillis(shop.plan().visibilityDelay()));
    trace.note(clock.instant(), () -> "replaced " + units + " on " + shop.plan().channel() + ", left " + watch.left());
  }

  // What the seller does.

  private void returned() {
    Shop shop = anyShop();
    Line line = shop.takeShipped(random);
    if (line == null) {
      return;
    }
    if (random.nextBoolean()) {
      try {
        shop.market().returned(line.order(), line.line(), 1);
      } catch (IllegalArgumentException allCameBack) {
        return;
      }
      shop.wasShipped(line);
    } else {
      PostingResult result = seller.inventory().ledger().post(new StockCommand.Restock(
          EffectKey.of("restock", Long.toString(++restocked)), shop.ref(line), Quantity.of(1)));
      if (result instanceof PostingResult.Posted) {
        giveBack(line.offer(), 1);
      }
    }
  }

  /** Our own checkout opens when every channel is live: before, nobody knows what the channels may still take. */
  private void hold() {
    if (!open) {
      return;
    }
    Sku sku = skus.get(random.nextInt(skus.size()));
    long units = dice.ask();
    Instant expiresAt = random.nextBoolean() ? null : clock.instant().plusMillis(1 + dice.drawn(plan.loop() * 2));
    if (checkout.hold(seller, sku, units, expiresAt)) {
      trace.note(clock.instant(), () -> "our checkout holds " + units + " of " + sku + ", left " + watch.left());
    }
  }

  private void changeSafetyStock() {
    cause = "safety stock";
    long units = shelf.change(seller, random);
    trace.note(clock.instant(), () -> "safety stock is " + units);
  }

  private void pause() {
    Shop shop = paused;
    if (shop != null) {
      paused = seller.mode(shop, ChannelMode.LIVE) ? null : shop;
      return;
    }
    Shop chosen = anyShop();
    if (open && seller.inventory().channels().status(chosen.plan().channel()).mode() == ChannelMode.LIVE
        && seller.mode(chosen, random.nextInt(4) == 0 ? ChannelMode.PAUSED_FROZEN : ChannelMode.PAUSED_AT_ZERO)) {
      paused = chosen;
      trace.note(clock.instant(), () -> "paused " + chosen.plan().channel());
    }
  }

  /**
   * Sells another SKU under a listing, if the engine agrees. Where cancelled units come back on display, they would come
   * back as something else than what was cancelled; no seller can do that.
   */
  private void remap() {
    Shop shop = anyShop();
    Offer before = shop.any(random);
    Sku sku = skus.get(random.nextInt(skus.size()));
    if (!open || before.components().size() > 1 || shop.plan().restoresOnCancel()) {
      return;
    }
    Offer after = new Offer(before.id(), List.of(new Component(sku, 1)));
    if (seller.remap(shop, after)) {
      shop.changes(before, after);
      trace.note(clock.instant(), () -> after.id() + " is " + sku + " from now on on " + shop.plan().channel());
    }
  }

  private void restock() {
    if (restocks > 0 && !plan.delivered() && (watch.left() <= plan.units() / 4 || random.nextInt(4) == 0)) {
      deliver();
    }
  }

  private void deliver() {
    restocks--;
    long units = 1 + random.nextLong(plan.units());
    for (Sku sku : skus) {
      watch.truth(sku).receive(units);
      seller.receive(sku, units);
    }
    trace.note(clock.instant(), () -> "received " + units + ", left " + watch.left());
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
      trace.note(began, () -> "round: " + report);
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
    String outside = cause != null ? cause : shelf.allSeen() ? null : "replacements";
    watch.look(seller, shops.get(0).plan().channel(), clock.instant(), outside);
    cause = null;
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

  private void take(Offer offer, long units) {
    offer.components().forEach(component -> watch.truth(component.sku()).sell(units * component.units()));
  }

  private void giveBack(Offer offer, long units) {
    offer.components().forEach(component -> watch.truth(component.sku()).cancel(units * component.units()));
  }

  private Shop anyShop() {
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

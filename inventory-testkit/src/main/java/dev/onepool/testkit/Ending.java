package dev.onepool.testkit;

import dev.onepool.ChannelMode;
import dev.onepool.SyncReport;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of a world: everybody behaves, buyers take what is left, and what the books say is compared with the truth. Then units
 * come in once more, and the process dies before it has shown them.
 */
final class Ending {

  private static final int MAX_ROUNDS = 400;
  private static final int MAX_QUIET_ROUNDS = 100;
  private static final long LONGEST_PAUSE = Duration.ofMinutes(70).toMillis();
  private static final long LAST_DELIVERY = 60;

  private final World world;
  private final long slowest;
  private final long step;

  Ending(World world) {
    this.world = world;
    slowest = world.shops.stream()
        .mapToLong(shop -> shop.plan().maxWriteDelay() + shop.plan().visibilityDelay() + 2 * shop.plan().clockSkew())
        .max().orElseThrow();
    step = Math.max(world.plan.tick(), (slowest + LONGEST_PAUSE) / 24);
  }

  void run() {
    world.shops.forEach(shop -> shop.market().misbehave(Faults.none()));
    world.checkout.close(world.seller);
    world.shelf.calm();
    world.haulage.end();
    sellAll();
    world.trace.note(world.clock.instant(), () -> "nothing more will be sold, left " + world.watch.left());
    world.trace.beliefs(world.clock.instant(), world.seller, world.skus, world.shops);
    world.pass(slowest);
    // A round reads so many pages and no more; where a page is one order, several rounds may be needed for all.
    for (int i = 0; round() > 0 && i < MAX_ROUNDS; i++) {
      world.look();
    }
    world.look();
    world.watch.close(world.seller, world.clock.instant());
    dieBeforeShowing();
  }

  private void sellAll() {
    long until = slowest * 6 + LONGEST_PAUSE * 2;
    long passed = 0;
    for (int i = 0; i < MAX_ROUNDS && passed < until && world.watch.left() > 0; i++) {
      world.pass(step);
      passed += step;
      world.haulage.gather();
      round();
      world.pass(world.plan.tick());
      world.shops.forEach(world.buyers::rush);
      world.look();
    }
  }

  /** Does a round, and returns how many orders it read. */
  private int round() {
    Instant began = world.clock.instant();
    SyncReport report = roundOnly();
    world.shelf.seen(began, world.seller);
    if (world.shelf.allSeen()) {
      world.shelf.clear(world.seller);
    }
    world.open |= world.seller.goLive();
    if (world.paused != null && world.seller.mode(world.paused, ChannelMode.LIVE)) {
      world.paused = null;
    }
    world.trace.beliefs(world.clock.instant(), world.seller, world.skus, world.shops);
    return report.orders();
  }

  /** Does a round and nothing else: whatever a person does besides may have units planned that the engine has forgotten. */
  private SyncReport roundOnly() {
    Instant began = world.clock.instant();
    SyncReport report = world.seller.sync();
    world.trace.round(began, report);
    return report;
  }

  /** A crash loses nothing: what came in before it is shown by the process that follows, though nobody does anything. */
  private void dieBeforeShowing() {
    if (!world.open || world.paused != null) {
      // Who is not live shows nothing, whatever the engine remembers.
      return;
    }
    world.skus.forEach(sku -> world.locations.forEach(location -> {
      world.watch.truth(sku, location).receive(LAST_DELIVERY);
      world.seller.receive(sku, location, LAST_DELIVERY);
    }));
    world.mishaps.crash();
    try {
      world.seller.sync();
    } catch (Mishaps.Crash died) {
      world.seller.restart();
      world.trace.note(world.clock.instant(), () -> "units came in, and the process died and was started again");
    }
    for (int i = 0; i < MAX_QUIET_ROUNDS; i++) {
      world.pass(step);
      roundOnly();
      world.trace.beliefs(world.clock.instant(), world.seller, world.skus, world.shops);
      if (!world.idle()) {
        return;
      }
    }
    world.watch.violate(world.clock.instant(), "units came in before the process died, and no shop shows any after it was started again");
  }
}

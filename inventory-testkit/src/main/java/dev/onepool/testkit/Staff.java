package dev.onepool.testkit;

import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.testkit.Shop.Line;
import dev.onepool.testkit.Shop.Offer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the seller's people and the own checkout do in a world. */
final class Staff {

  private final World world;
  private int restocks;
  private long restocked;
  private @Nullable String cause;

  Staff(World world) {
    this.world = world;
    this.restocks = world.plan.restocks();
  }

  /** Returns whether more units will come in. */
  boolean expectsMore() {
    return restocks > 0;
  }

  /** Returns what took units since the last call that listings had a right to; null if nothing did. */
  @Nullable String takeCause() {
    String taken = cause;
    cause = null;
    return taken;
  }

  void returned() {
    Shop shop = world.anyShop();
    Line line = shop.takeShipped(world.random);
    if (line == null) {
      return;
    }
    if (world.random.nextBoolean()) {
      try {
        shop.market().returned(line.order(), line.line(), 1);
      } catch (IllegalArgumentException allCameBack) {
        return;
      }
      shop.wasShipped(line);
    } else {
      PostingResult result = world.seller.inventory().ledger().post(new StockCommand.Restock(
          EffectKey.of("restock", Long.toString(++restocked)), shop.ref(line), Quantity.of(1)));
      if (result instanceof PostingResult.Posted) {
        world.buyers.giveBack(line.offer(), 1);
      }
    }
  }

  /** Our own checkout opens when every channel is live: before, nobody knows what the channels may still take. */
  void hold() {
    if (!world.open) {
      return;
    }
    Sku sku = world.skus.get(world.random.nextInt(world.skus.size()));
    long units = world.dice.ask();
    Instant expiresAt = world.random.nextBoolean()
        ? null : world.clock.instant().plusMillis(1 + world.dice.drawn(world.plan.loop() * 2));
    // Half of the buyers do not care where their units come from.
    LocationId location = world.plan.locations() > 1 && world.random.nextBoolean() ? null : world.anyLocation();
    // A kit comes whole from one place: with several of them, that is more to ask for than its parts.
    boolean kit = world.plan.kit() && world.plan.locations() > 1 && world.random.nextBoolean();
    ReserveLine asked = new ReserveLine(kit ? Seller.KIT : sku, location, Quantity.of(units), kit);
    List<Component> parts = kit ? Seller.partsOfKit(world.skus) : List.of(new Component(sku, 1));
    if (world.checkout.hold(world.seller, asked, parts, expiresAt, world.clock.instant())) {
      world.trace.note(world.clock.instant(), () -> "our checkout holds " + units + " of " + asked.sku() + " from "
          + (location == null ? "anywhere" : location) + ", left " + world.watch.left());
    }
  }

  void changeSafetyStock() {
    cause = "safety stock";
    long units = world.shelf.change(world.seller, world.random);
    world.trace.note(world.clock.instant(), () -> "safety stock is " + units);
  }

  void pause() {
    Shop shop = world.paused;
    if (shop != null) {
      world.paused = world.seller.mode(shop, ChannelMode.LIVE) ? null : shop;
      return;
    }
    Shop chosen = world.anyShop();
    if (world.open && world.seller.inventory().channels().status(chosen.plan().channel()).mode() == ChannelMode.LIVE
        && world.seller.mode(chosen,
            world.random.nextInt(4) == 0 ? ChannelMode.PAUSED_FROZEN : ChannelMode.PAUSED_AT_ZERO)) {
      world.paused = chosen;
      world.trace.note(world.clock.instant(), () -> "paused " + chosen.plan().channel());
    }
  }

  /**
   * Sells another SKU under a listing, or the same from another place, if the engine agrees. Where cancelled units come back
   * on display, they would come back as something else than what was cancelled; no seller can do that.
   */
  void remap() {
    Shop shop = world.anyShop();
    Offer before = shop.any(world.random);
    Sku sku = world.skus.get(world.random.nextInt(world.skus.size()));
    if (!world.open || before.components().size() > 1 || shop.plan().restoresOnCancel()) {
      return;
    }
    Offer after = new Offer(before.id(), List.of(new Component(sku, 1)), world.anyLocation());
    if (world.seller.remap(shop, after)) {
      shop.changes(before, after);
      world.trace.note(world.clock.instant(), () -> after.id() + " is " + sku + " at " + after.location()
          + " from now on on " + shop.plan().channel());
    }
  }

  void restock() {
    if (expectsMore() && !world.plan.delivered()
        && (world.watch.left() <= world.plan.units() / 4 || world.random.nextInt(4) == 0)) {
      deliver();
    }
  }

  /** As many units of each SKU come in; where there are several locations, some here and some there. */
  void deliver() {
    restocks--;
    long units = 1 + world.random.nextLong(world.plan.units());
    int locations = world.locations.size();
    for (Sku sku : world.skus) {
      long left = units;
      int first = locations == 1 ? 0 : world.random.nextInt(locations);
      for (int i = 1; i <= locations; i++) {
        long part = i == locations ? left : world.random.nextLong(left + 1);
        left -= part;
        receive(sku, world.locations.get((first + i) % locations), part);
      }
    }
    world.trace.note(world.clock.instant(), () -> "received " + units + ", left " + world.watch.left());
  }

  private void receive(Sku sku, LocationId location, long units) {
    if (units > 0) {
      world.watch.truth(sku, location).receive(units);
      world.seller.receive(sku, location, units);
    }
  }
}

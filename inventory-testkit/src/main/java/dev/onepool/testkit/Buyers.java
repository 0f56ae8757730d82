package dev.onepool.testkit;

import dev.onepool.Listing.Component;
import dev.onepool.testkit.Shop.Line;
import dev.onepool.testkit.Shop.Offer;
import dev.onepool.testkit.SimulationReport.Measure;

/** What buyers do in a world, and the shops for them: buy, cancel, ship, replace. */
final class Buyers {

  private final World world;

  Buyers(World world) {
    this.world = world;
  }

  void buy() {
    Shop shop = world.anyShop();
    Offer offer = shop.any(world.random);
    long shown = shop.shown(offer);
    long units = world.dice.ask();
    if (shown > 0 && world.random.nextInt(5) == 0) {
      units = world.random.nextInt(4) == 0 ? shown : Math.min(units, shown);
    }
    boolean more = world.random.nextInt(20) == 0;
    if (buy(shop, offer, units, more)) {
      return;
    }
    for (Component component : offer.components()) {
      if (world.watch.truth(component.sku(), offer.location()).left() < units * component.units()) {
        return;
      }
    }
    world.tally.add(Measure.REFUSED, 1);
    world.tally.add(Measure.REFUSED_UNITS, units);
  }

  private boolean buy(Shop shop, Offer offer, long units, boolean inOpenOrder) {
    boolean sold = shop.buy(offer, units, inOpenOrder, world.random);
    if (sold) {
      world.tally.add(Measure.ORDERS, 1);
      world.tally.add(Measure.UNITS, units);
      take(offer, units);
      world.trace.note(world.clock.instant(), () -> "bought " + units + " of " + offer.id() + " on " + shop.plan().channel()
          + "; shown " + shop.shown(offer) + ", left " + world.watch.left());
    }
    return sold;
  }

  /** Buyers take everything that a shop shows. */
  void rush(Shop shop) {
    for (Offer offer : shop.offers()) {
      for (long shown = shop.shown(offer); shown > 0; shown = shop.shown(offer)) {
        buy(shop, offer, Math.min(shown, world.dice.ask()), false);
      }
    }
  }

  void cancel() {
    Shop shop = world.anyShop();
    Line line = shop.takeOpen(world.random);
    if (line == null) {
      return;
    }
    long units = world.dice.part(shop.units(line));
    shop.market().cancel(line.order(), line.line(), units);
    giveBack(line.offer(), units);
    shop.giveBack(line);
    world.trace.note(world.clock.instant(), () -> "cancelled " + units + " of " + line.order() + " on "
        + shop.plan().channel() + "; shown " + shop.shown(line.offer()) + ", left " + world.watch.left());
  }

  void ship() {
    Shop shop = world.anyShop();
    Line line = shop.takeOpen(world.random);
    if (line == null) {
      return;
    }
    shop.market().ship(line.order(), line.line(), world.dice.part(shop.units(line)));
    shop.giveBack(line);
    shop.wasShipped(line);
  }

  /** Sends a replacement from the shelf, as long as there is one where the shop's units are. */
  void replace() {
    Shop shop = world.anyShop();
    Offer offer = shop.offers().get(0);
    if (world.shelf.left() == 0 || offer.components().size() != 1 || !offer.location().equals(SafetyShelf.AT)) {
      return;
    }
    long units = 1 + world.random.nextLong(world.shelf.left());
    shop.replace(offer, units);
    take(offer, units);
    world.shelf.replaced(units, world.clock.instant().plusMillis(shop.plan().visibilityDelay()));
    world.trace.note(world.clock.instant(), () -> "replaced " + units + " on " + shop.plan().channel() + ", left "
        + world.watch.left());
  }

  private void take(Offer offer, long units) {
    for (Component component : offer.components()) {
      world.watch.truth(component.sku(), offer.location()).sell(units * component.units());
    }
  }

  void giveBack(Offer offer, long units) {
    for (Component component : offer.components()) {
      world.watch.truth(component.sku(), offer.location()).cancel(units * component.units());
    }
  }
}

package dev.onepool.testkit;

import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.Position;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.TransferId;
import dev.onepool.testkit.Shop.Offer;
import dev.onepool.testkit.SimulationReport.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units on their way between the seller's locations: they leave, and arrive or are lost, in one piece or in several. Whoever
 * books it may not hear the answer, and say the same again.
 */
final class Haulage {

  private final World world;
  private final List<Load> loads = new ArrayList<>();
  private long commands;
  private long onTheWay;
  private @Nullable StockCommand last;

  /** Units that left and did not come in yet. */
  private record Load(TransferId id, Sku sku, LocationId to, long units) {}

  Haulage(World world) {
    this.world = world;
  }

  /** Returns how many units are under way. */
  long underWay() {
    return onTheWay;
  }

  /** Something happens to units between locations. Nothing moves before everybody knows what channels may still take. */
  void act() {
    int drawn = world.random.nextInt(10);
    if (!world.open) {
      return;
    }
    StockCommand before = last;
    if (drawn < 4) {
      send(drawn == 0);
    } else if (drawn == 9 && before != null) {
      world.seller.inventory().ledger().post(before);
    } else if (!loads.isEmpty()) {
      Load load = loads.remove(world.random.nextInt(loads.size()));
      end(load, world.dice.part(load.units()), drawn == 8);
    }
  }

  /** Sends what is free somewhere, or some of it, or one more than that, to where a shop sells it. */
  private void send(boolean atOnce) {
    Offer offer = world.anyShop().any(world.random);
    Sku sku = offer.components().get(0).sku();
    List<Position.AtLocation> free = world.seller.books().ledger().position(sku).locations().stream()
        .filter(at -> at.availableToPromise().units() > 0).toList();
    if (free.isEmpty()) {
      return;
    }
    Position.AtLocation from = free.get(world.random.nextInt(free.size()));
    long most = from.availableToPromise().units();
    // One more is there only where a hold is over by now.
    long units = world.random.nextInt(4) == 0 ? most + 1 : world.dice.part(most);
    if (!from.location().equals(offer.location())) {
      send(sku, from.location(), offer.location(), units, atOnce);
    }
  }

  private boolean send(Sku sku, LocationId from, LocationId to, long units, boolean atOnce) {
    TransferId id = TransferId.of("transfer-" + ++commands);
    EffectKey key = EffectKey.of("haulage", id.value());
    boolean sent = post(atOnce
        ? new StockCommand.Transfer(key, sku, from, to, Quantity.of(units))
        : new StockCommand.Dispatch(key, id, sku, from, to, Quantity.of(units)));
    if (sent) {
      world.watch.truth(sku, from).sell(units);
      world.tally.add(Measure.TRANSFERRED, units);
      world.trace.note(world.clock.instant(), () -> units + " of " + sku + " left " + from + " for " + to);
      if (atOnce) {
        world.watch.truth(sku, to).receive(units);
      } else {
        loads.add(new Load(id, sku, to, units));
        onTheWay += units;
      }
    }
    return sent;
  }

  /** So many units of a load arrive, or are lost; the rest goes on. */
  private void end(Load load, long units, boolean lost) {
    EffectKey key = EffectKey.of("haulage", load.id() + "-" + ++commands);
    boolean booked = post(lost
        ? new StockCommand.Lose(key, load.id(), Quantity.of(units))
        : new StockCommand.Arrive(key, load.id(), Quantity.of(units)));
    if (!booked) {
      world.watch.violate(world.clock.instant(), "the end of " + units + " of " + load + " was refused");
    } else if (!lost) {
      world.watch.truth(load.sku(), load.to()).receive(units);
    }
    world.tally.add(Measure.LOST, lost ? units : 0);
    onTheWay -= units;
    if (units < load.units()) {
      loads.add(new Load(load.id(), load.sku(), load.to(), load.units() - units));
    }
    world.trace.note(world.clock.instant(), () -> units + " of " + load.sku() + (lost ? " were lost on the way to "
        : " arrived at ") + load.to());
  }

  private boolean post(StockCommand command) {
    boolean posted = world.seller.inventory().ledger().post(command) instanceof PostingResult.Posted;
    last = posted ? command : last;
    return posted;
  }

  /** Everything arrives. */
  void end() {
    for (Load load : List.copyOf(loads)) {
      end(load, load.units(), false);
    }
    loads.clear();
  }

  /** Brings what is free at any location to one where the last shop, which no rule of the seller's limits, sells it. */
  void gather() {
    if (world.locations.size() == 1 || !world.open) {
      return;
    }
    for (Offer offer : world.shops.get(world.shops.size() - 1).offers()) {
      Sku sku = offer.components().get(0).sku();
      for (Position.AtLocation at : world.seller.books().ledger().position(sku).locations()) {
        long free = at.availableToPromise().units();
        if (offer.components().size() == 1 && free > 0 && !at.location().equals(offer.location())) {
          send(sku, at.location(), offer.location(), free, true);
        }
      }
    }
  }
}

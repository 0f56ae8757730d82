package dev.onepool.testkit;

import dev.onepool.Guarantee;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine against five {@link SimulatedMarketplace}s that misbehave in every way they know, with buyers who take
 * whatever is shown, and asserts after every event that nothing was oversold at any location, that the rights hold or are being restored,
 * and that units are conserved.
 *
 * <p>A world is one seller's stock from before the engine's first call until its last unit is sold. Everything in it
 * follows from its seed: the same seed gives the same history, so whatever is found can be looked at again with
 * {@link #trace}. In every third world the stock lies at two or three locations, between which units are sent, and lost; in every
 * second one some marketplaces compare before they set. Immutable; may be used from several threads.
 */
public final class HostileSimulation {

  private static final double OFTEN = 0.08;

  private final Setting setting;
  private final @Nullable Guarantee guarantee;
  private final boolean shortOfStock;

  private HostileSimulation(Setting setting, @Nullable Guarantee guarantee, boolean shortOfStock) {
    this.setting = setting;
    this.guarantee = guarantee;
    this.shortOfStock = shortOfStock;
  }

  /** Returns the simulation of the engine as it is. */
  public static HostileSimulation sound() {
    return new HostileSimulation(Setting.SOUND, null, false);
  }

  /** Returns the simulation of an engine without one of its rules. */
  public static HostileSimulation of(Mutant mutant) {
    return new HostileSimulation(mutant.setting(), mutant.guarantee(), false);
  }

  /**
   * Returns the same simulation of a seller who promises something else. Where that is not that nothing is oversold, what is
   * oversold is counted and no failure: so many faults and such buyers are not what a measured chance is about. The books must
   * agree with the truth all the same, and more on offer than there is must be said as soon as it is known.
   */
  public HostileSimulation promising(Guarantee other) {
    return new HostileSimulation(
        other instanceof Guarantee.Rights ? setting : setting.withoutRights(), other, shortOfStock);
  }

  /**
   * Returns the same simulation in worlds that are always short of stock: few units of several SKUs, many buyers between
   * two rounds, and small deliveries, each soon after nearly everything was sold.
   */
  public HostileSimulation shortOfStock() {
    return new HostileSimulation(setting.with(often()), guarantee, true);
  }

  /** Returns these faults, those of writes somewhat more often. */
  private Faults often() {
    Faults often = setting.faults();
    for (Fault fault : List.of(Fault.LOST_ANSWER_APPLIED, Fault.LOST_ANSWER_NOT_APPLIED, Fault.LATE_APPLICATION,
        Fault.REJECTED, Fault.THROTTLED)) {
      often = often.with(fault, OFTEN);
    }
    return often;
  }

  /** Runs the world of this seed. What goes wrong in it is in the report; nothing is thrown for it. */
  public SimulationReport run(long seed) {
    return world(seed, Trace.SILENT).run();
  }

  /**
   * Runs the world of this seed and tells what happened: up to the first failure, or to the end if there is none.
   *
   * @param lines how many events to tell at most, the last ones; 1 or more
   */
  public String trace(long seed, int lines) {
    Trace trace = new Trace(lines);
    world(seed, trace).run();
    return trace.text();
  }

  /**
   * Shrinks the world of this seed to the smallest that still fails in the same way, and tells what happens in it: first with
   * fewer shops, SKUs and faults, then with fewer events.
   *
   * @param lines how many events to tell at most, the last ones; 1 or more
   * @return a short story; empty if nothing fails in that world
   */
  public String shrunk(long seed, int lines) {
    return new Shrinker(seed, setting, this::plan).story(lines);
  }

  private World world(long seed, Trace trace) {
    return new World(seed, setting, this::plan, trace, Cut.NONE);
  }

  private WorldPlan plan(SplittableRandom random) {
    WorldPlan plan = shortOfStock ? WorldPlan.shortOfStock(random) : WorldPlan.draw(random);
    return guarantee == null ? plan : plan.promising(guarantee);
  }
}

package dev.onepool.testkit;

import dev.onepool.core.internal.ledger.Rules;

/**
 * Runs the engine against five {@link SimulatedMarketplace}s that misbehave in every way they know, with buyers who take
 * whatever is shown, and asserts after every event that nothing was oversold, that the rights hold or are being restored,
 * and that units are conserved.
 *
 * <p>A world is one seller's stock from before the engine's first call until its last unit is sold. Everything in it
 * follows from its seed: the same seed gives the same history, so whatever is found can be looked at again with
 * {@link #trace}. Immutable; may be used from several threads.
 */
public final class HostileSimulation {

  private final Rules rules;
  private final Faults faults;

  private HostileSimulation(Rules rules, Faults faults) {
    this.rules = rules;
    this.faults = faults;
  }

  /** Returns the simulation of the engine as it is. */
  public static HostileSimulation sound() {
    return new HostileSimulation(Rules.SOUND, Faults.hostile());
  }

  /** Returns the simulation of an engine without one of its rules. */
  public static HostileSimulation of(Mutant mutant) {
    return new HostileSimulation(mutant.rules(), mutant.faults());
  }

  /** Runs the world of this seed. What goes wrong in it is in the report; nothing is thrown for it. */
  public SimulationReport run(long seed) {
    return new World(seed, rules, faults, Trace.SILENT).run();
  }

  /**
   * Runs the world of this seed and tells what happened: up to the first failure, or to the end if there is none.
   *
   * @param lines how many events to tell at most, the last ones; 1 or more
   */
  public String trace(long seed, int lines) {
    Trace trace = new Trace(lines);
    new World(seed, rules, faults, trace).run();
    return trace.text();
  }
}

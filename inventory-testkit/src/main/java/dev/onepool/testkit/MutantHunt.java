package dev.onepool.testkit;

import dev.onepool.testkit.SimulationReport.Measure;

/**
 * Runs worlds without one rule until one of them notices. Worlds with plenty at first and worlds that are always short of stock
 * take turns, each kind from seed 1 on. A simulation in which a rule can be missing without harm shows nothing about that rule.
 */
public final class MutantHunt {

  private MutantHunt() {}

  /**
   * What became of a mutant.
   *
   * @param caught whether it oversold, or its books were wrong
   * @param runs worlds until then, that one included; all that were tried where it was not caught
   * @param seed the seed of the last of them
   * @param shortOfStock whether that was a world of {@link HostileSimulation#shortOfStock}
   * @param oversold units that it oversold
   * @param how what was noticed first, in a sentence; empty where nothing was
   */
  public record Found(
      Mutant mutant, boolean caught, int runs, long seed, boolean shortOfStock, long oversold, String how) {}

  /**
   * Hunts a mutant.
   *
   * @param mostRuns after how many worlds to give up; 1 or more
   */
  public static Found hunt(Mutant mutant, int mostRuns) {
    HostileSimulation plenty = HostileSimulation.of(mutant);
    HostileSimulation scarce = plenty.shortOfStock();
    int run = 0;
    boolean shortOfStock;
    long seed;
    SimulationReport report;
    do {
      run++;
      shortOfStock = run % 2 == 0;
      seed = (run + 1) / 2;
      report = (shortOfStock ? scarce : plenty).run(seed);
    } while (report.failures().isEmpty() && run < mostRuns);
    boolean caught = !report.failures().isEmpty();
    return new Found(mutant, caught, run, seed, shortOfStock, report.count(Measure.OVERSOLD),
        caught ? report.failures().get(0) : "");
  }
}

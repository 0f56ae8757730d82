package dev.onepool.testkit;

import dev.onepool.Guarantee;
import dev.onepool.testkit.SimulationReport.Measure;

/**
 * Runs worlds without one rule until one of them notices. Worlds with plenty at first and worlds that are always short of stock
 * take turns, each kind from seed 1 on; a promised chance is tried in worlds in which its assumptions hold. A simulation in which a rule can be missing without harm shows nothing about that rule.
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
    Guarantee chance = mutant.chance();
    return mutant == Mutant.NO_BRAKE ? huntMistake(mutant, mostRuns)
        : chance == null ? huntUnits(mutant, mostRuns) : huntChance(mutant, chance, mostRuns);
  }

  private static Found huntMistake(Mutant mutant, int mostRuns) {
    String how = "";
    int run = 0;
    while (run < mostRuns && how.isEmpty()) {
      run++;
      how = new WrongCount(run, mutant.setting()).run();
    }
    return new Found(mutant, !how.isEmpty(), run, run, false, 0, how);
  }

  /** One oversold stock-out breaks no promise of a chance: they are counted over worlds until there are too many of them. */
  private static Found huntChance(Mutant mutant, Guarantee promised, int mostRuns) {
    Guarantee planned = mutant.guarantee() == null ? promised : mutant.guarantee();
    FairWorld.Outcome all = new FairWorld.Outcome(0, 0);
    int run = 0;
    while (run < mostRuns && !all.breaks(FairWorld.EPSILON)) {
      run++;
      all = all.plus(new FairWorld(run, mutant.setting(), planned, mutant == Mutant.STALE_IS_FRESH).run());
    }
    boolean caught = all.breaks(FairWorld.EPSILON);
    return new Found(mutant, caught, run, run, false, all.oversold(), caught
        ? "oversold at " + all.oversold() + " of " + all.stockouts() + " stock-outs, where " + promised + " was promised" : "");
  }

  private static Found huntUnits(Mutant mutant, int mostRuns) {
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

package dev.onepool.examples.demo;

import java.util.function.Function;

/**
 * A contender without a ledger.
 *
 * @param name the key in the JSON
 * @param titles makes the words for a merchant
 * @param keepers makes what keeps the numbers, a new one for every run
 */
record Baseline(
    String name, Function<Assumptions, String> titles, Function<Workload, StockKeeper> keepers) implements Contender {

  @Override
  public String title(Assumptions assumptions) {
    return titles.apply(assumptions);
  }

  @Override
  public Outcome run(Workload workload, Progress progress) {
    return Simulation.run(workload, keepers.apply(workload), progress);
  }
}

package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.onepool.testkit.HostileSimulation;
import dev.onepool.testkit.Mutant;
import dev.onepool.testkit.SimulationReport;
import dev.onepool.testkit.SimulationReport.Measure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Switches the rules of RIGHTS off, one after the other, until a world oversells or its books are wrong. Worlds with plenty at
 * first and worlds that are always short take turns. A simulation in which a rule can be missing without harm shows nothing
 * about that rule.
 */
final class Mutants {

  static final int MOST_RUNS = 1_000;

  private Mutants() {}

  /**
   * What became of a mutant.
   *
   * @param caught whether it was noticed
   * @param runs worlds until then, or all that were tried
   * @param seed of the world that noticed
   * @param shortOfStock whether that world was always short of stock
   * @param oversold units it oversold
   * @param how the first thing that was noticed, in words
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Caught(String mutant, boolean caught, int runs, long seed, boolean shortOfStock, long oversold, String how) {}

  /** Runs every mutant, as many at a time as there are processors. */
  static List<Caught> run(PrintWriter out) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Caught>> running = new ArrayList<>();
      for (Mutant mutant : Mutant.values()) {
        running.add(workers.submit(() -> run(mutant)));
      }
      List<Caught> all = new ArrayList<>();
      for (Future<Caught> one : running) {
        Caught caught = one.get();
        all.add(caught);
        out.printf(Locale.ROOT, "%-28s %s%n", caught.mutant().replace('_', ' '), words(caught));
        out.flush();
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a mutant could not be run: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static String words(Caught caught) {
    return caught.caught()
        ? String.format(Locale.ROOT, "caught in run %,d: %s", caught.runs(), caught.how())
        : String.format(Locale.ROOT, "NOT CAUGHT in %,d runs", caught.runs());
  }

  static Caught run(Mutant mutant) {
    HostileSimulation plenty = HostileSimulation.of(mutant);
    HostileSimulation scarce = plenty.shortOfStock();
    String name = mutant.name().toLowerCase(Locale.ROOT);
    for (int run = 1; run <= MOST_RUNS; run++) {
      boolean shortOfStock = run % 2 == 0;
      long seed = (run + 1) / 2;
      SimulationReport report = (shortOfStock ? scarce : plenty).run(seed);
      if (!report.failures().isEmpty()) {
        return new Caught(name, true, run, seed, shortOfStock, report.count(Measure.OVERSOLD), report.failures().get(0));
      }
    }
    return new Caught(name, false, MOST_RUNS, 0, false, 0, "");
  }
}

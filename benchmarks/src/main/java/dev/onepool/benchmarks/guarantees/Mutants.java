package dev.onepool.benchmarks.guarantees;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.onepool.testkit.Mutant;
import dev.onepool.testkit.MutantHunt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Switches the rules of RIGHTS off, one after the other, until a world oversells or its books are wrong. */
final class Mutants {

  static final int MOST_RUNS = 1_000;

  private Mutants() {}

  /**
   * What became of a mutant.
   *
   * @param caught whether it was noticed
   * @param runs worlds until then, or all that were tried
   * @param seed of the last of them
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
    MutantHunt.Found found = MutantHunt.hunt(mutant, MOST_RUNS);
    return new Caught(mutant.name().toLowerCase(Locale.ROOT), found.caught(), found.runs(), found.seed(), found.shortOfStock(),
        found.oversold(), found.how());
  }
}

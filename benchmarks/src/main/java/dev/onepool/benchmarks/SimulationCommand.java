package dev.onepool.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onepool.testkit.Fault;
import dev.onepool.testkit.HostileSimulation;
import dev.onepool.testkit.Mutant;
import dev.onepool.testkit.MutantHunt;
import dev.onepool.testkit.SimulationReport;
import dev.onepool.testkit.SimulationReport.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs hostile worlds until enough orders were placed, and then each mutant until it is caught. */
@Command(
    name = "simulation",
    description = "Runs the engine against five marketplaces that misbehave in every way they know.",
    mixinStandardHelpOptions = true)
final class SimulationCommand implements Callable<Integer> {

  private static final int WORLDS_TO_CATCH = 1_000;
  private static final int REPORT_EVERY = 1_000;
  private static final int LINES_TOLD = 60;

  @Option(names = "--orders", defaultValue = "2000000", description = "Orders to place at least; default ${DEFAULT-VALUE}.")
  private long orders;

  @Option(names = "--seconds", defaultValue = "1800", description = "Stop after this time; default ${DEFAULT-VALUE}.")
  private long seconds;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of the first world; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--threads", defaultValue = "2", description = "Worlds at once; default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--trace", description = "Only tell what happened in the world of --seed.")
  private boolean trace;

  @Option(names = "--shrink", description = "Only tell what happens in the smallest world that fails as the one of --seed does.")
  private boolean shrink;

  @Option(names = "--short", description = "With --trace or --shrink: a world that is always short of stock.")
  private boolean shortOfStock;

  @Option(names = "--mutant", description = "With --trace or --shrink: without this rule, one of ${COMPLETION-CANDIDATES}.")
  private @Nullable Mutant mutant;

  @Option(names = "--json", description = "Write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    HostileSimulation traced = mutant == null ? HostileSimulation.sound() : HostileSimulation.of(mutant);
    if (trace || shrink) {
      HostileSimulation world = shortOfStock ? traced.shortOfStock() : traced;
      String story = shrink ? world.shrunk(seed, LINES_TOLD) : world.trace(seed, LINES_TOLD);
      System.out.println(story.isEmpty() ? "nothing fails in that world" : story);
      return 0;
    }
    long start = System.nanoTime();
    SimulationReport sound = sound(start);
    double soundSeconds = (System.nanoTime() - start) / 1e9;
    System.out.print(sound);
    System.out.printf(Locale.ROOT, "%.0f s%n%n", soundSeconds);
    Map<String, Long> caught = mutants();
    boolean good = sound.count(Measure.OVERSOLD) == 0 && sound.failures().isEmpty() && !caught.containsValue(0L);
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures(sound, caught, soundSeconds));
    }
    System.out.println(good ? "nothing oversold, every mutant caught" : "FOUND SOMETHING: see above");
    return good ? 0 : 1;
  }

  private SimulationReport sound(long start) throws InterruptedException, ExecutionException {
    AtomicLong nextSeed = new AtomicLong(seed);
    AtomicLong placed = new AtomicLong();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<SimulationReport>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(executor.submit(() -> part(nextSeed, placed, start)));
      }
      SimulationReport all = SimulationReport.none();
      for (Future<SimulationReport> part : parts) {
        all = all.plus(part.get());
      }
      return all;
    } finally {
      executor.shutdownNow();
    }
  }

  private SimulationReport part(AtomicLong nextSeed, AtomicLong placed, long start) {
    HostileSimulation simulation = HostileSimulation.sound();
    SimulationReport report = SimulationReport.none();
    while (placed.get() < orders && System.nanoTime() - start < seconds * 1_000_000_000L) {
      long world = nextSeed.getAndIncrement();
      SimulationReport one = simulation.run(world);
      report = report.plus(one);
      long total = placed.addAndGet(one.count(Measure.ORDERS));
      if (world % REPORT_EVERY == 0) {
        System.err.printf(Locale.ROOT, "world %,d: %,d orders, %.0f s%n", world, total,
            (System.nanoTime() - start) / 1e9);
      }
    }
    return report;
  }

  /** Returns after how many worlds each mutant was noticed; 0 where it was not. */
  private static Map<String, Long> mutants() {
    Map<String, Long> caught = new LinkedHashMap<>();
    for (Mutant each : Mutant.values()) {
      MutantHunt.Found found = MutantHunt.hunt(each, WORLDS_TO_CATCH);
      caught.put(each.name().toLowerCase(Locale.ROOT), found.caught() ? (long) found.runs() : 0);
      System.out.printf(Locale.ROOT, "%-28s %s%n", each.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          found.caught() ? "caught in world " + found.runs() : "NOT CAUGHT in " + found.runs() + " worlds");
    }
    return caught;
  }

  private static Map<String, Object> figures(SimulationReport sound, Map<String, Long> caught, double took) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      figures.put(measure.name().toLowerCase(Locale.ROOT), sound.count(measure));
    }
    Map<String, Long> faults = new LinkedHashMap<>();
    for (Fault fault : Fault.values()) {
      faults.put(fault.name().toLowerCase(Locale.ROOT), sound.count(fault));
    }
    figures.put("faults", faults);
    figures.put("failures", sound.failures());
    figures.put("mutants_caught_in_world", caught);
    figures.put("seconds", took);
    return figures;
  }
}

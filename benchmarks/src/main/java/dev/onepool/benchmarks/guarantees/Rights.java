package dev.onepool.benchmarks.guarantees;

import dev.onepool.testkit.Fault;
import dev.onepool.testkit.HostileSimulation;
import dev.onepool.testkit.Mishap;
import dev.onepool.testkit.SimulationReport;
import dev.onepool.testkit.SimulationReport.Measure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What RIGHTS hold: the real engine on its store in memory, in hostile worlds that are always short of stock, one seed after
 * the other on every processor, until enough orders were placed. Every tenth world is one that begins with plenty.
 *
 * <p>Whether anything was oversold is said by the units that a warehouse would find, which are counted apart from ledger and
 * channels and looked at after every event.
 */
final class Rights {

  private static final int WITH_PLENTY = 10;
  private static final int TIMES_TOLD = 20;

  private final long orders;
  private final Duration longest;
  private final long firstSeed;

  /**
   * Prepares a run.
   *
   * @param orders how many order lines buyers place at least
   * @param longest when to stop, whether there were so many or not
   * @param firstSeed the seed of the first world; the others follow
   */
  Rights(long orders, Duration longest, long firstSeed) {
    this.orders = orders;
    this.longest = longest;
    this.firstSeed = firstSeed;
  }

  /** What came out, and how long it took. */
  record Result(SimulationReport report, double seconds) {

    /** Returns the fewest times that a fault which channels commit, or a mishap, struck while supply was short. */
    long fewestWhileShort() {
      long fewest = Long.MAX_VALUE;
      for (long count : whileShort().values()) {
        fewest = Math.min(fewest, count);
      }
      return fewest;
    }

    /** Returns by kind how often it struck while supply was short; without the one that no channel commits. */
    Map<String, Long> whileShort() {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (Fault fault : Fault.values()) {
        if (fault != Fault.UNSEEN_RESEND) {
          counts.put(name(fault), report.countWhileShort(fault));
        }
      }
      for (Mishap mishap : Mishap.values()) {
        counts.put(name(mishap), report.countWhileShort(mishap));
      }
      return counts;
    }

    /** Returns the figures to keep. */
    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("worlds", report.count(Measure.WORLDS));
      figures.put("orders", report.count(Measure.ORDERS));
      figures.put("units", report.count(Measure.UNITS));
      figures.put("depletions", report.count(Measure.STOCK_OUTS));
      figures.put("oversold", report.count(Measure.OVERSOLD));
      figures.put("other_broken_invariants", report.count(Measure.VIOLATIONS));
      figures.put("rounds", report.count(Measure.ROUNDS));
      figures.put("writes", report.count(Measure.WRITES));
      figures.put("restoring_with_cause", report.count(Measure.RESTORING));
      figures.put("restoring_without_cause", report.count(Measure.RESTORING_UNCAUSED));
      figures.put("units_locked", report.count(Measure.LOCKED));
      figures.put("faults_while_short", whileShort());
      figures.put("failures", report.failures());
      figures.put("seconds", Math.round(seconds * 10) / 10.0);
      return figures;
    }

    private static String name(Enum<?> kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Runs worlds on every processor. */
  Result run(PrintWriter out) throws InterruptedException {
    long start = System.nanoTime();
    AtomicLong nextSeed = new AtomicLong(firstSeed);
    AtomicLong placed = new AtomicLong();
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<SimulationReport>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(workers.submit(() -> worlds(nextSeed, placed, start, out)));
      }
      SimulationReport all = SimulationReport.none();
      for (Future<SimulationReport> part : parts) {
        all = all.plus(part.get());
      }
      return new Result(all, seconds(start));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a world could not be run: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private SimulationReport worlds(AtomicLong nextSeed, AtomicLong placed, long start, PrintWriter out) {
    HostileSimulation plenty = HostileSimulation.sound();
    HostileSimulation scarce = plenty.shortOfStock();
    SimulationReport report = SimulationReport.none();
    while (placed.get() < orders && seconds(start) < longest.toSeconds()) {
      long seed = nextSeed.getAndIncrement();
      SimulationReport world = (seed % WITH_PLENTY == 0 ? plenty : scarce).run(seed);
      report = report.plus(world);
      long more = world.count(Measure.ORDERS);
      long total = placed.addAndGet(more);
      if (total * TIMES_TOLD / orders > (total - more) * TIMES_TOLD / orders) {
        out.printf(Locale.ROOT, "rights: %,d orders in %.0f s%n", total, seconds(start));
        out.flush();
      }
    }
    return report;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}

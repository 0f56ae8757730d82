package dev.onepool.testkit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing world smaller as long as it fails in the same way: it leaves out shops, SKUs and faults one after the other,
 * then runs of events, half of them at first and single ones in the end (delta debugging). What an event draws does not depend
 * on those before it, so the others stay what they were.
 */
final class Shrinker {

  private static final int MOST_RUNS = 3_000;

  private final long seed;
  private final Function<SplittableRandom, WorldPlan> first;
  private final List<String> left = new ArrayList<>();
  private Function<SplittableRandom, WorldPlan> plans;
  private Setting setting;
  private BitSet kept = new BitSet();
  private int runs;

  Shrinker(long seed, Setting setting, Function<SplittableRandom, WorldPlan> plans) {
    this.seed = seed;
    this.setting = setting;
    this.first = plans;
    this.plans = plans;
  }

  /** How a world failed, and after how many events. */
  private record Failure(String how, int events) {

    /** Returns the sentence without what differs from world to world. */
    String kind() {
      return how.replaceAll("^seed [0-9]+: | at [-0-9T:.]+Z$", "").replaceAll("shop-[a-z]", "shop").replaceAll("[0-9]+", "#");
    }
  }

  /** Shrinks, and tells what is left; empty if nothing fails. */
  String story(int lines) {
    BitSet all = new BitSet();
    all.set(0, plans.apply(new SplittableRandom(seed).split()).events());
    Failure whole = run(plans, setting, all, Trace.SILENT);
    if (whole == null) {
      return "";
    }
    kept = all.get(0, whole.events());
    takeAway(whole);
    int simpler = kept.cardinality();
    dropEvents(whole);
    Trace trace = new Trace(lines);
    Failure smallest = run(plans, setting, kept, trace);
    return "It fails after " + whole.events() + " events: " + whole.how() + System.lineSeparator()
        + "Made simpler: " + (left.isEmpty() ? "not at all" : String.join(", ", left)) + "; then after " + simpler
        + " events." + System.lineSeparator() + "Of these " + kept.cardinality() + " are enough (" + runs + " runs): "
        + (smallest == null ? "" : smallest.how()) + System.lineSeparator() + System.lineSeparator() + trace.text();
  }

  private void takeAway(Failure whole) {
    for (Map.Entry<String, UnaryOperator<WorldPlan>> way :
        Simpler.ways(first.apply(new SplittableRandom(seed).split())).entrySet()) {
      Function<SplittableRandom, WorldPlan> simpler = plans.andThen(way.getValue());
      WorldPlan now = plans.apply(new SplittableRandom(seed).split());
      if (!way.getValue().apply(now).equals(now) && stillFails(simpler, setting, whole)) {
        plans = simpler;
        left.add(way.getKey());
      }
    }
    for (Fault fault : Fault.values()) {
      if (fault.isDrawn() && setting.faults().probability(fault) > 0
          && stillFails(plans, setting.with(setting.faults().with(fault, 0)), whole)) {
        setting = setting.with(setting.faults().with(fault, 0));
        left.add("without " + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      }
    }
  }

  private boolean stillFails(Function<SplittableRandom, WorldPlan> simpler, Setting other, Failure whole) {
    BitSet all = new BitSet();
    // A simpler world may take somewhat longer to fail.
    all.set(0, 2 * whole.events());
    Failure failure = run(simpler, other, all, Trace.SILENT);
    boolean same = failure != null && failure.kind().equals(whole.kind());
    if (same) {
      kept = all.get(0, failure.events());
    }
    return same;
  }

  private void dropEvents(Failure whole) {
    for (int size = Math.max(1, kept.cardinality() / 2); size >= 1 && runs < MOST_RUNS; size = size == 1 ? 0 : size / 2) {
      boolean dropped;
      do {
        dropped = dropRuns(size, whole);
      } while (dropped && size == 1 && runs < MOST_RUNS);
    }
  }

  /** Leaves out one run of so many events after the other, from the end on; returns whether one could be left out. */
  private boolean dropRuns(int size, Failure whole) {
    int[] events = kept.stream().toArray();
    boolean dropped = false;
    for (int to = events.length; to > 0 && runs < MOST_RUNS; to -= size) {
      BitSet fewer = (BitSet) kept.clone();
      for (int i = Math.max(0, to - size); i < to; i++) {
        fewer.clear(events[i]);
      }
      Failure failure = run(plans, setting, fewer, Trace.SILENT);
      if (failure != null && failure.kind().equals(whole.kind())) {
        fewer.clear(failure.events(), Math.max(failure.events(), fewer.size()));
        kept = fewer;
        dropped = true;
      }
    }
    return dropped;
  }

  private @Nullable Failure run(Function<SplittableRandom, WorldPlan> worlds, Setting with, BitSet events, Trace trace) {
    runs++;
    World world = new World(seed, with, worlds, trace, Cut.to(events));
    SimulationReport report = world.run();
    return report.failures().isEmpty() ? null : new Failure(report.failures().get(0), world.events());
  }
}

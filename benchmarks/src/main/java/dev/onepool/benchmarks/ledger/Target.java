package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What Onepool is judged by in one mode and workload.
 *
 * @param rival whose throughput is the measure; null for a limit on the slowest hundredth
 * @param bound the least ratio to the rival, or the most milliseconds
 */
record Target(Mode mode, Workload workload, @Nullable String rival, double bound) {

  /** How a target came out. */
  enum Verdict {
    REACHED,
    MISSED,
    NOT_MEASURED;

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A target with what was measured; the figure is 0 where nothing was. */
  record Judged(Target target, double figure, Verdict verdict) {}

  /** Returns the targets for a store. */
  static List<Target> of(String store) {
    boolean postgres = store.equals("postgres");
    List<Target> targets = new ArrayList<>();
    ratios(targets, Mode.BLOCKING64, "guarded_update", postgres ? 20 : 15, postgres ? 4 : 8);
    ratios(targets, Mode.ASYNC1024, "guarded_update", postgres ? 50 : 25, 10);
    if (postgres) {
      targets.add(new Target(Mode.ASYNC1024, Workload.UNIFORM, "ceiling", 0.5));
      targets.add(new Target(Mode.BLOCKING64, Workload.HOT, null, 5));
      targets.add(new Target(Mode.BLOCKING64, Workload.UNIFORM, null, 5));
      ratios(targets, Mode.LONE, "guarded_update", 1, 1);
      ratios(targets, Mode.BLOCKING64, "redis_lua", 1, 1);
    }
    return targets;
  }

  private static void ratios(List<Target> targets, Mode mode, String rival, double hot, double uniform) {
    targets.add(new Target(mode, Workload.HOT, rival, hot));
    targets.add(new Target(mode, Workload.UNIFORM, rival, uniform));
  }

  /** Judges by what was measured. Nobody reaches anything with books that do not balance, nor against such books. */
  Judged judge(Results results) {
    Measured onepool = results.find(mode, workload, OnepoolContender.NAME);
    if (onepool == null) {
      return new Judged(this, 0, Verdict.NOT_MEASURED);
    }
    if (rival == null) {
      double p99 = onepool.median().p99Millis();
      return new Judged(this, p99, verdict(onepool.balanced() && p99 > 0 && p99 <= bound));
    }
    Measured other = results.find(mode, workload, rival);
    if (other == null || other.median().perSecond() <= 0) {
      return new Judged(this, 0, Verdict.NOT_MEASURED);
    }
    double ratio = onepool.median().perSecond() / other.median().perSecond();
    return new Judged(this, ratio, verdict(onepool.balanced() && other.balanced() && ratio >= bound));
  }

  private static Verdict verdict(boolean reached) {
    return reached ? Verdict.REACHED : Verdict.MISSED;
  }

  /** Returns what is asked for, in words. */
  String text() {
    return mode.key() + " " + workload.key() + ": " + (rival == null
        ? "p99 at most " + number(bound) + " ms" : "at least " + number(bound) + " x " + rival);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}

package dev.onepool.testkit;

import java.util.ArrayList;
import java.util.List;

/** What happened in one or several worlds of a {@link HostileSimulation}. Immutable. */
public final class SimulationReport {

  /** What is counted. */
  public enum Measure {
    /** Worlds that were run. */
    WORLDS("worlds"),
    /** Of these, worlds in which the seller has more than one location. */
    WORLDS_OF_SEVERAL_LOCATIONS("worlds of several locations"),
    /** Units that left one location for another. */
    TRANSFERRED("units sent to another location"),
    /** Units that were lost on their way from one location to another. */
    LOST("of these, units lost on the way"),
    /** Order lines that buyers placed. */
    ORDERS("orders"),
    /** Units that buyers bought. */
    UNITS("units sold"),
    /** How often the last unit of a SKU was sold, or held. */
    STOCK_OUTS("stock-outs"),
    /** Units promised to buyers that were not there, at the worst moment of each world. */
    OVERSOLD("units oversold"),
    /** Worlds in which units were oversold. */
    OVERSOLD_WORLDS("worlds that oversold"),
    /** Broken invariants other than overselling: rights, conservation, audit. */
    VIOLATIONS("other broken invariants"),
    /** Asks for more than a channel showed, although there were enough units. */
    REFUSED("asks refused with stock left"),
    /** Units asked for in vain, although they were there. */
    REFUSED_UNITS("units refused with stock left"),
    /** How often rights had to be restored after something from outside broke them. */
    RESTORING("restoring, with an outside cause"),
    /** How often rights had to be restored although nothing from outside had happened. */
    RESTORING_UNCAUSED("restoring, without an outside cause"),
    /** Units still unsold when faults had ended and time had passed. */
    LOCKED("units locked at the end"),
    /** Worlds with such units. */
    LOCKED_WORLDS("worlds with locked units"),
    /** Rounds of the engine. */
    ROUNDS("rounds"),
    /** Rounds in which the engine died. */
    CRASHES("crashes in a round"),
    /** Calls that a channel did not take. */
    OUTAGES("outages and broken connectors"),
    /** Quantity writes that reached a channel. */
    WRITES("quantity writes"),
    /** Writes that a channel did not do, because the listing did not show what they expected. */
    REFUSED_COMPARISONS("comparing writes refused");

    private final String words;

    Measure(String words) {
      this.words = words;
    }

    /** Returns what a person would call it. */
    public String words() {
      return words;
    }
  }

  private static final int MAX_FAILURES = 20;

  private final long[] counts;
  private final long[] faults;
  private final long[] faultsWhileShort;
  private final long[] mishaps;
  private final long[] mishapsWhileShort;
  private final List<String> failures;

  SimulationReport(long[] counts, long[] faults, long[] faultsWhileShort, long[] mishaps, long[] mishapsWhileShort,
      List<String> failures) {
    this.counts = counts.clone();
    this.faults = faults.clone();
    this.faultsWhileShort = faultsWhileShort.clone();
    this.mishaps = mishaps.clone();
    this.mishapsWhileShort = mishapsWhileShort.clone();
    this.failures = List.copyOf(failures.subList(0, Math.min(failures.size(), MAX_FAILURES)));
  }

  /** Returns the report of no world. */
  public static SimulationReport none() {
    int faults = Fault.values().length;
    int mishaps = Mishap.values().length;
    return new SimulationReport(new long[Measure.values().length], new long[faults], new long[faults], new long[mishaps],
        new long[mishaps], List.of());
  }

  /** Returns a count. */
  public long count(Measure measure) {
    return counts[measure.ordinal()];
  }

  /** Returns how often a fault struck. */
  public long count(Fault fault) {
    return faults[fault.ordinal()];
  }

  /** Returns how often a mishap struck. */
  public long count(Mishap mishap) {
    return mishaps[mishap.ordinal()];
  }

  /**
   * Returns how often a fault struck while supply was short: of no SKU of the world more was left than buyers ask for between
   * two rounds, nor more than a quarter of what there was at first.
   */
  public long countWhileShort(Fault fault) {
    return faultsWhileShort[fault.ordinal()];
  }

  /** Returns how often a mishap struck while supply was short, as with {@link #countWhileShort(Fault)}. */
  public long countWhileShort(Mishap mishap) {
    return mishapsWhileShort[mishap.ordinal()];
  }

  /** Returns the first failures, at most 20: one sentence each, with the seed of the world. Empty if all went well. */
  public List<String> failures() {
    return failures;
  }

  /** Returns both reports added up. */
  public SimulationReport plus(SimulationReport other) {
    List<String> all = new ArrayList<>(failures);
    all.addAll(other.failures);
    return new SimulationReport(sum(counts, other.counts), sum(faults, other.faults),
        sum(faultsWhileShort, other.faultsWhileShort), sum(mishaps, other.mishaps),
        sum(mishapsWhileShort, other.mishapsWhileShort), all);
  }

  private static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.addExact(sum[i], other[i]);
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SimulationReport report
        && java.util.Arrays.equals(counts, report.counts)
        && java.util.Arrays.equals(faults, report.faults)
        && java.util.Arrays.equals(faultsWhileShort, report.faultsWhileShort)
        && java.util.Arrays.equals(mishaps, report.mishaps)
        && java.util.Arrays.equals(mishapsWhileShort, report.mishapsWhileShort)
        && failures.equals(report.failures);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(counts);
  }

  /** Returns a table for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Measure measure : Measure.values()) {
      text.append(row(measure.words(), count(measure)));
    }
    text.append(String.format("%-38s %14s %18s%n", "faults:", "in all", "while short"));
    for (Fault fault : Fault.values()) {
      text.append(row(fault, count(fault), countWhileShort(fault)));
    }
    for (Mishap mishap : Mishap.values()) {
      text.append(row(mishap, count(mishap), countWhileShort(mishap)));
    }
    failures.forEach(failure -> text.append(String.format("%s%n", failure)));
    return text.toString();
  }

  private static String row(Enum<?> kind, long count, long whileShort) {
    return String.format(java.util.Locale.ROOT, "  %-36s %,14d %,18d%n",
        kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), count, whileShort);
  }

  private static String row(String words, long count) {
    return String.format(java.util.Locale.ROOT, "%-38s %,14d%n", words, count);
  }
}

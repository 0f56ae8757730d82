package dev.onepool.testkit;

import dev.onepool.testkit.SimulationReport.Measure;
import java.util.ArrayList;
import java.util.List;

/** A report while it is being made. */
final class Tally {

  private final long[] counts = new long[Measure.values().length];
  private final List<String> failures = new ArrayList<>();

  void add(Measure measure, long count) {
    counts[measure.ordinal()] += count;
  }

  void fail(String failure) {
    failures.add(failure);
  }

  SimulationReport report(List<Shop> shops, Mishaps mishaps) {
    shops.forEach(shop -> add(Measure.REFUSED_COMPARISONS, shop.market().refusedComparisons()));
    long[] faults = new long[Fault.values().length];
    long[] whileShort = new long[Fault.values().length];
    for (Fault fault : Fault.values()) {
      for (Shop shop : shops) {
        faults[fault.ordinal()] += shop.market().count(fault);
        whileShort[fault.ordinal()] += shop.market().countWhileShort(fault);
      }
    }
    return new SimulationReport(counts, faults, whileShort, mishaps.counts(), mishaps.whileShort(), failures);
  }
}

package dev.onepool.benchmarks.guarantees;

import dev.onepool.testkit.SimulationReport;
import dev.onepool.testkit.SimulationReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the price of guarantees should be at 30 days of stock; said only of rows that were run. */
final class Targets {

  private Targets() {}

  /** Returns what was missed, in words. */
  static List<String> missed(List<Price.Row> rows) {
    List<String> missed = new ArrayList<>();
    Price.Row mirror = find(rows, "whole", "mirror");
    Price.Row rights = find(rows, "whole", "rights");
    Price.Row auto = find(rows, "whole", "auto:0.01");
    Price.Row units = find(rows, "units", "rights");
    for (Price.Row row : rows) {
      expect(missed, row.auditFindings() == 0, row + " must have a clean audit");
      expect(missed, !row.guarantee().equals("rights") || row.oversold() == 0, row + " must not oversell");
    }
    if (rights != null) {
      expect(missed, rights.delivered() >= 0.95, "rights must deliver 95 %, was " + percent(rights));
    }
    if (units != null) {
      expect(missed, units.delivered() >= 0.97, "rights must deliver 97 % in units, was " + percent(units)
          + ofOneSku(units));
    }
    if (auto != null) {
      expect(missed, auto.delivered() >= 0.99, "auto must deliver 99 %, was " + percent(auto));
      expect(missed, auto.skusOversold() <= 0.01 * auto.skus(), "auto must oversell 1 % of the SKUs, was " + auto.skusOversold());
    }
    if (mirror != null && auto != null) {
      expect(missed, 10 * auto.oversold() <= mirror.oversold(),
          "auto must oversell a tenth of mirror's " + mirror.oversold() + " units, was " + auto.oversold());
    }
    if (mirror != null && rights != null) {
      expect(missed, 2 * rights.writes() <= mirror.writes(),
          "rights must write half of mirror's " + mirror.writes() + " times, was " + rights.writes());
    }
    return missed;
  }

  /** Returns what the trial of rights missed, in words. */
  static List<String> missed(Rights.Result rights) {
    List<String> missed = new ArrayList<>();
    SimulationReport report = rights.report();
    expect(missed, report.count(Measure.OVERSOLD) == 0, "rights must not oversell, did so by " + report.count(Measure.OVERSOLD));
    expect(missed, report.failures().isEmpty(), "rights: " + report.failures());
    expect(missed, report.count(Measure.ORDERS) >= 20_000_000, "rights must be tried with 20,000,000 orders, were with "
        + report.count(Measure.ORDERS));
    expect(missed, report.count(Measure.STOCK_OUTS) >= 200_000, "rights must be tried with 200,000 stock-outs, were with "
        + report.count(Measure.STOCK_OUTS));
    expect(missed, rights.fewestWhileShort() >= 100_000, "each fault must strike 100,000 times while supply is short: "
        + rights.whileShort());
    expect(missed, rights.seconds() < 600, "rights must be tried in 10 minutes, took " + Math.round(rights.seconds()) + " s");
    return missed;
  }

  /** Returns what buffers missed, in words. */
  static List<String> missedByBuffers(List<Buffered.Row> rows) {
    List<String> missed = new ArrayList<>();
    for (Buffered.Row row : rows) {
      expect(missed, row.stockouts() >= 10_000, row + " must have 10,000 stock-outs");
      expect(missed, row.upper95() <= row.epsilon(), row + " must keep its epsilon");
      expect(missed, row.heldBack() <= 1.5 * row.oracle(), row + " must hold back at most half more than the oracle");
    }
    return missed;
  }

  /** Returns which mutants nobody noticed, in words. */
  static List<String> notCaught(List<Mutants.Caught> mutants) {
    return mutants.stream().filter(mutant -> !mutant.caught())
        .map(mutant -> "mutant " + mutant.mutant() + " must be caught, was not in " + mutant.runs() + " runs").toList();
  }

  /** Returns what priority by economics missed, in words. */
  static List<String> missed(Map<String, Object> economics) {
    List<String> missed = new ArrayList<>();
    expect(missed, Boolean.TRUE.equals(economics.get("limits_exact")), "the limits must be the textbook's: " + economics.get("limits"));
    expect(missed, (double) economics.get("gain") >= 0.10, "priority by economics must earn 10 % more, earned " + economics.get("gain"));
    expect(missed, economics.get("oversold").equals(0L), "priority by economics must not oversell, did so by " + economics.get("oversold"));
    return missed;
  }

  private static void expect(List<String> missed, boolean held, String what) {
    if (!held) {
      missed.add(what);
    }
  }

  private static String percent(Price.Row row) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * row.delivered());
  }

  /** A single line that is larger than all there is weighs on the whole: say how much. */
  private static String ofOneSku(Price.Row row) {
    return String.format(Locale.ROOT, "; of what is missing, %,d units (%.2f %%) are of a single SKU", row.mostMissedOfOneSku(),
        100.0 * row.mostMissedOfOneSku() / Math.max(1, row.best()));
  }

  private static Price.@Nullable Row find(List<Price.Row> rows, String lines, String guarantee) {
    return rows.stream().filter(row -> row.stockDays() == 30 && row.lines().equals(lines) && row.guarantee().equals(guarantee))
        .findFirst().orElse(null);
  }
}

package dev.onepool.benchmarks.ledger;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results, for a person and for a program. */
final class Report {

  private Report() {}

  static void table(Results results, PrintWriter out) {
    results.all().forEach((mode, workloads) -> workloads.forEach((workload, contenders) -> {
      Measured guarded = results.find(mode, workload, "guarded_update");
      out.printf(Locale.ROOT, "%n%-34s %13s %8s %10s %10s %8s  %s%n", mode.key() + " " + workload.key(), "per second",
          "ratio", "p50 ms", "p99 ms", "errors", "balanced");
      contenders.forEach((name, measured) -> row(name, measured, guarded == null ? 0 : guarded.median().perSecond(), out));
    }));
  }

  private static void row(String name, Measured measured, double base, PrintWriter out) {
    if (!measured.isMeasured()) {
      out.printf(Locale.ROOT, "  %-32s not measured: %s%n", name, measured.status());
      return;
    }
    Round median = measured.median();
    out.printf(Locale.ROOT, "  %-32s %,13.0f %8s %10.2f %10.2f %8d  %s%n",
        name + (measured.connections() > 0 ? " x" + measured.connections() : ""), median.perSecond(),
        base > 0 ? String.format(Locale.ROOT, "%.1f", median.perSecond() / base) : "", median.p50Millis(),
        median.p99Millis(), measured.errors(),
        measured.balanced() ? "yes" : "NO: " + String.join("; ", measured.findings()));
  }

  static void targets(List<Target.Judged> judged, PrintWriter out) {
    out.println();
    for (Target.Judged each : judged) {
      String figure = each.verdict() == Target.Verdict.NOT_MEASURED
          ? "" : String.format(Locale.ROOT, "%.2f", each.figure());
      out.printf(Locale.ROOT, "%-52s %10s  %s%n", each.target().text(), figure, each.verdict().text());
    }
  }

  /** Returns mode → workload → contender → figures. */
  static Map<String, Object> figures(Results results) {
    Map<String, Object> figures = new LinkedHashMap<>();
    results.all().forEach((mode, workloads) -> {
      Map<String, Object> byWorkload = new LinkedHashMap<>();
      workloads.forEach((workload, contenders) -> {
        Map<String, Object> byContender = new LinkedHashMap<>();
        contenders.forEach((name, measured) -> byContender.put(name, figures(measured)));
        byWorkload.put(workload.key(), byContender);
      });
      figures.put(mode.key(), byWorkload);
    });
    return figures;
  }

  /** Returns a contender's figures; only its status where it was not measured. */
  static Map<String, Object> figures(Measured measured) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("status", measured.status());
    if (!measured.isMeasured()) {
      return figures;
    }
    figures.put("per_second", rounded(measured.median().perSecond()));
    figures.put("p50_ms", rounded(measured.median().p50Millis()));
    figures.put("p99_ms", rounded(measured.median().p99Millis()));
    figures.put("errors", measured.errors());
    figures.put("balanced", measured.balanced());
    if (!measured.findings().isEmpty()) {
      figures.put("findings", measured.findings());
    }
    if (measured.connections() > 0) {
      figures.put("connections", measured.connections());
      Map<String, Object> tried = new LinkedHashMap<>();
      measured.tried().forEach((connections, round) ->
          tried.put(Integer.toString(connections), rounded(round.perSecond())));
      figures.put("per_second_by_connections", tried);
    }
    return figures;
  }

  /** Returns the targets with their verdicts. */
  static List<Map<String, Object>> figures(List<Target.Judged> judged) {
    List<Map<String, Object>> figures = new ArrayList<>();
    for (Target.Judged each : judged) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("target", each.target().text());
      if (each.verdict() != Target.Verdict.NOT_MEASURED) {
        one.put("figure", rounded(each.figure()));
      }
      one.put("verdict", each.verdict().text());
      figures.add(one);
    }
    return figures;
  }

  /** Returns the value with three digits after the point. */
  static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}

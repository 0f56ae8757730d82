package dev.onepool.benchmarks.ledger;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lets contenders take turns: everybody one short round, then everybody the next. */
final class Referee {

  private final Plan plan;
  private final List<Contender> contenders;
  private final Catalogue catalogue;
  private final PrintWriter progress;

  Referee(Plan plan, List<Contender> contenders, Catalogue catalogue, PrintWriter progress) {
    this.plan = plan;
    this.contenders = contenders;
    this.catalogue = catalogue;
    this.progress = progress;
  }

  /** Measures everything that is planned. */
  Results run() {
    Results results = new Results();
    for (Workload workload : plan.workloads()) {
      for (Mode mode : plan.modes()) {
        results.put(mode, workload, cell(results, mode, workload));
      }
    }
    return results;
  }

  private Map<String, Measured> cell(Results results, Mode mode, Workload workload) {
    progress.println(mode.key() + " " + workload.key() + ": putting the stock in");
    RequestSource source = new RequestSource(workload, catalogue, plan.keys());
    List<Entrant> entrants = contenders.stream().map(each -> new Entrant(each, mode, source, progress)).toList();
    entrants.forEach(each -> each.prepare(catalogue));
    results.compareTables(contenders);
    for (int round = 1; round <= plan.rounds(); round++) {
      for (int i = 0; i < entrants.size(); i++) {
        for (int connections : plan.connections(contenders.get(i), mode)) {
          turn(mode, workload, round, entrants.get(i), connections);
        }
      }
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      Measured one = entrant.finish();
      one.findings().forEach(finding -> progress.println("  " + entrant.name() + ": " + finding));
      measured.put(entrant.name(), one);
    }
    return measured;
  }

  private void turn(Mode mode, Workload workload, int number, Entrant entrant, int connections) {
    if (entrant.broken() != null) {
      return;
    }
    Round round = entrant.round(connections, plan.warmUpSeconds(), plan.seconds());
    if (round != null) {
      progress.printf(Locale.ROOT, "  %s %s, round %d of %d: %-24s %,11.0f/s   p50 %8.2f ms   p99 %8.2f ms%n",
          mode.key(), workload.key(), number, plan.rounds(),
          entrant.name() + (connections > 0 ? " x" + connections : ""),
          round.perSecond(), round.p50Millis(), round.p99Millis());
    }
  }
}

package dev.onepool.benchmarks.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What everybody came to, by mode, workload and contender. */
final class Results {

  private final Map<Mode, Map<Workload, Map<String, Measured>>> all = new EnumMap<>(Mode.class);
  private Object tables = "not compared: Onepool was not measured";

  void put(Mode mode, Workload workload, Map<String, Measured> measured) {
    all.computeIfAbsent(mode, any -> new EnumMap<>(Workload.class)).put(workload, new LinkedHashMap<>(measured));
  }

  Map<Mode, Map<Workload, Map<String, Measured>>> all() {
    return all;
  }

  /** Returns what a contender came to; null if it was not measured. */
  @Nullable Measured find(Mode mode, Workload workload, String contender) {
    Measured found = all.getOrDefault(mode, Map.of()).getOrDefault(workload, Map.of()).get(contender);
    return found != null && found.isMeasured() ? found : null;
  }

  /** Compares the tables of all contenders with Onepool's, once. They must be prepared, as far as they can be. */
  void compareTables(List<Contender> contenders) {
    List<String> wanted = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    contenders.stream()
        .filter(each -> each.name().equals(OnepoolContender.NAME))
        .forEach(each -> wanted.addAll(each.tables()));
    for (Contender contender : contenders) {
      List<String> found = contender.tables();
      if (!found.isEmpty() && !wanted.isEmpty() && !found.equals(wanted)) {
        differences.add(contender.name() + " has " + found + ", onepool has " + wanted);
      }
    }
    if (!wanted.isEmpty()) {
      tables = differences.isEmpty() ? "the same columns and indexes on every side" : differences;
    }
  }

  /** Returns what came of comparing the tables: a sentence, or a list of differences. */
  Object tables() {
    return tables;
  }

  /** Returns whether the books of everybody who was measured balance. */
  boolean balanced() {
    return all.values().stream().flatMap(each -> each.values().stream()).flatMap(each -> each.values().stream())
        .allMatch(each -> !each.isMeasured() || each.balanced());
  }
}

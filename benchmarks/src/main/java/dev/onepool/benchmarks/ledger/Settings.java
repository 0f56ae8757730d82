package dev.onepool.benchmarks.ledger;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader has to know to judge the figures, or to repeat them. */
final class Settings {

  private static final List<String> RULES = List.of(
      "Contenders take turns, one short round each; figures are medians over the rounds of the best number of connections.",
      "Every round begins with a warm-up of half its length, on newly opened connections, after housekeeping.",
      "In async1024 contenders with one transaction per request have no asynchronous form: 1,024 requests are in flight, and"
          + " wait for as many threads as there are connections.",
      "Blocking callers are platform threads in a closed loop; latency runs from the call to its answer.",
      "The ceiling has no callers and no mode: 256 requests per call, back to back; its latency is that of a call.",
      "Errors are refusals, failures and missing answers; there is stock for every request.",
      "Balanced is what the referee reads over its own connection, keys compared; on PostgreSQL also that the log was flushed"
          + " at least once per so many grants as were in flight.");

  private Settings() {}

  static Map<String, Object> of(Arena arena, Plan plan, int skus, boolean remote) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("store", arena.name());
    settings.put(arena.name(), arena.settings());
    settings.put("server", remote ? "the reader's own; fsync_us is of the disk of the program" : "started by the program");
    settings.put("skus", skus);
    settings.put("keys", plan.keys().name());
    settings.put("seconds", plan.seconds());
    settings.put("warm_up_seconds", plan.warmUpSeconds());
    settings.put("rounds", plan.rounds());
    settings.put("quick", plan.quick());
    settings.put("rules", RULES);
    settings.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    settings.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
        + System.getProperty("os.arch"));
    settings.put("processors", Runtime.getRuntime().availableProcessors());
    settings.put("load_average_before",
        Report.rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    return settings;
  }
}

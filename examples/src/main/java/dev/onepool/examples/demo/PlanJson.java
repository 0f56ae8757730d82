package dev.onepool.examples.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what {@code ./demo plan} came to as JSON. */
final class PlanJson {

  private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PlanJson() {}

  /** Returns the JSON text. Without a trial its numbers are null, and {@code not_judged} says why. */
  static String text(PlanRun run, double seconds) {
    ObjectNode root = MAPPER.createObjectNode();
    PlanTrial trial = run.trial();
    for (String key : new String[] {"mase", "mase_seasonal_naive", "interval_coverage", "cycle_service", "stock_pooled",
        "stock_per_channel"}) {
      root.putNull(key);
    }
    if (trial == null) {
      root.put("not_judged", "too few days before the last month");
    } else {
      judged(root, trial);
    }
    root.put("skus", run.skus());
    root.put("orders_from", run.source());
    root.put("seconds", rounded(seconds));
    try {
      return MAPPER.writeValueAsString(root) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can always be written", e);
    }
  }

  private static void judged(ObjectNode root, PlanTrial trial) {
    root.put("mase", rounded(trial.all().mase()));
    root.put("mase_seasonal_naive", rounded(trial.all().maseSeasonalNaive()));
    root.put("interval_coverage", rounded(trial.all().coverage()));
    root.put("interval_coverage_days_of_business", rounded(trial.all().coverageOpenDays()));
    root.put("cycle_service", rounded(trial.supply().cycleService()));
    root.put("cycle_service_per_channel", rounded(trial.supply().cycleServiceChannels()));
    root.put("real_fortnights", rounded(trial.supply().realFortnights()));
    root.put("stock_pooled", rounded(trial.supply().stockPooled()));
    root.put("stock_per_channel", rounded(trial.supply().stockPerChannel()));
    root.put("held_out_from", trial.heldOutFrom().toString());
    ArrayNode holidays = root.putArray("holidays");
    trial.holidays().forEach(day -> holidays.add(day.toString()));
    group(root.putObject("sold_often"), trial.often());
    group(root.putObject("sold_seldom"), trial.seldom());
  }

  private static void group(ObjectNode node, PlanTrial.Group group) {
    node.put("skus", group.skus());
    node.put("mase", rounded(group.mase()));
    node.put("mase_seasonal_naive", rounded(group.maseSeasonalNaive()));
    node.put("mase_of_medians", rounded(group.maseMedian()));
    node.put("interval_coverage", rounded(group.coverage()));
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}

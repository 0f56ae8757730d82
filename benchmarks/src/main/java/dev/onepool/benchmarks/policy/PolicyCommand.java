package dev.onepool.benchmarks.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long policies take, by JMH in a process of its own. */
@Command(
    name = "policies",
    description = "Measures how long policies take to answer for five listings.",
    mixinStandardHelpOptions = true)
public final class PolicyCommand implements Callable<Integer> {

  private static final double MOST_NANOS = 2_000;

  @Option(names = "--json", description = "Write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    Map<String, Object> nanos = new LinkedHashMap<>();
    boolean reached = true;
    for (RunResult result : new Runner(new OptionsBuilder()
        .include(PolicyEvaluation.class.getName()).verbosity(VerboseMode.SILENT).build()).run()) {
      double score = result.getPrimaryResult().getScore();
      String policy = result.getParams().getParam("policy");
      nanos.put(policy, Math.round(score));
      reached &= score < MOST_NANOS;
      System.out.printf("%-16s %,8.0f ns  (± %,.0f)  %s%n", policy, score, result.getPrimaryResult().getScoreError(),
          score < MOST_NANOS ? "reached" : "missed: the target is below 2,000 ns");
    }
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter()
          .writeValue(json.toFile(), Map.of("nanos_for_5_listings", nanos, "target_nanos", MOST_NANOS, "reached", reached));
    }
    return reached ? 0 : 1;
  }
}

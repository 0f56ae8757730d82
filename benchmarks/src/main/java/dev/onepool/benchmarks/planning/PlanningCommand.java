package dev.onepool.benchmarks.planning;

import dev.onepool.SellerId;
import dev.onepool.core.Onepool;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.Planning;
import dev.onepool.planning.SkuPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plans a large catalogue, and says how long that took. */
@Command(
    name = "planning",
    description = "Forecasts made-up SKUs, chooses a method for each by backtest, plans their orders, and says how long that took.",
    mixinStandardHelpOptions = true)
public final class PlanningCommand implements Callable<Integer> {

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--skus", defaultValue = "10000", description = "How many SKUs; default ${DEFAULT-VALUE}.")
  private int skus = 10_000;

  @Option(names = "--days", defaultValue = "730", description = "Days of history of each; default ${DEFAULT-VALUE}.")
  private int days = 730;

  @Option(names = "--most-seconds", defaultValue = "60", description = "Ends with 1 if planning takes longer; default ${DEFAULT-VALUE}.")
  private int mostSeconds = 60;

  /** Made for picocli. */
  public PlanningCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<DemandHistory> histories = IntStream.range(0, skus).parallel().mapToObj(number -> Catalogue.history(number, days)).toList();
    try (Onepool onepool = Onepool.builder().build()) {
      Planning planning = onepool.inventory(SellerId.of("benchmark")).planning();
      long began = System.nanoTime();
      ForecastOptions options = ForecastOptions.DEFAULTS.withWeek(planning.weeklyPattern(histories));
      List<SkuPlan> plans = histories.parallelStream().map(history -> Catalogue.plan(planning, history, options)).toList();
      double seconds = (System.nanoTime() - began) / 1e9;
      long ordered = plans.stream().mapToLong(plan -> plan.replenishment().order()).sum();
      out.printf(Locale.ROOT, "%,d SKUs with %,d days each planned in %.1f s on %d processors, %.2f ms each; %,d units to order%n", skus, days,
          seconds, Runtime.getRuntime().availableProcessors(), seconds * 1000 / skus, ordered);
      return seconds <= mostSeconds ? 0 : 1;
    }
  }
}

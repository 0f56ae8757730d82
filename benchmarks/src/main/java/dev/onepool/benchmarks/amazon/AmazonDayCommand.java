package dev.onepool.benchmarks.amazon;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a day on a local Amazon and prints what it came to. */
@Command(
    name = "amazon-day",
    description = "A simulated day on Amazon, through the engine and Amazon's protocol, within the documented rates.",
    mixinStandardHelpOptions = true)
public final class AmazonDayCommand implements Callable<Integer> {

  @Option(names = "--orders-per-hour", defaultValue = "600", description = "Orders an hour; default ${DEFAULT-VALUE}.")
  private int ordersPerHour;

  @Option(names = "--skus", defaultValue = "20000", description = "SKUs listed; default ${DEFAULT-VALUE}.")
  private int skus;

  @Option(names = "--hours", defaultValue = "24", description = "How long buyers come; default ${DEFAULT-VALUE}.")
  private int hours;

  @Option(names = "--notifications", description = "Amazon tells of orders by notification, too.")
  private boolean notifications;

  @Option(names = "--seed", defaultValue = "1", description = "What chance is drawn from; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "Write the figures to this file.")
  private @Nullable Path json;

  /** For the command line. */
  public AmazonDayCommand() {}

  @Override
  public Integer call() throws IOException {
    if (skus < 4 || hours < 1 || ordersPerHour < 1) {
      System.err.printf("--skus must be 4 or more, --hours and --orders-per-hour 1 or more; were %d, %d and %d%n",
          skus, hours, ordersPerHour);
      return 2;
    }
    long start = System.nanoTime();
    DayFigures figures;
    try (AmazonDay day = new AmazonDay(new DayPlan(skus, hours, ordersPerHour, notifications, seed))) {
      figures = day.run();
    }
    System.out.print(figures);
    System.out.printf(Locale.ROOT, "Took %.0f s.%n", (System.nanoTime() - start) / 1e9);
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures.json());
    }
    return figures.right() && figures.lowersFirst() && (figures.keptUp() || notifications) ? 0 : 1;
  }
}

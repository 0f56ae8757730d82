package dev.onepool.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Races for the last units, many times. */
@Command(
    name = "race",
    description = "200 callers of 4 processes ask for 100 units at once, on a PostgreSQL server made for it.",
    mixinStandardHelpOptions = true)
public final class RaceCommand implements Callable<Integer> {

  private static final int PROCESSES = 4;
  private static final int CALLERS = 50;

  @Option(names = "--repetitions", defaultValue = "200", description = "Of each variant; default ${DEFAULT-VALUE}.")
  private int repetitions;

  @Option(names = "--variant", description = "Only this one of ${COMPLETION-CANDIDATES}.")
  private @Nullable Variant only;

  /** For the command line. */
  public RaceCommand() {}

  @Override
  public Integer call() throws IOException, SQLException {
    Path folder = Scratch.make();
    try (CrashServer server = new CrashServer(folder);
        Race race = new Race(Place.postgres(server.url()), folder.resolve("journals"), PROCESSES, CALLERS)) {
      boolean good = true;
      for (Variant variant : Variant.values()) {
        good &= (only != null && variant != only) || run(server, race, variant);
      }
      return good ? 0 : 1;
    } finally {
      Scratch.remove(folder);
    }
  }

  private boolean run(CrashServer server, Race race, Variant variant) throws SQLException {
    long start = System.nanoTime();
    long deadlocks = server.deadlocks();
    int wrong = 0;
    for (int i = 1; i <= repetitions; i++) {
      List<String> findings = race.run(variant);
      wrong += findings.isEmpty() ? 0 : 1;
      int repetition = i;
      findings.forEach(finding -> System.out.println(variant + " " + repetition + ": " + finding));
    }
    System.out.printf(Locale.ROOT, "%-9s %d repetitions, %d wrong, %d deadlocks inside, %.0f s%n", variant, repetitions, wrong,
        server.deadlocks() - deadlocks,
        (System.nanoTime() - start) / 1e9);
    return wrong == 0;
  }
}

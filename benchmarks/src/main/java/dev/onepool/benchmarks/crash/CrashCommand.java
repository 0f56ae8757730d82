package dev.onepool.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills processes and servers while they write, many times. */
@Command(
    name = "crash",
    description = "Kills processes that write, and the server under them, and checks what everybody was told.",
    mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {

  private static final int PROCESSES = 3;

  @Option(names = "--rounds", defaultValue = "50", description = "Default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--store", defaultValue = "postgres", description = "postgres or sqlite; default ${DEFAULT-VALUE}.")
  private String store = "postgres";

  @Option(names = "--seed", description = "Default: the time.")
  private long seed = System.nanoTime();

  /** For the command line. */
  public CrashCommand() {}

  @Override
  public Integer call() throws IOException {
    System.out.println("seed " + seed);
    Path folder = Scratch.make();
    try {
      Path journals = folder.resolve("journals");
      if (store.equals("sqlite")) {
        return run(new Crash(Place.sqlite(folder.resolve("ledger.db")), null, journals, 1, seed));
      }
      try (CrashServer server = new CrashServer(folder)) {
        return run(new Crash(Place.postgres(server.url()), server, journals, PROCESSES, seed));
      }
    } finally {
      Scratch.remove(folder);
    }
  }

  private int run(Crash crash) {
    long start = System.nanoTime();
    int wrong = 0;
    while (crash.rounds() < rounds) {
      List<String> findings = crash.round();
      wrong += findings.isEmpty() ? 0 : 1;
      findings.forEach(finding -> System.out.println("round " + crash.rounds() + ": " + finding));
    }
    System.out.printf(Locale.ROOT, "%s: %s, %d rounds wrong, %.0f s%n", store, crash, wrong,
        (System.nanoTime() - start) / 1e9);
    return wrong == 0 ? 0 : 1;
  }
}

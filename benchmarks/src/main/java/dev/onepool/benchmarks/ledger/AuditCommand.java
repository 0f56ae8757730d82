package dev.onepool.benchmarks.ledger;

import dev.onepool.AuditReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Audits a large ledger; with {@code BENCH_HEAP=64m} it shows that its size does not matter to the memory. */
@Command(
    name = "audit",
    description = "Loads a large ledger by SQL, audits it, and says how long that took. Try it with BENCH_HEAP=64m.",
    mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--store", defaultValue = "sqlite",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private LedgerCommand.Store store = LedgerCommand.Store.sqlite;

  @Option(names = "--entries", defaultValue = "5000000",
      description = "Reservations to load, a multiple of the SKUs; default ${DEFAULT-VALUE}.")
  private long entries = 5_000_000;

  @Option(names = "--skus", defaultValue = "10000", description = "SKUs to load; default ${DEFAULT-VALUE}.")
  private int skus = 10_000;

  @Option(names = "--folder", description = "Where to make the folder for data; default the system's temporary folder.")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  /** Made for picocli. */
  public AuditCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (Cleanup cleanup = new Cleanup()) {
      OnepoolContender contender = new OnepoolContender(arena(cleanup.folder(folder), cleanup));
      long began = System.nanoTime();
      contender.load(new Catalogue(skus), entries, Objects.requireNonNull(spec).commandLine().getErr());
      long loaded = System.nanoTime();
      AuditReport report = contender.audit();
      long audited = System.nanoTime();
      out.printf(Locale.ROOT, "%s: loaded in %.1f s; audited in %.1f s with a heap of %d MB; %s%n", store,
          (loaded - began) / 1e9, (audited - loaded) / 1e9, Runtime.getRuntime().maxMemory() >> 20, report);
      return report.clean() ? 0 : 1;
    }
  }

  private Arena arena(Path data, Cleanup cleanup) throws IOException, SQLException {
    Arena arena;
    if (store == LedgerCommand.Store.sqlite) {
      arena = new SqliteArena(data);
    } else {
      PostgresServer server = PostgresServer.start(data);
      cleanup.add(server);
      arena = new PostgresArena(server.url(), PostgresServer.USER, "", new RedisLua(data, cleanup));
    }
    cleanup.add(arena);
    return arena;
  }
}

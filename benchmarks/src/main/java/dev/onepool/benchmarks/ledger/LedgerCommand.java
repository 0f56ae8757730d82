package dev.onepool.benchmarks.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures Onepool beside what people write without it. */
@Command(
    name = "ledger",
    description = "Measures reservations per second beside other ways to keep stock: same rows, same durability, in turns.",
    mixinStandardHelpOptions = true)
public final class LedgerCommand implements Callable<Integer> {

  private static final int SKUS = 10_000;
  private static final int QUICK_SKUS = 1_000;

  enum Store {
    postgres,
    sqlite
  }

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--store", defaultValue = "postgres",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Store store = Store.postgres;

  @Option(names = "--seconds", description = "Length of a round; default 2, and 0.2 with --quick.")
  private @Nullable Double seconds;

  @Option(names = "--rounds", defaultValue = "3",
      description = "Rounds of everybody, of which the medians count; default ${DEFAULT-VALUE}, and 1 with --quick.")
  private int rounds = 3;

  @Option(names = "--growth", description = "Measure instead how Onepool's throughput changes with SKUs and entries; long.")
  private boolean growth;

  @Option(names = "--quick", description = "One round of one workload: shows that everything runs, measures little.")
  private boolean quick;

  @Option(names = "--mode", split = ",", description = "Only these modes: lone, blocking64, async1024.")
  private List<String> modes = List.of();

  @Option(names = "--workload", split = ",",
      description = "Only these workloads: hot, uniform, hot_basket3, uniform_basket3.")
  private List<String> workloads = List.of();

  @Option(names = "--contender", split = ",", description = "Only these contenders, by the names in the table.")
  private List<String> contenders = List.of();

  @Option(names = "--keys", defaultValue = "rising",
      description = "What requests are called: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Keys keys = Keys.rising;

  @Option(names = "--json", description = "Write the figures to this file.")
  private @Nullable Path json;

  @Option(names = "--folder", description = "Where to make the folder for data; default the system's temporary folder.")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--url", description = "Use this PostgreSQL server, as jdbc:postgresql://host:port/database.")
  private @Nullable String url;

  @Option(names = "--user", defaultValue = "postgres", description = "Who may create databases there.")
  private String user = "postgres";

  @Option(names = "--password", defaultValue = "", description = "Of that user.")
  private String password = "";

  /** Made for picocli. */
  public LedgerCommand() {}

  @Override
  public Integer call() throws Exception {
    Plan plan = plan();
    try (Cleanup cleanup = new Cleanup()) {
      Path data = cleanup.folder(folder);
      double fsyncMicros = FsyncProbe.medianMicros(data);
      progress().printf(Locale.ROOT, "making 8 KiB durable on this disk takes %.0f us%n", fsyncMicros);
      Arena arena = arena(data, cleanup);
      Map<String, Object> settings = Settings.of(arena, plan, skus(), url != null);
      Map<String, Object> figures = new LinkedHashMap<>();
      boolean good = growth ? growth(arena, plan, figures) : contest(arena, plan, figures);
      figures.put("fsync_us", Report.rounded(fsyncMicros));
      figures.put("settings", settings);
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
      }
      return good ? 0 : 1;
    }
  }

  private int skus() {
    return quick ? QUICK_SKUS : SKUS;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** What a person reads while it runs goes elsewhere than the results. */
  private PrintWriter progress() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  private Plan plan() {
    List<Mode> allModes = List.of(Mode.values());
    List<Workload> allWorkloads = List.of(Workload.values());
    List<Workload> standard = quick ? List.of(Workload.UNIFORM) : allWorkloads;
    return new Plan(modes.isEmpty() ? allModes : chosen("mode", modes, allModes, Mode::key),
        workloads.isEmpty() ? standard : chosen("workload", workloads, allWorkloads, Workload::key), keys, quick ? 1 : rounds,
        seconds != null ? seconds : quick ? 0.2 : 2, quick);
  }

  private <T> List<T> chosen(String what, List<String> words, List<T> all, Function<T, String> key) {
    for (String word : words) {
      if (all.stream().noneMatch(each -> key.apply(each).equals(word))) {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "unknown " + what + ": " + word);
      }
    }
    return all.stream().filter(each -> words.contains(key.apply(each))).toList();
  }

  private Arena arena(Path data, Cleanup cleanup) throws IOException, SQLException {
    Arena arena;
    if (store == Store.sqlite) {
      arena = new SqliteArena(data);
    } else if (url != null) {
      arena = new PostgresArena(url, user, password, new RedisLua(data, cleanup));
    } else {
      progress().println("starting PostgreSQL");
      PostgresServer server = PostgresServer.start(data);
      cleanup.add(server);
      arena = new PostgresArena(server.url(), PostgresServer.USER, "", new RedisLua(data, cleanup));
    }
    cleanup.add(arena);
    return arena;
  }

  private boolean contest(Arena arena, Plan plan, Map<String, Object> figures) {
    Results results = new Referee(plan, contenders(arena), new Catalogue(skus()), progress()).run();
    List<Target.Judged> judged = Target.of(arena.name()).stream().map(each -> each.judge(results)).toList();
    Report.table(results, out());
    Report.targets(judged, out());
    figures.putAll(Report.figures(results));
    figures.put("tables", results.tables());
    figures.put("targets", Report.figures(judged));
    boolean missed = judged.stream().anyMatch(each -> each.verdict() == Target.Verdict.MISSED);
    return results.balanced() && (quick || !missed);
  }

  private List<Contender> contenders(Arena arena) {
    List<Contender> all = arena.contenders();
    return contenders.isEmpty() ? all : chosen("contender", contenders, all, Contender::name);
  }

  private boolean growth(Arena arena, Plan plan, Map<String, Object> figures) throws Exception {
    figures.put("growth", new Growth(arena, plan, out(), progress()).run());
    return true;
  }
}

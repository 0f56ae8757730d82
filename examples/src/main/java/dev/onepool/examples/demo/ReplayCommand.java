package dev.onepool.examples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./demo replay}: sells recorded orders once more under each of some policies, and compares what comes of it. */
@Command(
    name = "replay",
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Sells orders once more, by the engine itself under each of some policies, and compares what would have happened.",
    footer = {
      "",
      "A policy is a guarantee, and rules if you like, put together with +, such as",
      "  --policy " + PolicyRules.EXAMPLE,
      "Guarantees:",
      "  rights             nothing oversold",
      "  auto:CHANCE        at most that chance of overselling a SKU that sells out",
      "  buffered:CHANCE    the same by a buffer",
      "  mirror[:UNITS]     every shop shows the whole stock, less so many; nothing is promised",
      "Rules, from left to right; the first four divide all units, and one of them may come first:",
      "  shared             by demand; what is done without rules",
      "  run-out            so that all shops run out at the same time",
      "  economics          units are kept for shops that earn more, by --margin",
      "  split:CHANNEL=WEIGHT,others=WEIGHT",
      "  reserved:CHANNEL=UNITS or reserved:CHANNEL=PERCENT%%",
      "  reserved:CHANNEL=PERCENT%%@FROM..UNTIL  or UNITS, for a time, such as 2011-03-01..2011-03-08",
      "  buffer:SIZE or buffer:CHANNEL=SIZE, of units as 2, a part as 10%%, days of cover as 1.5d, by what an oversold",
      "                     unit and one held back cost, as 25vs0.4, or measured; the last two are nothing under rights,",
      "                     and until something was measured",
      "  cap:CHANNEL=UNITS  the most that a shop shows",
      "  end-below:CHANNEL=UNITS  a shop shows nothing while fewer are left",
      "  at-least:CHANNEL=UNITS  a shop shows so many even if they are not there: this oversells, but not under rights",
      "  priority:CHANNEL,CHANNEL  who is served first while units are short",
      "  when-low:UNITS or when-low:DAYSd  the rules after it stand in the place of those before it while there are",
      "                     fewer units, or fewer than all shops sell in so many days",
      "  or the id of a policy on the class path, which divides all units: ID:NAME=VALUE,NAME=VALUE",
      "Channels: amazon, shopify, walmart, ebay, tiktok."
    })
final class ReplayCommand implements Callable<Integer> {

  /** More than that no table and no chart can show. */
  private static final int MOST_POLICIES = 12;

  private static final List<String> USUAL = List.of("rights", "auto:0.01", "mirror");
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoClock;

  @Option(names = "--policy", paramLabel = "POLICY", converter = OptionConverters.OfPolicy.class,
      description = "What to replay under; name it as often as there are policies to compare. Default: rights, auto:0.01, mirror.")
  private List<ReplayPolicy> policies = new ArrayList<>();

  @Mixin private final MarketOptions market = new MarketOptions();

  @Option(names = "--lines", paramLabel = "whole|units", converter = OptionConverters.OfLines.class,
      description = "Whether a line is sold whole or not at all, or buyers take what is shown of it. Default: whole.")
  private LinesOption lines = LinesOption.WHOLE;

  @Option(names = "--margin", paramLabel = "PERCENT", converter = OptionConverters.OfMargins.class,
      description = "What is left of a unit's price after all that it costs: for all channels, as 30, or with others for some,"
          + " as 30,amazon=15. Default: 30.")
  private Margins margins = Margins.DEFAULT;

  @Option(names = "--report", paramLabel = "FILE.html", description = "Also write the result to this file, as a page with charts.")
  private @Nullable Path report;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to this file, as JSON.")
  private @Nullable Path json;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  ReplayCommand(PrintWriter out, PrintWriter err, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (policies.isEmpty()) {
      policies = USUAL.stream().map(ReplayPolicy::parse).toList();
    }
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      problems.forEach(err::println);
      err.println("Try: ./demo replay --help");
      return ExitCode.USAGE;
    }
    ReplayResult result;
    try {
      result = replay();
    } catch (OrderFileException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    }
    out.print(new ReplayTable(result).text());
    out.flush();
    return write(result);
  }

  private ReplayResult replay() throws InterruptedException {
    long startedAt = nanoClock.getAsLong();
    ConsoleProgress progress = new ConsoleProgress(err, terminal, nanoClock);
    Orders orders = market.read(progress);
    Assumptions assumed = market.assumptions(GuaranteeOption.MIRROR);
    Replay replay = Replay.of(orders, new Replay.Conditions(assumed.stockDays(), lines == LinesOption.WHOLE, assumed.loop(),
        assumed.orderLag(), assumed.writeLag()), margins);
    Workload workload = replay.workload();
    List<Replay.Run> runs;
    try (ConsoleProgress.Step step = progress.begin("replaying under " + ReplayResult.policies(policies.size()))) {
      runs = ReplayRuns.all(replay, policies, step);
      step.finish();
    }
    return new ReplayResult(orders, workload, lines, margins, replay.best(), runs,
        (nanoClock.getAsLong() - startedAt) / NANOS_PER_SECOND);
  }

  private int write(ReplayResult result) {
    Path file = json;
    try {
      if (file != null) {
        WholeFile.write(file, ReplayJson.text(result));
      }
      file = report;
      if (file != null) {
        WholeFile.write(file, new ReplayPage(result).html());
      }
      return ExitCode.OK;
    } catch (IOException e) {
      err.println("cannot write " + file + ": " + e + "; free some space, or name another file");
      return ExitCode.SOFTWARE;
    }
  }

  private List<String> problems() {
    List<String> problems = market.problems();
    if (policies.size() > MOST_POLICIES) {
      problems.add("--policy can be named " + MOST_POLICIES + " times at most, was " + policies.size()
          + " times; replay the rest in another run");
    }
    Set<String> seen = new HashSet<>();
    for (ReplayPolicy policy : policies) {
      if (!seen.add(policy.text())) {
        problems.add("--policy " + policy + " is named twice; name it once");
      }
      if (policy.byEconomics() && margins.areAlike()) {
        problems.add("--policy " + policy + " needs to know which channel earns more; say so, such as --margin 30,amazon=15");
      }
    }
    OutputFile.check(problems, "--report", report, market.orders());
    OutputFile.check(problems, "--json", json, market.orders());
    if (report != null && json != null && report.toAbsolutePath().normalize().equals(json.toAbsolutePath().normalize())) {
      problems.add("--report and --json must be two files, were both " + report);
    }
    return problems;
  }
}

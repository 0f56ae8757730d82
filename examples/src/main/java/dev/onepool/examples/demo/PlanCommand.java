package dev.onepool.examples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code ./demo plan}: sells orders into a ledger, plans from it, and says how planning fared on the last month. */
@Command(
    name = "plan",
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Plans from a ledger of orders: forecasts, what to order, and how planning fares on a month that it has not seen.")
final class PlanCommand implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoClock;

  @Option(names = "--orders", paramLabel = "FILE",
      description = "CSV file with orders, plain or .gz, as for ./demo. Default: made-up orders.")
  private @Nullable Path orders;

  @Option(names = "--report", paramLabel = "FILE.html", description = "Also write the plans of the best sellers to this file, as a page with charts.")
  private @Nullable Path report;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write how planning fared to this file, as JSON.")
  private @Nullable Path json;

  @Option(names = "--rows", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "Use the first N rows only. Default: all.")
  private long rows = Long.MAX_VALUE;

  @Option(names = "--best", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "How many best sellers are judged, 1 to 10000. Default: 500.")
  private long best = 500;

  @Option(names = "--seed", paramLabel = "N", converter = OptionConverters.OfNumber.class,
      description = "What chance is drawn from. Default: 1.")
  private long seed = 1;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  PlanCommand(PrintWriter out, PrintWriter err, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  @Override
  public Integer call() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      problems.forEach(err::println);
      err.println("Try: ./demo plan --help");
      return ExitCode.USAGE;
    }
    try {
      return plan();
    } catch (OrderFileException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      err.println("cannot write the result: " + e + "; free some space, or name another file");
      return ExitCode.SOFTWARE;
    }
  }

  private int plan() throws IOException {
    long startedAt = nanoClock.getAsLong();
    ConsoleProgress progress = new ConsoleProgress(err, terminal, nanoClock);
    Orders read = orders(progress);
    try (PlanLedger ledger = ledger(read, progress)) {
      PlanRun run;
      try (ConsoleProgress.Step step = progress.begin("planning")) {
        run = PlanRun.of(ledger.inventory().planning(), read, (int) best, seed);
        step.finish();
      }
      if (report != null) {
        WholeFile.write(report, run.page());
      }
      double seconds = (nanoClock.getAsLong() - startedAt) / NANOS_PER_SECOND;
      out.print(run.text(seconds));
      out.flush();
      if (json != null) {
        WholeFile.write(json, PlanJson.text(run, seconds));
      }
    }
    return ExitCode.OK;
  }

  private Orders orders(ConsoleProgress progress) {
    Path file = orders;
    try (ConsoleProgress.Step step = progress.begin(file == null ? "making up orders" : "reading " + OrderFile.nameOf(file))) {
      Orders read = file == null ? SyntheticOrders.make(seed, rows) : OrderFile.read(file, rows, step);
      step.finish();
      return read;
    }
  }

  private static PlanLedger ledger(Orders orders, ConsoleProgress progress) {
    try (ConsoleProgress.Step step = progress.begin("selling them into a ledger")) {
      PlanLedger ledger = PlanLedger.of(orders, PlanRun.STOCK_DAYS_LEFT, step);
      step.finish();
      return ledger;
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (rows < 1) {
      problems.add("--rows must be at least 1, was " + rows);
    }
    if (best < 1 || best > 10_000) {
      problems.add("--best must be 1 to 10000, was " + best);
    }
    OutputFile.check(problems, "--report", report, orders);
    OutputFile.check(problems, "--json", json, orders);
    if (report != null && report.equals(json)) {
      problems.add("--report and --json must be two files, were both " + report);
    }
    return problems;
  }
}

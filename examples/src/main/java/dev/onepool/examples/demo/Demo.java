package dev.onepool.examples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The demo's command line: sells one stock through five channels, by several ways to keep the numbers, side by side.
 *
 * <p>The table goes to standard output, progress and errors to standard error. Exit codes: 0 done; 1 the result could
 * not be written, or the program is at fault; 2 an option is wrong or the orders cannot be used.
 */
@Command(
    name = "./demo",
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Sells one stock through five shops, by several ways to keep the shops' numbers, and compares them.")
public final class Demo implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Contender> contenders;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoClock;

  @Mixin private final DemoOptions options = new DemoOptions();

  /**
   * Makes a demo with these contenders.
   *
   * @param terminal whether progress may write over its own line
   * @param nanoClock the time, in nanoseconds since any moment
   */
  Demo(List<Contender> contenders, PrintWriter out, PrintWriter err, boolean terminal, LongSupplier nanoClock) {
    this.contenders = List.copyOf(contenders);
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  /** Runs the demo and ends the process with its exit code. */
  public static void main(String[] args) {
    Demo demo = new Demo(Contenders.all(), new PrintWriter(System.out, true), new PrintWriter(System.err, true),
        Boolean.getBoolean("onepool.demo.terminal"), System::nanoTime);
    System.exit(demo.execute(args));
  }

  /** Reads the arguments, runs, and returns the exit code. */
  int execute(String... args) {
    return new CommandLine(this)
        .addSubcommand("plan", new PlanCommand(out, err, terminal, nanoClock))
        .addSubcommand("replay", new ReplayCommand(out, err, terminal, nanoClock))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
        .execute(args);
  }

  @Override
  public Integer call() {
    List<String> problems = options.problems();
    if (!problems.isEmpty()) {
      problems.forEach(err::println);
      return tryHelp();
    }
    Result result;
    try {
      result = compete();
    } catch (OrderFileException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    }
    out.print(new ResultTable(result).text());
    out.flush();
    return writeJson(result);
  }

  private Result compete() {
    long startedAt = nanoClock.getAsLong();
    ConsoleProgress progress = new ConsoleProgress(err, terminal, nanoClock);
    Orders orders = options.market().read(progress);
    Workload workload = Workload.of(orders, options.assumptions());
    Map<Contender, Outcome> outcomes = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      try (ConsoleProgress.Step step = progress.begin(contender.title(workload.assumptions()))) {
        outcomes.put(contender, contender.run(workload, step));
        step.finish();
      }
    }
    return new Result(orders, workload, outcomes, (nanoClock.getAsLong() - startedAt) / NANOS_PER_SECOND);
  }

  private int writeJson(Result result) {
    Path file = options.json();
    if (file == null) {
      return ExitCode.OK;
    }
    try {
      ResultJson.write(result, file);
      return ExitCode.OK;
    } catch (IOException e) {
      err.println("cannot write " + file + ": " + e + "; free some space, or name another file with --json");
      return ExitCode.SOFTWARE;
    }
  }

  private int refuse(ParameterException wrong) {
    err.println(wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private int tryHelp() {
    err.println("Try: ./demo --help");
    return ExitCode.USAGE;
  }
}

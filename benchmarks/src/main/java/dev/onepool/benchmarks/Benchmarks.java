package dev.onepool.benchmarks;

import dev.onepool.benchmarks.amazon.AmazonDayCommand;
import dev.onepool.benchmarks.crash.CrashCommand;
import dev.onepool.benchmarks.crash.RaceCommand;
import dev.onepool.benchmarks.guarantees.GuaranteesCommand;
import dev.onepool.benchmarks.ledger.AuditCommand;
import dev.onepool.benchmarks.ledger.LedgerCommand;
import dev.onepool.benchmarks.planning.PlanningCommand;
import dev.onepool.benchmarks.policy.PolicyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The way in: {@code benchmarks/run} and the name of what to run. */
@Command(
    name = "benchmarks/run",
    description = "Long simulations and measurements of Onepool.",
    subcommands = {SimulationCommand.class, AmazonDayCommand.class, LedgerCommand.class, AuditCommand.class, RaceCommand.class,
        CrashCommand.class, GuaranteesCommand.class, PolicyCommand.class,
        PlanningCommand.class},
    mixinStandardHelpOptions = true)
final class Benchmarks implements Runnable {

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Runs what is asked for, and ends with 0 if it went well, 1 if something was found, 2 if the words were wrong. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}

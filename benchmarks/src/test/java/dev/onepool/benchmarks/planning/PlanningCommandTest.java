package dev.onepool.benchmarks.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.SellerId;
import dev.onepool.core.Onepool;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.Planning;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanningCommandTest {

  /** 10,000 SKUs in 60 s on two processors are 12 ms of processor time for each. */
  private static final double MOST_MILLIS = 12;

  @Test
  void planning_ofASku_takesLessThanItsPartOfAMinute() {
    List<DemandHistory> histories = IntStream.range(0, 300).mapToObj(number -> Catalogue.history(number, 730)).toList();
    try (Onepool onepool = Onepool.builder().build()) {
      Planning planning = onepool.inventory(SellerId.of("test")).planning();
      ForecastOptions options = ForecastOptions.DEFAULTS.withWeek(planning.weeklyPattern(histories));
      // Processor time of this thread: a busy machine does not change it much.
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      histories.forEach(history -> Catalogue.plan(planning, history, options));
      double millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e6 / histories.size();
      System.out.printf("planning one SKU of two years took %.2f ms of processor time%n", millis);
      assertThat(millis).isLessThan(MOST_MILLIS);
    }
  }

  @Test
  void command_saysHowLongItTook() {
    StringWriter out = new StringWriter();
    int code = new CommandLine(new PlanningCommand()).setOut(new PrintWriter(out)).execute("--skus", "20", "--days", "100");
    assertThat(code).isZero();
    assertThat(out.toString()).contains("20 SKUs with 100 days each planned in");
  }
}

package dev.onepool.benchmarks.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.testkit.Mutant;
import dev.onepool.testkit.SimulationReport.Measure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the trial of rights, and of its mutants. */
class RightsTest {

  private static final long ORDERS = 40_000;

  private static Rights.Result run() throws InterruptedException {
    return new Rights(ORDERS, Duration.ofMinutes(5), 1).run(new PrintWriter(new StringWriter()));
  }

  @Test
  void rights_worldsShortOfStock_oversellNothingWhateverStrikes() throws Exception {
    Rights.Result result = run();
    assertThat(result.report().count(Measure.OVERSOLD)).isZero();
    assertThat(result.report().failures()).isEmpty();
    assertThat(result.report().count(Measure.ORDERS)).isGreaterThanOrEqualTo(ORDERS);
    assertThat(result.report().count(Measure.STOCK_OUTS)).isPositive();
    assertThat(result.fewestWhileShort()).isPositive();
  }

  @Test
  void missed_shortForm_saysWhatItIsTooShortFor() throws Exception {
    assertThat(Targets.missed(run())).hasSize(3)
        .anyMatch(missed -> missed.contains("20,000,000 orders"))
        .anyMatch(missed -> missed.contains("200,000 stock-outs"))
        .anyMatch(missed -> missed.contains("100,000 times"));
  }

  @Test
  void mutant_ruleMissing_isCaughtWithTheSeed() {
    Mutants.Caught caught = Mutants.run(Mutant.ONLY_ANSWERED_WRITES_COUNT);
    assertThat(caught.caught()).isTrue();
    assertThat(caught.seed()).isPositive();
    assertThat(Targets.notCaught(List.of(caught))).isEmpty();
  }

  @Test
  void notCaught_mutantThatNobodyNoticed_isSaid() {
    assertThat(Targets.notCaught(List.of(new Mutants.Caught("some_rule", false, 1_000, 0, false, 0, ""))))
        .containsExactly("mutant some_rule must be caught, was not in 1000 runs");
  }
}

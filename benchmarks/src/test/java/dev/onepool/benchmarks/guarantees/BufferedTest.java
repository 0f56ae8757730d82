package dev.onepool.benchmarks.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the trial of buffers. */
class BufferedTest {

  private static Buffered.Row row(long stockouts, double upper95, double heldBack) {
    return new Buffered.Row(0.05, "unit", true, stockouts, 0, upper95, heldBack, 2);
  }

  /** Of 10,000 stock-outs 66 were oversold: of 200 there are ten, which still keep what is promised, once in a million times. */
  @Test
  void buffered_oneStuckChannel_keepsItsChanceAndHoldsHardlyMoreBackThanTheOracle() {
    Buffered.Row row = Buffered.run(0.05, true, 200, 1);
    assertThat(row.stockouts()).isGreaterThanOrEqualTo(200);
    assertThat((double) row.oversold() / row.stockouts()).as(row.toString()).isLessThanOrEqualTo(row.epsilon());
    assertThat(row.heldBack()).as(row.toString()).isPositive().isLessThanOrEqualTo(1.5 * row.oracle());
  }

  @Test
  void upper95_ofNoneInAHundred_isThreeInAHundred() {
    assertThat(Buffered.upper95(0, 100)).isBetween(0.0295, 0.0296);
  }

  @Test
  void missedByBuffers_allAsItShouldBe_isNothing() {
    assertThat(Targets.missedByBuffers(List.of(row(10_000, 0.05, 3)))).isEmpty();
  }

  @Test
  void missedByBuffers_eachTargetMissed_isSaid() {
    assertThat(Targets.missedByBuffers(List.of(row(9_999, 0.0501, 3.1)))).hasSize(3);
  }
}

package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * The worked numbers of the formulas. Z of 95 % as 1.65 and the special case {@code Z * sigma * sqrt(L)}:
 * https://calculator-factory.com/academy/reference/safety-stock-guide . Oversold units: this project's table of simulated bounds.
 */
class FormulasTest {

  @Test
  void z_of95Percent_is165() {
    assertThat(Formulas.z(0.95)).isCloseTo(1.65, within(0.01));
  }

  @Test
  void safetyStock_ofACertainLeadTime_isZTimesSigmaTimesRootOfDays() {
    // 1.65 * 10 * sqrt(9) = 49.5; the table's 1.65 is rounded up by a third of a percent.
    assertThat(Formulas.safetyStock(0.95, 9, 10, 20, 0)).isCloseTo(49.5, within(0.2));
  }

  @Test
  void safetyStock_ofAnUncertainLeadTime_addsItsVariance() {
    // 1.65 * sqrt(9 * 10^2 + 20^2 * 2^2) = 1.65 * 50
    assertThat(Formulas.safetyStock(0.95, 9, 10, 20, 2)).isCloseTo(82.5, within(0.3));
  }

  @Test
  void pooledDeviation_isLessThanTheSum() {
    assertThat(Formulas.pooledDeviation(3, 4)).isCloseTo(5, within(1e-12));
  }

  @Test
  void oversold_withoutABuffer_isWhatArrives() {
    assertThat(Formulas.oversold(0.52, 0)).isCloseTo(0.52, within(1e-9));
    assertThat(Formulas.oversold(8.33, 0)).isCloseTo(8.33, within(1e-9));
  }

  @Test
  void oversold_withABuffer_isTheTablesBound() {
    assertThat(Formulas.oversold(0.5208, 2)).isCloseTo(0.018, within(0.0006));
    assertThat(Formulas.oversold(2.0833, 5)).isCloseTo(0.027, within(0.0006));
    assertThat(Formulas.oversold(8.3333, 13)).isCloseTo(0.090, within(0.0006));
    assertThat(Formulas.oversold(3.125, 6)).isCloseTo(0.062, within(0.0006));
  }

  @Test
  void lasts_ofADemandThatDiffersByItsMean_isTheExponentialDistribution() {
    assertThat(Formulas.lasts(10, 10, 10)).isCloseTo(1 - Math.exp(-1), within(1e-9));
  }

  @Test
  void fill_ofADemandThatDiffersByItsMean_isTheExponentialDistributions() {
    // E[min(D, x)] of an exponential D is mean * (1 - exp(-x / mean)).
    assertThat(Formulas.fill(10, 10, 10)).isCloseTo(1 - Math.exp(-1), within(1e-9));
  }

  @Test
  void fill_ofNoStock_isNothing_andOfNoDemand_isAll() {
    assertThat(Formulas.fill(0, 10, 3)).isZero();
    assertThat(Formulas.fill(0, 0, 0)).isEqualTo(1);
  }

  @Test
  void lasts_ofACertainDemand_isAStep() {
    assertThat(Formulas.lasts(101, 100, 0)).isCloseTo(1, within(1e-9));
    assertThat(Formulas.lasts(99, 100, 0)).isCloseTo(0, within(1e-9));
  }
}

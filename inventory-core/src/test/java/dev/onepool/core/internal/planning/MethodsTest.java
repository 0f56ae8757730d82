package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each method against a calculation by hand. */
class MethodsTest {

  private static Start flat(double level) {
    double[] week = new double[7];
    Arrays.fill(week, 1);
    return new Start(0, week, level);
  }

  private static Method learned(Method method, double... units) {
    for (int day = 0; day < units.length; day++) {
      method.learn(units[day], true, day);
    }
    return method;
  }

  @Test
  void winters_smoothsTheLevel() {
    // 10 + 0.5 * (20 - 10) = 15; 15 + 0.5 * (5 - 15) = 10
    assertThat(learned(new Winters("level", flat(10), 0.5, 0, 0), 20, 5).mean(2, 1)).isCloseTo(10, within(1e-12));
  }

  @Test
  void winters_withATrend_goesOnAndFlattens() {
    Method method = new Winters("trend", flat(0), 0.5, 0.5, 0);
    for (int day = 0; day < 200; day++) {
      method.learn(day, true, day);
    }
    double next = method.mean(200, 1) - method.mean(199, 0);
    double later = method.mean(260, 61) - method.mean(259, 60);
    assertThat(next).isPositive();
    assertThat(later).isPositive().isLessThan(next / 2);
  }

  @Test
  void winters_onAnUnknownDay_learnsNothing() {
    Method method = new Winters("level", flat(10), 0.5, 0, 0);
    method.learn(1_000, false, 0);
    assertThat(method.mean(1, 1)).isEqualTo(10);
  }

  @Test
  void winters_onADayWithoutBusiness_keepsTheLevel() {
    Start start = new Start(0, new double[] {7.0 / 6, 7.0 / 6, 7.0 / 6, 7.0 / 6, 7.0 / 6, 7.0 / 6, 0}, 10);
    Method method = new Winters("level", start, 0.5, 0, 0);
    method.learn(0, true, 6);
    assertThat(method.mean(7, 1)).isCloseTo(10 * 7.0 / 6, within(1e-12));
    assertThat(method.mean(13, 7)).isZero();
  }

  @Test
  void croston_isSizeByIntervalLessItsBias() {
    // Sizes 6 and 9, intervals 3 and 2: size 6 + 0.1 * 3, interval 3 - 0.1 * 1, corrected by 1 - 0.1 / 2.
    Method method = learned(new Croston(flat(0), 0.1), 0, 0, 6, 0, 9);
    assertThat(method.mean(5, 1)).isCloseTo(0.95 * 6.3 / 2.9, within(1e-12));
  }

  @Test
  void teunter_withoutSales_fadesAway_andCrostonDoesNot() {
    double[] units = new double[120];
    for (int day = 0; day < 60; day += 3) {
      units[day] = 6;
    }
    assertThat(learned(new Teunter(flat(0), 0.1, 0.05), units).mean(120, 1)).isLessThan(0.2);
    assertThat(learned(new Croston(flat(0), 0.1), units).mean(120, 1)).isGreaterThan(1.5);
  }

  @Test
  void teunter_isProbabilityTimesSize() {
    // Two of four days by the plain mean, sizes 8 and 8.
    assertThat(learned(new Teunter(flat(0), 0.1, 0.05), 8, 0, 8, 0).mean(4, 1)).isCloseTo(4, within(1e-12));
  }

  @Test
  void seasonalNaive_isTheSameDayOfLastWeek() {
    Method method = learned(new Naive.LastWeek(), 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(method.mean(8, 1)).isEqualTo(2);
    assertThat(method.mean(14, 7)).isEqualTo(8);
  }

  @Test
  void naive_isTheLastDay() {
    assertThat(learned(new Naive.LastDay(), 1, 2, 3).mean(9, 7)).isEqualTo(3);
  }

  @Test
  void mean_isTheMean() {
    assertThat(learned(new Naive.Mean(flat(0)), 1, 2, 6).mean(3, 1)).isCloseTo(3, within(1e-12));
  }

  @Test
  void yearlyFactors_ofNothing_areOne() {
    assertThat(Yearly.factors(TotalDemand.of(Series.history(700, day -> 0)), 700)).containsOnly(1);
  }
}

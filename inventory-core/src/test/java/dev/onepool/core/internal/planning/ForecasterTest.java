package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.MARKET;
import static dev.onepool.core.internal.planning.Series.MONDAY;
import static dev.onepool.core.internal.planning.Series.MUG;
import static dev.onepool.core.internal.planning.Series.SHOP;
import static dev.onepool.core.internal.planning.Series.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.planning.Backtest;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.PlanningAnswer.Refused;
import dev.onepool.planning.WeeklyPattern;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecasterTest {

  private static final ForecastOptions DEFAULTS = ForecastOptions.DEFAULTS;

  private static Forecast forecast(DemandHistory history) {
    return Forecaster.forecast(history, DEFAULTS).orElseThrow();
  }

  private static Backtest backtest(DemandHistory history, LocalDate from) {
    return HeldOut.run(history, from, DEFAULTS).orElseThrow();
  }

  private static List<String> refusal(DemandHistory history, ForecastOptions options) {
    PlanningAnswer<Forecast> answer = Forecaster.forecast(history, options);
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused<Forecast>) answer).problems();
  }

  @Test
  void forecast_ofDemandAlike_isThat() {
    Forecast forecast = forecast(history(60, day -> 7));
    assertThat(forecast.days()).hasSize(28).allSatisfy(day -> {
      assertThat(day.mean()).isCloseTo(7, within(1e-6));
      assertThat(day.low()).isLessThanOrEqualTo(7);
      assertThat(day.high()).isGreaterThanOrEqualTo(7);
    });
    assertThat(forecast.kind()).isEqualTo(Forecast.Kind.SMOOTH);
  }

  @Test
  void forecast_beginsOnTheDayAfterTheHistory() {
    assertThat(forecast(history(60, day -> 7)).days().get(0).date()).isEqualTo(MONDAY.plusDays(60));
  }

  @Test
  void forecast_ofAWeek_hasThatWeek() {
    DemandHistory history = history(140, day -> day % 7 == 5 ? 40 : 10);
    WeeklyPattern week = Forecaster.weeklyPattern(List.of(history));
    Forecast forecast = Forecaster.forecast(history, DEFAULTS.withWeek(week)).orElseThrow();
    assertThat(forecast.mean(5)).isCloseTo(40, within(0.5));
    assertThat(forecast.mean(6)).isCloseTo(10, within(0.5));
  }

  @Test
  void forecast_ofAWeekThatNobodyToldOf_learnsIt() {
    Random noise = new Random(1);
    Forecast forecast = forecast(history(364, day -> (day % 7 == 5 ? 40 : 10) + noise.nextInt(4)));
    assertThat(forecast.mean(5)).isGreaterThan(2.5 * forecast.mean(6));
  }

  @Test
  void forecast_ofALevelThatChanged_followsIt() {
    Random noise = new Random(2);
    Forecast forecast = forecast(history(120, day -> (day < 60 ? 10 : 30) + noise.nextInt(5)));
    assertThat(forecast.perDay()).isCloseTo(32, within(3.0));
  }

  @Test
  void forecast_ofGrowth_isAboveTheMeanOfTheLastMonth() {
    Random noise = new Random(3);
    DemandHistory history = history(200, day -> 10 + day / 2 + noise.nextInt(5));
    double lastMonth = 10 + 185.0 / 2 + 2;
    assertThat(forecast(history).perDay()).isGreaterThan(lastMonth);
  }

  @Test
  void forecast_ofTwoYearsWithASeason_knowsTheYear() {
    Random noise = new Random(4);
    DemandHistory history = history(730, day -> Math.round(60 + 45 * Math.sin(2 * Math.PI * day / 365.0)) + noise.nextInt(9));
    Forecast forecast = Forecaster.forecast(history, DEFAULTS.withHorizonDays(90)).orElseThrow();
    assertThat(forecast.method()).startsWith("year");
    // After two whole years the sine rises again.
    assertThat(forecast.mean(80)).isGreaterThan(forecast.mean(2) + 20);
  }

  @Test
  void forecast_ofDemandThatComesSeldom_hasItsRate() {
    Random chance = new Random(5);
    Forecast forecast = forecast(history(300, day -> chance.nextInt(10) == 0 ? 12 : 0));
    assertThat(forecast.kind()).isEqualTo(Forecast.Kind.INTERMITTENT);
    assertThat(forecast.perDay()).isBetween(0.4, 2.0);
  }

  @Test
  void forecast_ofDaysThatWereClosed_isNotLoweredByThem() {
    DemandHistory.Builder closed = DemandHistory.builder(MUG, MONDAY, 100);
    DemandHistory.Builder open = DemandHistory.builder(MUG, MONDAY, 100);
    for (int day = 0; day < 100; day++) {
      closed.sold(SHOP, day, day % 2 == 0 ? 10 : 0).open(SHOP, day, day % 2 == 0 ? 1 : 0);
      open.sold(SHOP, day, day % 2 == 0 ? 10 : 0);
    }
    assertThat(forecast(closed.build()).perDay()).isCloseTo(10, within(0.01));
    assertThat(forecast(open.build()).perDay()).isLessThan(6);
  }

  @Test
  void forecast_explainsTheChoice_withTheNumbersOfAllMethods() {
    Forecast forecast = forecast(history(140, day -> 10 + day % 3));
    assertThat(forecast.scores()).hasSizeGreaterThan(10).isSortedAccordingTo(
        Comparator.comparingDouble(Forecast.Score::pinball));
    assertThat(forecast.why()).contains(forecast.method()).contains("seasonal-naive");
  }

  @Test
  void forecast_whereNothingIsClearlyBetter_isTheDefault() {
    Random noise = new Random(8);
    assertThat(forecast(history(180, day -> 20 + noise.nextInt(20))).method()).isEqualTo("level and seller's week, alpha 0.05");
  }

  @Test
  void forecast_whereTheNaiveMethodIsBest_stillDoesNotRestOnASingleDay() {
    // A level that jumps every month: nothing follows it as fast as yesterday does.
    Forecast forecast = forecast(history(180, day -> (day / 30) % 2 == 0 ? 100 : 10));
    assertThat(forecast.scores().get(0).method()).isEqualTo("naive");
    assertThat(forecast.method()).doesNotContain("naive");
  }

  @Test
  void forecast_ofOneDay_isAnsweredWithWhatWasAssumed() {
    PlanningAnswer<Forecast> answer = Forecaster.forecast(history(1, day -> 5), DEFAULTS);
    assertThat(answer.orElseThrow().perDay()).isCloseTo(5, within(1e-9));
    assertThat(answer.assumptions()).anyMatch(sentence -> sentence.contains("only 1 known days"))
        .anyMatch(sentence -> sentence.contains("Poisson"));
  }

  @Test
  void forecast_ofZerosOnly_isZeroAndSaysSo() {
    PlanningAnswer<Forecast> answer = Forecaster.forecast(history(90, day -> 0), DEFAULTS);
    assertThat(answer.orElseThrow().perDay()).isZero();
    assertThat(answer.assumptions()).anyMatch(sentence -> sentence.contains("nothing was sold on 90 known days"));
  }

  @Test
  void forecast_ofNoDay_isRefused() {
    assertThat(refusal(history(0, day -> 0), DEFAULTS)).singleElement().asString().contains("MUG has no day of history");
  }

  @Test
  void forecast_withoutAChannel_isRefused() {
    assertThat(refusal(DemandHistory.builder(MUG, MONDAY, 5).build(), DEFAULTS)).singleElement().asString().contains("without any channel");
  }

  @Test
  void forecast_ofClosedDaysOnly_isRefused() {
    DemandHistory closed = history(3, day -> 0).closedOn(List.of(MONDAY, MONDAY.plusDays(1), MONDAY.plusDays(2)));
    assertThat(refusal(closed, DEFAULTS)).singleElement().asString().contains("nothing can be learned");
  }

  @Test
  void forecast_withAConfidenceOf1_isRefused_andOfAlmost1_isNot() {
    assertThat(refusal(history(60, day -> 7), DEFAULTS.withConfidence(1))).singleElement().asString().contains("was 1.0");
    assertThat(Forecaster.forecast(history(60, day -> 7), DEFAULTS.withConfidence(0.999))).isInstanceOf(PlanningAnswer.Answered.class);
  }

  @Test
  void forecast_ofNoHorizonAndNoConfidence_isRefusedForBoth() {
    assertThat(refusal(history(60, day -> 7), DEFAULTS.withHorizonDays(0).withConfidence(Double.NaN))).hasSize(2);
  }

  @Test
  void forecast_ofAnything_isFinite() {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int days = 1 + random.nextInt(800);
      int seldom = 1 + random.nextInt(30);
      int most = 1 + random.nextInt(100_000);
      DemandHistory history = history(days, day -> random.nextInt(seldom) == 0 ? random.nextInt(most) : 0);
      Forecast forecast = Forecaster.forecast(history, DEFAULTS.withCapOutliers(random.nextBoolean())).orElseThrow();
      assertThat(forecast.days()).as("seed %d", seed).allSatisfy(day -> {
        assertThat(day.mean()).isBetween(0.0, 1e9);
        assertThat(day.low()).isBetween(0.0, day.high());
        assertThat(day.high()).isBetween(0.0, 1e12);
      });
    }
  }

  @Test
  void backtest_ofNoise_coversWhatItSays() {
    double covered = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      DemandHistory history = history(200, day -> Math.round(Math.exp(2 + random.nextGaussian())));
      covered += backtest(history, MONDAY.plusDays(150)).coverage() / 20;
    }
    assertThat(covered).isBetween(0.85, 0.95);
  }

  @Test
  void backtest_ofNoise_hasSmallerErrorsThanSeasonalNaive() {
    Random random = new Random(6);
    Backtest test = backtest(history(200, day -> 20 + random.nextInt(20)), MONDAY.plusDays(150));
    assertThat(test.mase()).isLessThan(0.85 * test.maseSeasonalNaive());
    assertThat(test.days()).hasSize(50);
  }

  @Test
  void backtest_chosenOnTheDaysBefore_doesNotKnowTheDaysAfter() {
    Random random = new Random(7);
    long[] units = random.longs(150, 10, 30).toArray();
    Backtest one = backtest(history(150, day -> units[day]), MONDAY.plusDays(120));
    Backtest other = backtest(history(150, day -> day < 120 ? units[day] : 999), MONDAY.plusDays(120));
    assertThat(other.method()).isEqualTo(one.method());
    assertThat(other.scale()).isEqualTo(one.scale());
    assertThat(other.days().get(0).mean()).isEqualTo(one.days().get(0).mean());
  }

  @Test
  void backtest_ofAChannelThatWasClosed_doesNotLearnItsPartFromDaysAfter() {
    DemandHistory.Builder quiet = DemandHistory.builder(MUG, MONDAY, 60);
    DemandHistory.Builder busy = DemandHistory.builder(MUG, MONDAY, 60);
    for (int day = 0; day < 60; day++) {
      for (DemandHistory.Builder each : List.of(quiet, busy)) {
        each.sold(SHOP, day, 10 + day % 2).sold(MARKET, day, day % 10 == 3 ? 0 : 5).open(MARKET, day, day % 10 == 3 ? 0 : 1);
      }
    }
    busy.sold(MARKET, 59, 90);
    assertThat(backtest(busy.build(), MONDAY.plusDays(50)).scale()).isEqualTo(backtest(quiet.build(), MONDAY.plusDays(50)).scale());
  }

  @Test
  void backtest_fromADayOutsideTheHistory_isRefused() {
    LocalDate end = MONDAY.plusDays(60);
    assertThat(HeldOut.run(history(60, day -> 7), end, DEFAULTS)).isInstanceOf(Refused.class);
    assertThat(HeldOut.run(history(60, day -> 7), end.minusDays(1), DEFAULTS)).isInstanceOf(PlanningAnswer.Answered.class);
  }
}

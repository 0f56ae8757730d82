package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.MARKET;
import static dev.onepool.core.internal.planning.Series.MONDAY;
import static dev.onepool.core.internal.planning.Series.MUG;
import static dev.onepool.core.internal.planning.Series.SHOP;
import static dev.onepool.core.internal.planning.Series.certain;
import static dev.onepool.core.internal.planning.Series.history;
import static dev.onepool.core.internal.planning.Series.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.planning.ChannelOutlook;
import dev.onepool.planning.ChannelQuestion;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.FulfilmentQuestion;
import dev.onepool.planning.FulfilmentQuestion.Kind;
import dev.onepool.planning.FulfilmentQuestion.Option;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.PlanningAnswer.Answered;
import dev.onepool.planning.PlanningAnswer.Refused;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.Replenishment.Method;
import dev.onepool.planning.Replenishment.Stock;
import dev.onepool.planning.Replenishment.Target;
import dev.onepool.planning.ReplenishmentPlan;
import dev.onepool.planning.SendIn;
import dev.onepool.planning.WeeklyPattern;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * Bad input to every question of planning: no history, one day, zeros only, absurd lead times, a service level outside (0,1), costs
 * that are missing. The answer says what is missing and what was assumed, or is a refusal that names it; no number in it is none.
 */
class BadInputTest {

  private static final double[] ABSURD_DAYS = {-1, -1e-9, 731, 1e9, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
  private static final double[] ABSURD_SHARES = {0, 1, -0.5, 95, Double.NaN, Double.POSITIVE_INFINITY};

  private final CorePlanning planning = new CorePlanning(null, null);

  private static Replenishment order(Forecast forecast) {
    return Replenishment.of(forecast, new Stock(5, 0, 0)).withLeadTime(14, 2).withTerms(1, 0, 1.0);
  }

  private static SendIn sendIn(Forecast there, Forecast others, double transit, double receipt, double service) {
    return new SendIn(there, others, 0, 100, transit, 14, receipt, service, 1);
  }

  private static FulfilmentQuestion shipping(Forecast demand, Double margin, Double cost, Double supplyDays) {
    return new FulfilmentQuestion(SHOP, demand, 28, margin, List.of(new Option(Kind.OWN_WAREHOUSE, "own", cost, 0, 50, supplyDays, true)));
  }

  private static ChannelQuestion channels(Double perDay, double leadTime, double service) {
    ChannelOutlook used = ChannelOutlook.of(SHOP, perDay, 25.0, 12.0).withCosts(0.1, 0, 0.5, 0, 1);
    ChannelOutlook thoughtOf = ChannelOutlook.of(MARKET, perDay, 30.0, 12.0).withCosts(0.15, 0, 5.0, 1, 6);
    return new ChannelQuestion(List.of(used), List.of(thoughtOf), 100, leadTime, service, 0.01, 5.0, null, 0, false);
  }

  private static Forecast zero() {
    return Forecaster.forecast(history(60, day -> 0), ForecastOptions.DEFAULTS).orElseThrow();
  }

  /** Returns every number within a value, however deep. */
  private static DoubleStream numbers(Object value) {
    List<Object> inside = new ArrayList<>();
    if (value instanceof Double number) {
      return DoubleStream.of(number);
    } else if (value instanceof Collection<?> many) {
      inside.addAll(many);
    } else if (value instanceof Map<?, ?> map) {
      inside.addAll(map.values());
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        try {
          inside.add(component.getAccessor().invoke(record));
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    return inside.stream().flatMapToDouble(BadInputTest::numbers);
  }

  /** Asserts that there is an answer of numbers only, which says this of what was assumed. */
  private static void assumes(PlanningAnswer<?> answer, String words) {
    assertThat(answer).isInstanceOf(Answered.class);
    assertThat(answer.assumptions()).anySatisfy(sentence -> assertThat(sentence).contains(words));
    assertThat(numbers(answer.orElseThrow()).toArray()).isNotEmpty().doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  private static void refuses(PlanningAnswer<?> answer, String words) {
    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(problems(answer)).anySatisfy(sentence -> assertThat(sentence).contains(words));
  }

  @Test
  void noHistory_isRefused_andNamed() {
    DemandHistory none = DemandHistory.builder(MUG, MONDAY, 0).channel(SHOP).build();
    refuses(planning.forecast(none, ForecastOptions.DEFAULTS), "no day of history");
    refuses(planning.backtest(none, MONDAY, ForecastOptions.DEFAULTS), "no day of history");
    assertThat(planning.weeklyPattern(List.of(none))).isEqualTo(WeeklyPattern.FLAT);
    assertThat(planning.weeklyPattern(List.of())).isEqualTo(WeeklyPattern.FLAT);
  }

  @Test
  void oneDay_isForecastAndOrdered_andSaysHowLittleThatIs() {
    PlanningAnswer<Forecast> answer = planning.forecast(history(1, day -> 7), ForecastOptions.DEFAULTS);
    assumes(answer, "only 1 known days");
    Forecast forecast = answer.orElseThrow();
    assertThat(forecast.perDay()).isPositive();
    assertThat(numbers(planning.replenish(order(forecast)).orElseThrow()).toArray()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    refuses(planning.backtest(history(1, day -> 7), MONDAY, ForecastOptions.DEFAULTS), "held-out days must begin");
  }

  @Test
  void twoDays_canBeTested_onTheSecond() {
    assertThat(planning.backtest(history(2, day -> 7), MONDAY.plusDays(1), ForecastOptions.DEFAULTS)).isInstanceOf(Answered.class);
  }

  @Test
  void zerosOnly_areNoSilentZero_inAnyAnswer() {
    assumes(planning.forecast(history(60, day -> 0), ForecastOptions.DEFAULTS), "nothing was sold on 60 known days");
    assumes(planning.replenish(order(zero())), "the forecast is 0 on every day, so nothing is ever ordered");
    assumes(planning.sendIn(sendIn(zero(), zero(), 7, 14, 0.95)), "nothing is lacking there");
    assumes(planning.fulfilment(shipping(zero(), 9.0, 3.0, null)), "earns nothing");
    assumes(planning.advise(channels(0.0, 14, 0.95)), "demand is 0");
  }

  @Test
  void someDemand_isNotCalledNone() {
    assertThat(planning.replenish(order(certain(0.1))).assumptions()).noneMatch(sentence -> sentence.contains("forecast is 0"));
    assertThat(planning.sendIn(sendIn(certain(0.1), certain(0.1), 7, 14, 0.95)).assumptions()).isEmpty();
    assertThat(planning.fulfilment(shipping(certain(0.1), 9.0, 3.0, null)).assumptions()).isEmpty();
    assertThat(planning.advise(channels(0.1, 14, 0.95)).assumptions()).noneMatch(sentence -> sentence.contains("demand is 0"));
  }

  @Test
  void absurdTimes_areRefused_byEveryQuestion() {
    for (double days : ABSURD_DAYS) {
      refuses(planning.replenish(order(certain(5)).withLeadTime(days, 0)), "the lead time must be");
      refuses(planning.replenish(order(certain(5)).withLeadTime(14, days)), "the lead time's standard deviation must be");
      refuses(planning.replenish(order(certain(5)).withReview(days, 0)), "the review time must be");
      refuses(planning.sendIn(sendIn(certain(5), certain(5), days, 14, 0.95)), "the transit time must be");
      refuses(planning.sendIn(sendIn(certain(5), certain(5), 7, days, 0.95)), "the time until own stock is filled again must be");
      refuses(planning.fulfilment(shipping(certain(5), 9.0, 3.0, days)), "the supply time of own must be");
      refuses(planning.advise(channels(5.0, days, 0.95)), "the lead time must be");
    }
  }

  @Test
  void theLongestTimes_areAnswered_withNumbers() {
    PlanningAnswer<ReplenishmentPlan> order = planning.replenish(order(certain(5)).withLeadTime(730, 730));
    assertThat(numbers(order.orElseThrow()).toArray()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(order.orElseThrow().order()).isPositive();
    assertThat(planning.sendIn(sendIn(certain(5), certain(5), 730, 730, 0.95))).isInstanceOf(Answered.class);
    assertThat(planning.fulfilment(shipping(certain(5), 9.0, 3.0, 730.0))).isInstanceOf(Answered.class);
    assertThat(planning.advise(channels(5.0, 730, 0.95))).isInstanceOf(Answered.class);
  }

  @Test
  void aServiceLevelOutsideItsBounds_isRefused_byEveryQuestion() {
    for (double share : ABSURD_SHARES) {
      refuses(planning.replenish(order(certain(5)).withTarget(Target.cycleService(share), Method.RESAMPLED)), "the service level must be strictly");
      refuses(planning.replenish(order(certain(5)).withTarget(Target.cycleService(share), Method.NORMAL)), "the service level must be strictly");
      refuses(planning.replenish(order(certain(5)).withTarget(Target.fillRate(share), Method.RESAMPLED)), "the service level must be strictly");
      refuses(planning.sendIn(sendIn(certain(5), certain(5), 7, 14, share)), "the service level must be strictly");
      refuses(planning.advise(channels(5.0, 14, share)), "the service level must be strictly");
      refuses(planning.forecast(history(60, day -> 3), ForecastOptions.DEFAULTS.withConfidence(share)), "the confidence of intervals must be strictly");
    }
  }

  @Test
  void aServiceLevelJustWithinItsBounds_isAnswered() {
    for (double share : new double[] {1e-9, 1 - 1e-9}) {
      assertThat(planning.replenish(order(certain(5)).withTarget(Target.cycleService(share), Method.NORMAL))).isInstanceOf(Answered.class);
      assertThat(planning.sendIn(sendIn(certain(5), certain(5), 7, 14, share))).isInstanceOf(Answered.class);
      assertThat(planning.advise(channels(5.0, 14, share))).isInstanceOf(Answered.class);
    }
  }

  @Test
  void aMissingUnitCost_isSaid_andABudgetOverIt_isRefused() {
    PlanningAnswer<ReplenishmentPlan> answer = planning.replenish(order(certain(5)).withTerms(1, 0, null));
    assumes(answer, "no unit cost was given");
    assertThat(answer.orElseThrow().orderCost()).isNull();
    refuses(planning.withinBudget(List.of(answer.orElseThrow()), 100), "MUG");
  }

  @Test
  void missingCostsOfShipping_areRefused_andNamed() {
    refuses(planning.fulfilment(shipping(certain(5), null, 3.0, null)), "the margin before fulfilment on shop is missing");
    refuses(planning.fulfilment(shipping(certain(5), 9.0, null, null)), "own: its cost for a unit is missing");
    refuses(planning.fulfilment(shipping(certain(5), Double.NaN, 3.0, null)), "must be a finite number");
  }

  @Test
  void missingCostsOfChannels_areRefused_andEachIsNamed() {
    ChannelQuestion bare = new ChannelQuestion(List.of(), List.of(ChannelOutlook.of(MARKET, null, null, null)), 100, 14, 0.95, null, null, null, 0, false);
    for (String missing : List.of("demand on market", "the price on market", "the unit cost on market", "the fulfilment cost on market")) {
      refuses(planning.advise(bare), missing + " is missing");
    }
  }

  @Test
  void missingCostsThatHaveADefault_areSaid() {
    ChannelOutlook outlook = ChannelOutlook.of(MARKET, 5.0, 30.0, 12.0).withCosts(0.15, 0, 5.0, 1, 6);
    ChannelQuestion question = new ChannelQuestion(List.of(), List.of(outlook), 100, 14, 0.95, null, null, null, 0, false);
    for (String missing : List.of("what keeping a unit costs is not known", "what an oversell costs is not known", "its sync loop was not measured")) {
      assumes(planning.advise(question), missing);
    }
  }
}

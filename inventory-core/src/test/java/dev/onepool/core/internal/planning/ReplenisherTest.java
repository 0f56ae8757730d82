package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.MONDAY;
import static dev.onepool.core.internal.planning.Series.certain;
import static dev.onepool.core.internal.planning.Series.forecast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.PlanningAnswer.Answered;
import dev.onepool.planning.PlanningAnswer.Refused;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.Replenishment.Method;
import dev.onepool.planning.Replenishment.Stock;
import dev.onepool.planning.Replenishment.Target;
import dev.onepool.planning.ReplenishmentPlan;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplenisherTest {

  private static final Stock NONE = new Stock(0, 0, 0);

  /** As spread as an exponential distribution. */
  private static final DemandSpread WIDE = DemandSpread.of(
      DoubleStream.iterate(0.0005, share -> share < 1, share -> share + 0.001).map(share -> -Math.log(1 - share)).toArray());

  private static ReplenishmentPlan plan(Replenishment question) {
    return Replenisher.plan(question).orElseThrow();
  }

  private static Replenishment question(Forecast forecast, Stock stock) {
    return Replenishment.of(forecast, stock).withLeadTime(14, 0).withReview(7, 0);
  }

  private static List<String> refusal(Replenishment question) {
    PlanningAnswer<ReplenishmentPlan> answer = Replenisher.plan(question);
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused<ReplenishmentPlan>) answer).problems();
  }

  @Test
  void reorderPoint_ofACertainDemand_isTheDemandOfLeadAndReviewTime() {
    ReplenishmentPlan plan = plan(question(certain(10), NONE));
    assertThat(plan.reorderPoint()).isEqualTo(210);
    assertThat(plan.safetyStock()).isZero();
    assertThat(plan.order()).isEqualTo(210);
  }

  @Test
  void reorderPoint_byTheNormalFormula_isMeanPlusZTimesSigmaTimesRootOfDays() {
    // A spread of 0 and 2 has a standard deviation of its mean: 210 + 1.645 * 10 * sqrt(21) = 285.4
    ReplenishmentPlan plan = plan(question(forecast(10, DemandSpread.of(0, 2)), NONE)
        .withTarget(Target.cycleService(0.95), Method.NORMAL));
    assertThat(plan.reorderPoint()).isEqualTo(286);
  }

  @Test
  void reorderPoint_byResampling_isNearTheNormalFormulaForSumsOfManyDays() {
    DemandSpread wellKnown = DemandSpread.of(IntStream.range(0, 1_000).mapToDouble(i -> i % 2 * 2).toArray());
    ReplenishmentPlan plan = plan(question(forecast(10, wellKnown), NONE));
    assertThat(plan.reorderPoint()).isCloseTo(286, within(8.0));
  }

  @Test
  void reorderPoint_ofASpreadSeenOnFewDays_isHigher() {
    double wellKnown = plan(question(forecast(10, WIDE), NONE)).reorderPoint();
    DemandSpread few = DemandSpread.of(IntStream.range(0, 20).mapToDouble(i -> -Math.log(1 - (i + 0.5) / 20)).toArray());
    assertThat(plan(question(forecast(10, few), NONE)).reorderPoint()).isGreaterThan(wellKnown + 10);
  }

  @Test
  void reorderPoint_ofAnUncertainLeadTime_isHigher() {
    Replenishment question = question(forecast(10, WIDE), NONE);
    assertThat(plan(question.withLeadTime(14, 5)).reorderPoint()).isGreaterThan(plan(question).reorderPoint() + 20);
  }

  @Test
  void reorderPoint_ofALevelThatMoves_isHigher() {
    double still = plan(question(forecast(10, WIDE), NONE)).reorderPoint();
    assertThat(plan(question(forecast(10, WIDE.withLevelNews(0.1)), NONE)).reorderPoint()).isGreaterThan(still + 20);
  }

  @Test
  void reorderPoint_rises_withTheServiceLevel() {
    Replenishment question = question(forecast(10, WIDE), NONE);
    assertThat(plan(question.withTarget(Target.cycleService(0.99), Method.RESAMPLED)).reorderPoint())
        .isGreaterThan(plan(question.withTarget(Target.cycleService(0.80), Method.RESAMPLED)).reorderPoint());
  }

  @Test
  void fillRate_needsLess_thanTheSameShareOfCycles() {
    Replenishment question = question(forecast(10, WIDE), NONE);
    assertThat(plan(question.withTarget(Target.fillRate(0.95), Method.RESAMPLED)).reorderPoint())
        .isLessThan(plan(question).reorderPoint());
  }

  @Test
  void order_isWholePacks_andAtLeastTheMinimum() {
    Stock almost = new Stock(200, 0, 0);
    assertThat(plan(question(certain(10), almost).withTerms(24, 0, null)).order()).isEqualTo(24);
    assertThat(plan(question(certain(10), almost).withTerms(24, 100, null)).order()).isEqualTo(120);
  }

  @Test
  void order_aboveTheReorderPoint_isNothing_andAtIt_bringsTheCover() {
    assertThat(plan(question(certain(10), new Stock(211, 0, 0)).withReview(7, 30)).order()).isZero();
    assertThat(plan(question(certain(10), new Stock(210, 0, 0)).withReview(7, 30)).order()).isEqualTo(300);
  }

  @Test
  void order_countsWhatIsIncomingAndWhatIsOwed() {
    assertThat(plan(question(certain(10), new Stock(100, 60, 20))).order()).isEqualTo(210 - 140);
  }

  @Test
  void cover_ofACertainDemand_isStockByDemand() {
    ReplenishmentPlan plan = plan(question(certain(10), new Stock(125, 0, 0)));
    assertThat(plan.daysOfCover()).isCloseTo(12.5, within(1e-9));
    assertThat(plan.stockOutDate()).isEqualTo(MONDAY.plusDays(12));
    assertThat(plan.beforeArrival()).isEqualTo(1);
  }

  @Test
  void cover_withoutDemand_lastsLonger() {
    ReplenishmentPlan plan = plan(question(certain(0), new Stock(5, 0, 0)));
    assertThat(plan.lastsLonger()).isTrue();
    assertThat(plan.stockOutDate()).isNull();
    assertThat(plan.order()).isZero();
  }

  @Test
  void risks_neverFall() {
    List<ReplenishmentPlan.Risk> risks = plan(question(forecast(10, WIDE), new Stock(150, 0, 0))).risks();
    assertThat(risks).isSortedAccordingTo((a, b) -> Double.compare(a.probability(), b.probability()));
    assertThat(risks.get(0).probability()).isLessThan(0.01);
    assertThat(risks.get(27).probability()).isGreaterThan(0.9);
  }

  @Test
  void plan_withoutLeadTimeAndCost_saysWhatWasAssumed() {
    PlanningAnswer<ReplenishmentPlan> answer = Replenisher.plan(Replenishment.of(certain(10), NONE));
    assertThat(answer.orElseThrow().reorderPoint()).isEqualTo(210);
    assertThat(answer.orElseThrow().orderCost()).isNull();
    assertThat(answer.assumptions()).anyMatch(sentence -> sentence.contains("14 days are assumed"))
        .anyMatch(sentence -> sentence.contains("no unit cost was given"));
  }

  @Test
  void plan_ofALeadTimeOfYears_isRefused_andOfTwoYears_isNot() {
    assertThat(refusal(question(certain(10), NONE).withLeadTime(731, 0))).singleElement().asString().contains("731");
    assertThat(Replenisher.plan(question(certain(10), NONE).withLeadTime(730, 0))).isInstanceOf(Answered.class);
  }

  @Test
  void plan_ofANegativeLeadTime_isRefused_andOfNone_isNot() {
    assertThat(refusal(question(certain(10), NONE).withLeadTime(-1, 0))).singleElement().asString().contains("-1.0");
    assertThat(Replenisher.plan(question(certain(10), NONE).withLeadTime(0, 0))).isInstanceOf(Answered.class);
  }

  @Test
  void plan_ofALeadTimeThatIsNoNumber_isRefused() {
    assertThat(refusal(question(certain(10), NONE).withLeadTime(Double.NaN, Double.NaN))).hasSize(2);
  }

  @Test
  void plan_ofAServiceOf100Percent_isRefused_andOfAlmost_isNot() {
    Replenishment question = question(certain(10), NONE);
    assertThat(refusal(question.withTarget(Target.cycleService(1), Method.RESAMPLED))).singleElement().asString().contains("was 1.0");
    assertThat(refusal(question.withTarget(Target.cycleService(0), Method.RESAMPLED))).hasSize(1);
    assertThat(Replenisher.plan(question.withTarget(Target.cycleService(0.9999), Method.RESAMPLED))).isInstanceOf(Answered.class);
  }

  @Test
  void plan_ofAFillRateByTheNormalFormula_isRefused() {
    assertThat(refusal(question(certain(10), NONE).withTarget(Target.fillRate(0.95), Method.NORMAL))).hasSize(1);
  }

  @Test
  void plan_ofBadTerms_namesAllOfThem() {
    Replenishment question = new Replenishment(certain(10), new Stock(-1, -1, -1), 14.0, -1, 0, -1, Target.cycleService(2),
        Method.RESAMPLED, 0, -1, -1.0);
    assertThat(refusal(question)).hasSize(10);
  }
}

package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.ChannelId;
import dev.onepool.planning.ChannelAdvice;
import dev.onepool.planning.ChannelAdvice.Judged;
import dev.onepool.planning.ChannelAdvice.Verdict;
import dev.onepool.planning.ChannelOutlook;
import dev.onepool.planning.ChannelQuestion;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.PlanningAnswer.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formula of {@link Addition}, this project's own derivation, against calculations by hand. */
class ChannelAdvisorTest {

  private static final ChannelId SITE = ChannelId.of("site");
  private static final ChannelId EBAY = ChannelId.of("ebay");

  /** Earns 25 - 12 - 2.5 - 0.5 = 10 a unit. */
  private static final ChannelOutlook SITE_OUTLOOK = ChannelOutlook.of(SITE, 5.0, 25.0, 12.0)
      .withCosts(0.10, 0, 0.5, 0, 0).withDeviation(3).withCannibalised(0).withLoop(5);

  /** Earns 30 - 12 - 4.5 - 5 - 1 = 7.5 a unit, costs 6 a day, and takes a quarter of its units from the site. */
  private static final ChannelOutlook EBAY_OUTLOOK = ChannelOutlook.of(EBAY, 4.0, 30.0, 12.0)
      .withCosts(0.15, 0, 5.0, 1, 6).withDeviation(4).withCannibalised(0.25).withLoop(60);

  private static ChannelQuestion question(ChannelOutlook candidate, long available) {
    return new ChannelQuestion(List.of(SITE_OUTLOOK), List.of(candidate), available, 16, 0.95, 0.0, 0.0, null, 0, true);
  }

  private static Judged judged(ChannelQuestion question) {
    return ChannelAdvisor.advise(question).orElseThrow().expansion().get(0);
  }

  @Test
  void gain_isNewDemandLessCannibalisedLessFixed() {
    Judged judged = judged(question(EBAY_OUTLOOK, 1_000_000));
    assertThat(judged.marginPerUnit()).isCloseTo(7.5, within(1e-9));
    assertThat(judged.incremental()).isCloseTo(0.75 * 4 * 7.5, within(1e-6));
    assertThat(judged.cannibalisation()).isCloseTo(0.25 * 4 * 2.5, within(1e-6));
    assertThat(judged.gain()).isCloseTo(22.5 - 2.5 - 6, within(1e-6));
    assertThat(judged.verdict()).isEqualTo(Verdict.ADD);
  }

  @Test
  void breakEven_isWhereTheGainIsNothing() {
    // A unit brings 0.75 * 7.5 - 0.25 * 2.5 = 5; fixed costs are 6.
    assertThat(judged(question(EBAY_OUTLOOK, 1_000_000)).breakEvenUnitsPerDay()).isCloseTo(1.2, within(1e-6));
  }

  @Test
  void breakEven_ofALossOnEveryUnit_isNone() {
    ChannelOutlook loss = EBAY_OUTLOOK.withCosts(0.15, 0, 20.0, 1, 6);
    assertThat(judged(question(loss, 1_000_000)).breakEvenUnitsPerDay()).isNull();
    assertThat(judged(question(loss, 1_000_000)).verdict()).isEqualTo(Verdict.LEAVE);
  }

  @Test
  void safetyStock_growsByTheDifferenceOfPooledDeviations() {
    // Over 16 days: 1.645 * (sqrt(16 * (9 + 16)) - sqrt(16 * 9)) = 1.645 * (20 - 12), at 0.5 a day each.
    ChannelQuestion question = new ChannelQuestion(List.of(SITE_OUTLOOK), List.of(EBAY_OUTLOOK), 1_000_000, 16, 0.95, 0.5, 0.0, null, 0, true);
    assertThat(judged(question).addedSafetyStock()).isCloseTo(13.16, within(0.01));
    assertThat(judged(question).safetyStock()).isCloseTo(6.58, within(0.01));
  }

  @Test
  void oversell_costsByTheSlowestLoop_andNothingUnderRights() {
    ChannelQuestion mirror = new ChannelQuestion(List.of(SITE_OUTLOOK), List.of(EBAY_OUTLOOK), 1_000_000, 16, 0.95, 0.0, 25.0, 0.1, 0, false);
    // Without: 5 a day in 5 minutes; with: 8 a day in 60 minutes; no buffer, so all that arrives is oversold at a stock-out.
    assertThat(judged(mirror).oversell()).isCloseTo((8 * 60 - 5 * 5) / 1440.0 * 0.1 * 25, within(1e-9));
    ChannelQuestion rights = new ChannelQuestion(List.of(SITE_OUTLOOK), List.of(EBAY_OUTLOOK), 1_000_000, 16, 0.95, 0.0, 25.0, 0.1, 0, true);
    assertThat(judged(rights).oversell()).isZero();
  }

  @Test
  void service_ofChannelsInUse_fallsWithTheSameStock() {
    // 80 units of demand in 16 days, 100 there: with 48 more the pool does not last.
    Judged judged = judged(question(EBAY_OUTLOOK, 100));
    assertThat(judged.serviceBefore().get(SITE)).isGreaterThan(0.9);
    assertThat(judged.serviceAfter().get(SITE)).isLessThan(0.15);
    assertThat(judged.verdict()).isEqualTo(Verdict.STOCK_FIRST);
  }

  @Test
  void stockOutOfReach_servesNothing() {
    Judged judged = judged(question(EBAY_OUTLOOK.withStockReachable(0), 1_000_000));
    assertThat(judged.fill()).isZero();
    assertThat(judged.verdict()).isEqualTo(Verdict.LEAVE);
  }

  @Test
  void expansion_isRankedByGain_eachBesideThoseBefore() {
    ChannelOutlook small = ChannelOutlook.of(ChannelId.of("tiktok"), 1.0, 30.0, 12.0).withCosts(0.15, 0, 5.0, 1, 0);
    ChannelAdvice advice = ChannelAdvisor.advise(new ChannelQuestion(List.of(SITE_OUTLOOK), List.of(small, EBAY_OUTLOOK), 1_000_000,
        16, 0.95, 0.0, 0.0, null, 0, true)).orElseThrow();
    assertThat(advice.expansion()).extracting(judged -> judged.channel().value()).containsExactly("ebay", "tiktok");
    assertThat(advice.expansion().get(1).serviceBefore()).containsKeys(SITE, EBAY);
  }

  @Test
  void inUse_whatLosesIsToBeDropped_andNamedFirst() {
    ChannelOutlook losing = ChannelOutlook.of(EBAY, 3.0, 14.0, 12.0).withCosts(0.15, 0, 3.0, 0, 0);
    ChannelAdvice advice = ChannelAdvisor.advise(new ChannelQuestion(List.of(SITE_OUTLOOK, losing), List.of(), 1_000_000, 16, 0.95,
        0.0, 0.0, null, 0, true)).orElseThrow();
    assertThat(advice.inUse()).extracting(Judged::verdict).containsExactly(Verdict.DROP, Verdict.KEEP);
    assertThat(advice.inUse().get(0).channel()).isEqualTo(EBAY);
  }

  @Test
  void advise_withoutCosts_isRefusedAndNamesEachOfThem() {
    PlanningAnswer<ChannelAdvice> answer = ChannelAdvisor.advise(question(ChannelOutlook.of(EBAY, null, null, null), 10));
    assertThat(Series.problems(answer).toString())
        .contains("demand on ebay is missing", "the price on ebay is missing", "the unit cost on ebay is missing",
            "the fulfilment cost on ebay is missing");
  }

  @Test
  void advise_withoutDeviationsAndCannibalisation_saysWhatWasAssumed() {
    ChannelOutlook bare = ChannelOutlook.of(EBAY, 4.0, 30.0, 12.0).withCosts(0.15, 0, 5.0, 1, 6);
    assertThat(ChannelAdvisor.advise(question(bare, 1_000)).assumptions())
        .anyMatch(sentence -> sentence.contains("Poisson")).anyMatch(sentence -> sentence.contains("takes from channels in use"));
  }

  @Test
  void advise_ofBadShares_isRefused_andOfTheirBounds_isNot() {
    assertThat(ChannelAdvisor.advise(question(EBAY_OUTLOOK.withCannibalised(1.01), 10))).isInstanceOf(Refused.class);
    assertThat(ChannelAdvisor.advise(question(EBAY_OUTLOOK.withCannibalised(1), 10))).isInstanceOf(PlanningAnswer.Answered.class);
    assertThat(ChannelAdvisor.advise(question(EBAY_OUTLOOK.withCosts(1.01, 0, 1.0, 0, 0), 10))).isInstanceOf(Refused.class);
  }

  @Test
  void advise_ofTheSameChannelTwice_isRefused() {
    assertThat(ChannelAdvisor.advise(question(SITE_OUTLOOK, 10))).isInstanceOf(Refused.class);
  }

  @Test
  void advise_ofNoLeadTimeAndFullService_isRefusedForBoth() {
    assertThat(Series.problems(ChannelAdvisor.advise(new ChannelQuestion(List.of(SITE_OUTLOOK), List.of(), 10, 0, 1, null, null, null, 0, true)))).hasSize(2);
  }
}

package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.certain;
import static dev.onepool.core.internal.planning.Series.forecast;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.SendIn;
import dev.onepool.planning.SendInPlan;
import org.junit.jupiter.api.Test;

class SendInPlannerTest {

  private static SendIn question(long there, long own, long pack) {
    // The channel asks for 10 a day, the others for 5; ten days of transit, twenty of cover, and own stock is filled again in 14.
    return new SendIn(certain(10), certain(5), there, own, 10, 20, 14, 0.95, pack);
  }

  private static SendInPlan plan(SendIn question) {
    return SendInPlanner.plan(question).orElseThrow();
  }

  @Test
  void plan_withEnough_sendsWhatIsLacking() {
    SendInPlan plan = plan(question(100, 1_000, 1));
    assertThat(plan.wanted()).isEqualTo(200);
    assertThat(plan.send()).isEqualTo(200);
    assertThat(plan.leftForOthers()).isEqualTo(800);
    assertThat(plan.serviceThere()).isEqualTo(1);
  }

  @Test
  void plan_withTooLittle_leavesTheOthersWhatTheyNeed() {
    SendInPlan plan = plan(question(100, 150, 1));
    assertThat(plan.keptForOthers()).isEqualTo(70);
    assertThat(plan.send()).isEqualTo(80);
    assertThat(plan.serviceOthersAfter()).isEqualTo(1);
    assertThat(plan.why()).anyMatch(sentence -> sentence.contains("short of 120"));
  }

  @Test
  void plan_withLessThanTheOthersNeed_sendsNothing() {
    SendInPlan plan = plan(question(100, 60, 1));
    assertThat(plan.send()).isZero();
    assertThat(plan.serviceOthersBefore()).isZero();
  }

  @Test
  void plan_inPacks_neverTakesFromTheOthersForAWholePack() {
    assertThat(plan(question(100, 150, 24)).send()).isEqualTo(72);
    assertThat(plan(question(100, 1_000, 24)).send()).isEqualTo(216);
  }

  @Test
  void plan_ofUncertainDemand_keepsMoreForTheOthers() {
    SendIn wide = new SendIn(certain(10), forecast(5, DemandSpread.of(0, 0, 0, 4)), 0, 1_000, 10, 20, 14, 0.95, 1);
    assertThat(plan(wide).keptForOthers()).isGreaterThan(90);
  }

  @Test
  void plan_ofBadInput_namesAllOfIt() {
    assertThat(Series.problems(SendInPlanner.plan(new SendIn(certain(10), certain(5), -1, -1, -1, 0, 1_000, 1, 0)))).hasSize(7);
  }
}

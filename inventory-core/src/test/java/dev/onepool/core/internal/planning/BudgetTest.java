package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Sku;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.PlanningAnswer.Refused;
import dev.onepool.planning.ReplenishmentPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static ReplenishmentPlan plan(String sku, double perDay, double cover, long order, @Nullable Double cost) {
    return new ReplenishmentPlan(Sku.of(sku), 0, perDay, 0, 0, 0, order, cost, 10, cover, false, null, List.of(), 0, List.of());
  }

  private static List<Long> orders(List<ReplenishmentPlan> plans, double budget) {
    return Budget.fit(plans, budget).orElseThrow().stream().map(ReplenishmentPlan::order).toList();
  }

  @Test
  void fit_withEnough_changesNothing() {
    assertThat(orders(List.of(plan("A", 1, 5, 50, 100.0), plan("B", 1, 5, 50, 100.0)), 200)).containsExactly(50L, 50L);
  }

  @Test
  void fit_withTooLittle_buysForWhoRunsOutFirst() {
    // Four packs of 20: two bring A from 0 days to the 20 of B, the third goes to A by its name, the last to B.
    assertThat(orders(List.of(plan("A", 1, 0, 50, 100.0), plan("B", 1, 20, 50, 100.0)), 80)).containsExactly(30L, 10L);
  }

  @Test
  void fit_neverSpendsMore() {
    List<ReplenishmentPlan> fitted = Budget.fit(List.of(plan("A", 3, 1, 70, 91.0), plan("B", 2, 2, 90, 117.0)), 100).orElseThrow();
    assertThat(fitted.stream().mapToDouble(plan -> plan.orderCost() == null ? 0 : plan.orderCost()).sum()).isLessThanOrEqualTo(100);
    assertThat(fitted.get(0).why()).singleElement().asString().contains("lowered from 70");
  }

  @Test
  void fit_whereOneIsTooDear_buysTheOther() {
    assertThat(orders(List.of(plan("A", 1, 0, 10, 500.0), plan("B", 1, 9, 10, 20.0)), 100)).containsExactly(0L, 10L);
  }

  @Test
  void fit_withoutACost_isRefused_unlessNothingIsOrdered() {
    PlanningAnswer<List<ReplenishmentPlan>> answer = Budget.fit(List.of(plan("A", 1, 0, 10, null)), 100);
    assertThat(Series.problems(answer)).hasSize(1);
    assertThat(orders(List.of(plan("A", 1, 0, 0, null)), 100)).containsExactly(0L);
  }

  @Test
  void fit_ofANegativeBudget_isRefused_andOfNone_buysNothing() {
    assertThat(Budget.fit(List.of(), -1)).isInstanceOf(Refused.class);
    assertThat(orders(List.of(plan("A", 1, 0, 10, 5.0)), 0)).containsExactly(0L);
  }
}

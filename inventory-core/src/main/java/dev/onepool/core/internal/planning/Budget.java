package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Problems.number;

import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.ReplenishmentPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Fits orders into a budget: whoever would run out first is bought a pack, again and again, until the next pack is too dear. That
 * is equal run-out (http://apicsforum.com/docs-page?category=Equal+Run-Out&id=215) in whole packs.
 */
final class Budget {

  /** A SKU on the way to its order. */
  private static final class Buying {
    final ReplenishmentPlan plan;
    final double packCost;
    long bought;

    Buying(ReplenishmentPlan plan, double packCost) {
      this.plan = plan;
      this.packCost = packCost;
    }

    /** Days that what is there and what is bought lasts; a SKU without demand lasts for ever. */
    double lasts() {
      return plan.demandPerDay() > 0 ? plan.daysOfCover() + bought / plan.demandPerDay() : Double.POSITIVE_INFINITY;
    }

    boolean done() {
      return bought >= plan.order();
    }
  }

  private Budget() {}

  static PlanningAnswer<List<ReplenishmentPlan>> fit(List<ReplenishmentPlan> plans, double budget) {
    Problems problems = new Problems();
    problems.amount("the budget", budget);
    for (ReplenishmentPlan plan : plans) {
      if (plan.order() > 0 && plan.orderCost() == null) {
        problems.add(plan.sku() + " is to be ordered, and its unit cost is missing; a budget cannot be kept without it");
      }
    }
    if (problems.any()) {
      return problems.refusal();
    }
    List<Buying> all = new ArrayList<>();
    for (ReplenishmentPlan plan : plans) {
      Double cost = plan.orderCost();
      all.add(new Buying(plan, cost == null || plan.order() == 0 ? 0 : cost / plan.order() * plan.packSize()));
    }
    buy(all, budget);
    return problems.answer(all.stream().map(buying -> lowered(buying, budget)).toList());
  }

  private static void buy(List<Buying> all, double budget) {
    PriorityQueue<Buying> next = new PriorityQueue<>(
        Comparator.comparingDouble(Buying::lasts).thenComparing(buying -> buying.plan.sku().value()));
    all.stream().filter(buying -> !buying.done()).forEach(next::add);
    double left = budget;
    for (Buying buying = next.poll(); buying != null; buying = next.poll()) {
      // One that is too dear is left out; a cheaper one may still fit. Costs add up with rounding errors.
      if (buying.packCost <= left + 1e-9) {
        left -= buying.packCost;
        buying.bought += buying.plan.packSize();
        if (!buying.done()) {
          next.add(buying);
        }
      }
    }
  }

  private static ReplenishmentPlan lowered(Buying buying, double budget) {
    ReplenishmentPlan plan = buying.plan;
    if (buying.bought >= plan.order()) {
      return plan;
    }
    List<String> why = new ArrayList<>(plan.why());
    why.add("the order is lowered from " + plan.order() + " to " + buying.bought + " units by the budget of " + number(budget)
        + "; others would have run out sooner");
    return plan.withOrder(buying.bought, buying.bought / (double) plan.packSize() * buying.packCost, why);
  }
}

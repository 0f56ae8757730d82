package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Problems.number;
import static dev.onepool.core.internal.planning.Problems.percent;

import dev.onepool.planning.Forecast;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.Replenishment.Method;
import dev.onepool.planning.Replenishment.Target;
import dev.onepool.planning.ReplenishmentPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how much to order. The reorder point covers demand over lead time <em>and</em> review time, because what is not
 * ordered now is ordered one review later.
 */
final class Replenisher {

  /** How far ahead cover is followed, days. */
  private static final int MOST_COVER_DAYS = 730;

  private static final int BISECTIONS = 60;

  private final Replenishment question;
  private final Forecast forecast;
  private final double leadTime;

  private Replenisher(Replenishment question, double leadTime) {
    this.question = question;
    this.forecast = question.forecast();
    this.leadTime = leadTime;
  }

  static PlanningAnswer<ReplenishmentPlan> plan(Replenishment question) {
    Problems problems = new Problems();
    double leadTime = check(question, problems);
    if (problems.any()) {
      return problems.refusal();
    }
    return problems.answer(new Replenisher(question, leadTime).plan());
  }

  private static double check(Replenishment question, Problems problems) {
    Double given = question.leadTimeDays();
    double leadTime = given == null ? Replenishment.ASSUMED_LEAD_TIME_DAYS : given;
    if (given == null) {
      problems.assume(question.forecast().sku() + ": no lead time was given; " + number(leadTime) + " days are assumed");
    }
    if (question.leadTimeDeviationDays() == 0) {
      problems.assume(question.forecast().sku() + ": the lead time is taken as certain, because no deviation was given");
    }
    if (question.unitCost() == null) {
      problems.assume(question.forecast().sku() + ": no unit cost was given; what the order costs is not known");
    } else {
      problems.amount("the unit cost", question.unitCost());
    }
    problems.noDemand(question.forecast(), "nothing is ever ordered and stock lasts; order by hand what is new");
    problems.days("the lead time", 0, leadTime);
    problems.days("the lead time's standard deviation", 0, question.leadTimeDeviationDays());
    problems.days("the review time", 0.01, question.reviewDays());
    problems.days("the cover of an order", 0, question.coverDays());
    problems.share("the service level", question.target().share());
    problems.amount("available units", question.stock().available());
    problems.amount("incoming units", question.stock().incoming());
    problems.amount("the shortfall", question.stock().shortfall());
    problems.amount("the minimum order", question.minimumOrder());
    if (question.packSize() < 1) {
      problems.add("the pack size must be at least 1 unit, was " + question.packSize());
    }
    if (question.method() == Method.NORMAL && question.target().kind() == Target.Kind.FILL_RATE) {
      problems.add("a fill rate cannot be found by the normal formula, which knows cycles only; use RESAMPLED");
    }
    return leadTime;
  }

  private ReplenishmentPlan plan() {
    double span = leadTime + question.reviewDays();
    double mean = mean(span);
    double wanted = question.method() == Method.NORMAL ? mean + normalSafetyStock(span) : resampled(span);
    double reorderPoint = Math.max(0, Math.ceil(wanted - 1e-9));
    double perDay = mean / span;
    double orderUpTo = Math.max(reorderPoint, Math.ceil(reorderPoint + question.coverDays() * perDay - 1e-9));
    long order = order(reorderPoint, orderUpTo);
    Double cost = question.unitCost() == null ? null : order * question.unitCost();
    List<ReplenishmentPlan.Risk> risks = risks();
    double cover = cover();
    double before = 1 - Paths.shareUpTo(new Paths(forecast, 3).sums(leadTime), question.stock().available());
    return new ReplenishmentPlan(forecast.sku(), question.stock().available(), perDay, safety(reorderPoint, mean), reorderPoint, orderUpTo, order, cost,
        question.packSize(), Math.min(cover, MOST_COVER_DAYS), cover > MOST_COVER_DAYS, stockOut(risks), risks, before,
        why(span, mean, reorderPoint, orderUpTo, order, before));
  }

  /** Where the target needs less than the mean, nothing is set aside. */
  private static double safety(double reorderPoint, double mean) {
    return Math.max(0, reorderPoint - mean);
  }

  private double mean(double days) {
    double sum = 0;
    for (int day = 0; day < days; day++) {
      sum += Math.min(1, days - day) * forecast.mean(day);
    }
    return sum;
  }

  private double normalSafetyStock(double span) {
    double perDay = mean(span) / span;
    double[] ratios = forecast.spread().ratios();
    double relative = forecast.spread().poisson() ? 1 / Math.sqrt(Math.max(perDay, 1e-9)) : Formulas.deviation(ratios);
    return Formulas.safetyStock(question.target().share(), span, perDay * relative, perDay, question.leadTimeDeviationDays());
  }

  /** Returns the fewest units that meet the target over futures of demand and lead time. */
  private double resampled(double span) {
    Paths paths = new Paths(forecast, 1);
    double[] untilArrival = new double[Paths.COUNT];
    double[] untilNext = new double[Paths.COUNT];
    for (int i = 0; i < Paths.COUNT; i++) {
      paths.next();
      double arrives = paths.normal(leadTime, question.leadTimeDeviationDays());
      untilArrival[i] = paths.sum(0, arrives);
      untilNext[i] = untilArrival[i] + paths.sum(arrives, arrives + span - leadTime);
    }
    if (question.target().kind() == Target.Kind.FILL_RATE) {
      return fillRateLevel(untilArrival, untilNext);
    }
    Arrays.sort(untilNext);
    return Quantiles.of(untilNext, question.target().share());
  }

  /**
   * Returns the least level at which the units that are short at the end of a cycle, less those that were short before the last
   * order arrived, are the allowed part of a cycle's demand.
   */
  private double fillRateLevel(double[] untilArrival, double[] untilNext) {
    double demand = Arrays.stream(untilNext).sum() - Arrays.stream(untilArrival).sum();
    double allowed = (1 - question.target().share()) * demand;
    double low = 0;
    double high = Arrays.stream(untilNext).max().orElse(0);
    for (int i = 0; i < BISECTIONS && high - low > 1e-6; i++) {
      double level = (low + high) / 2;
      boolean enough = beyond(untilNext, level) - beyond(untilArrival, level) <= allowed;
      low = enough ? low : level;
      high = enough ? level : high;
    }
    return high;
  }

  private static double beyond(double[] demands, double level) {
    return Arrays.stream(demands).map(demand -> Math.max(0, demand - level)).sum();
  }

  private long order(double reorderPoint, double orderUpTo) {
    long position = question.stock().position();
    if (position > reorderPoint || orderUpTo <= position) {
      return 0;
    }
    long units = Math.max((long) Math.ceil(orderUpTo - position), question.minimumOrder());
    return Math.multiplyExact((units + question.packSize() - 1) / question.packSize(), question.packSize());
  }

  /** Returns for how many days the available units last by the mean path; beyond the limit if longer. */
  private double cover() {
    double left = question.stock().available();
    for (int day = 0; day < MOST_COVER_DAYS; day++) {
      double mean = forecast.mean(day);
      if (mean > 0 && left < mean) {
        return day + left / mean;
      }
      left -= mean;
    }
    return MOST_COVER_DAYS + 1;
  }

  private List<ReplenishmentPlan.Risk> risks() {
    int days = forecast.days().size();
    int[] out = new int[days];
    Paths paths = new Paths(forecast, 2);
    for (int i = 0; i < Paths.COUNT; i++) {
      paths.next();
      double left = question.stock().available();
      for (int day = 0; day < days; day++) {
        left -= paths.day(day);
        out[day] += left < -1e-9 ? 1 : 0;
      }
    }
    List<ReplenishmentPlan.Risk> risks = new ArrayList<>(days);
    for (int day = 0; day < days; day++) {
      risks.add(new ReplenishmentPlan.Risk(forecast.days().get(day).date(), (double) out[day] / Paths.COUNT));
    }
    return risks;
  }

  private static @Nullable LocalDate stockOut(List<ReplenishmentPlan.Risk> risks) {
    return risks.stream().filter(risk -> risk.probability() >= 0.5).map(ReplenishmentPlan.Risk::date).findFirst().orElse(null);
  }

  private List<String> why(double span, double mean, double reorderPoint, double orderUpTo, long order, double before) {
    List<String> why = new ArrayList<>();
    why.add("mean demand over " + number(leadTime) + " days of lead time and " + number(question.reviewDays()) + " of review is "
        + number(mean) + " units, " + number(mean / span) + " a day over all channels");
    why.add("the reorder point of " + number(reorderPoint) + " adds " + number(safety(reorderPoint, mean)) + " units of safety for "
        + percent(question.target().share()) + (question.target().kind() == Target.Kind.FILL_RATE
            ? " of units delivered from the shelf" : " of cycles without a stock-out"));
    why.add("the position is " + question.stock().position() + " units: " + question.stock().available() + " available, "
        + question.stock().incoming() + " incoming, " + question.stock().shortfall() + " owed");
    why.add(order == 0 ? "nothing has to be ordered" : "order " + order + " units, up to " + number(orderUpTo) + " in packs of "
        + question.packSize() + " and at least " + question.minimumOrder());
    why.add("what is available runs out before such an order arrives with a probability of " + percent(before));
    return why;
  }
}

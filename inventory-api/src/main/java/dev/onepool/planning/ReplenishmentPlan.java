package dev.onepool.planning;

import dev.onepool.Sku;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how much to order of a SKU.
 *
 * @param sku the SKU
 * @param available units that are available now
 * @param demandPerDay mean demand over lead and review time, units/day
 * @param safetyStock units beyond the mean demand of lead and review time. This is the planner's; what the ledger never
 *     offers is set with {@code StockLedger.safetyStock}
 * @param reorderPoint order when the position is at or below this, units
 * @param orderUpTo what an order brings the position to, units
 * @param order what to order now, units, in whole packs; 0 for nothing
 * @param orderCost what that costs, money; null where the unit cost is not known
 * @param packSize units that are ordered together
 * @param daysOfCover available units by the forecast's path, days; the longest that is looked at where they last longer
 * @param lastsLonger whether {@code daysOfCover} is only the longest that was looked at
 * @param stockOutDate the first day by whose end more is asked for than is available, with a probability of one half; null
 *     where not within the days looked at
 * @param risks the probability that what is available has run out, by day, if nothing came in
 * @param beforeArrival the probability that it runs out before an order made now arrives, 0 to 1
 * @param why the numbers in sentences
 */
public record ReplenishmentPlan(
    Sku sku,
    long available,
    double demandPerDay,
    double safetyStock,
    double reorderPoint,
    double orderUpTo,
    long order,
    @Nullable Double orderCost,
    long packSize,
    double daysOfCover,
    boolean lastsLonger,
    @Nullable LocalDate stockOutDate,
    List<Risk> risks,
    double beforeArrival,
    List<String> why) {

  /**
   * How likely it is that nothing is left.
   *
   * @param date by the end of this day
   * @param probability 0 to 1
   */
  public record Risk(LocalDate date, double probability) {}

  /** Copies the lists. */
  public ReplenishmentPlan {
    risks = List.copyOf(risks);
    why = List.copyOf(why);
  }

  /** Returns the plan with another order, and why. */
  public ReplenishmentPlan withOrder(long units, @Nullable Double cost, List<String> reasons) {
    return new ReplenishmentPlan(sku, available, demandPerDay, safetyStock, reorderPoint, orderUpTo, units, cost, packSize, daysOfCover,
        lastsLonger, stockOutDate, risks, beforeArrival, reasons);
  }
}

package dev.onepool.planning;

import dev.onepool.Sku;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * A seller's planning. The methods that read the ledger say so; all others are pure functions of their arguments and belong to no
 * seller.
 *
 * <p>Thread-safe. Bad input is answered with {@link PlanningAnswer.Refused}, never with a number.
 */
public interface Planning {

  /**
   * Reads what was asked for of every SKU, from the first day on which the ledger knew it. Reads all orders and all entries that
   * are not archived.
   *
   * <p>Demand is taken from orders, by when they were placed and with what they asked for beyond what was there; cancelled units
   * are no demand. Own checkouts count when they are fulfilled, on the channel {@code own-checkout}. A day counts as open by the
   * part of it on which units were available at a location that the channel's listings draw on; what a channel showed below that
   * is not recorded.
   *
   * @param until the day after the last; UTC
   */
  List<DemandHistory> demand(LocalDate until);

  /** Reads what there is of a SKU now, over all locations. */
  Replenishment.Stock stock(Sku sku);

  /** Returns how the week falls on its days over all these SKUs; flat where nothing was sold. */
  WeeklyPattern weeklyPattern(Collection<DemandHistory> histories);

  /**
   * Forecasts total demand. Methods: mean, naive, seasonal-naive; exponential smoothing of level, damped trend and week, and of
   * the year where two years exist (Holt 1957, Winters 1960, Gardner and McKenzie 1985); for demand that comes seldom Croston's
   * in the form of Syntetos and Boylan (2005), and that of Teunter, Syntetos and Babai (2011). Judged by pinball loss in a
   * rolling-origin backtest over the last weeks: smoothing of level and week is kept unless another is better by 5 %; then the
   * simplest of those within 1 % of the best is taken. The naive methods are compared with, and never chosen.
   */
  PlanningAnswer<Forecast> forecast(DemandHistory history, ForecastOptions options);

  /** Chooses a method on the days before a day, and says how it fares from that day on; see {@link Backtest}. */
  PlanningAnswer<Backtest> backtest(DemandHistory history, LocalDate heldOutFrom, ForecastOptions options);

  /** Says when and how much to order. */
  PlanningAnswer<ReplenishmentPlan> replenish(Replenishment question);

  /**
   * Lowers orders until they cost no more than the budget: packs are bought one by one for the SKU whose units would be gone
   * first.
   *
   * @param plans each with the cost of its order
   * @param budget money, 0 or more
   */
  PlanningAnswer<List<ReplenishmentPlan>> withinBudget(List<ReplenishmentPlan> plans, double budget);

  /** Says what to send to a channel's own warehouse, and what that leaves for the others. */
  PlanningAnswer<SendInPlan> sendIn(SendIn question);

  /** Says from where to ship a channel's orders. */
  PlanningAnswer<FulfilmentChoice> fulfilment(FulfilmentQuestion question);

  /** Says which channels to add, and which to drop. */
  PlanningAnswer<ChannelAdvice> advise(ChannelQuestion question);

  /** Returns plans as a text table, one line for each SKU, in the order given. */
  default String table(List<SkuPlan> plans) {
    return table(PlanReport.of("", List.of(), plans));
  }

  /** Returns the orders of a report as a text table, and below it a table for everything else that was decided. */
  String table(PlanReport report);

  /**
   * Returns plans as one HTML page that needs nothing else: charts of demand, forecast band, reorder point and cover, light and
   * dark, and fit to print.
   *
   * @param title the page's title
   * @param notes sentences to begin with, such as what was assumed
   * @param plans at most 200; choose those that matter
   */
  default String page(String title, List<String> notes, List<SkuPlan> plans) {
    return page(PlanReport.of(title, notes, plans));
  }

  /** Returns a report as one such page, with a table for everything that was decided beyond orders. */
  String page(PlanReport report);
}

package dev.onepool.examples.demo;

import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.PlanReport;
import dev.onepool.planning.Planning;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.SkuPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run of {@code ./demo plan} came to.
 *
 * @param source where the orders come from
 * @param skus how many SKUs were planned
 * @param trial how planning fared on the last month; null where there are too few days before it
 * @param plans the plans at the end of the orders, best sellers first
 * @param decisions what was decided beyond orders
 * @param planning what made them
 */
record PlanRun(String source, int skus, @Nullable PlanTrial trial, List<SkuPlan> plans, PlanDecisions decisions, Planning planning) {

  /** Days of its mean demand that each SKU is left with. */
  static final double STOCK_DAYS_LEFT = 14;

  private static final double LEAD_TIME_DAYS = 14;
  private static final double LEAD_TIME_DEVIATION_DAYS = 3;
  private static final int LEAST_DAYS_BEFORE = 42;
  private static final int IN_TABLE = 15;
  private static final int ON_PAGE = 40;

  static PlanRun of(Planning planning, Orders orders, int best, long seed) {
    LocalDate first = day(orders.lines().stream().mapToLong(OrderLine::placedAt).min().orElseThrow());
    LocalDate last = day(orders.lines().stream().mapToLong(OrderLine::placedAt).max().orElseThrow());
    List<DemandHistory> histories = planning.demand(last.plusDays(1));
    LocalDate heldOutFrom = heldOutFrom(last);
    PlanTrial trial = first.plusDays(LEAST_DAYS_BEFORE).isAfter(heldOutFrom) ? null
        : PlanTrial.run(planning, histories, heldOutFrom, best, seed);
    List<LocalDate> holidays = PlanTrial.holidays(planning, histories, last.plusDays(1));
    List<DemandHistory> known = histories.stream().map(history -> history.closedOn(holidays)).toList();
    ForecastOptions options = ForecastOptions.DEFAULTS.withWeek(planning.weeklyPattern(known));
    List<SkuPlan> plans = plans(planning, known, options);
    return new PlanRun(orders.source(), histories.size(), trial, plans, new PlanDecisions(planning, plans, options, prices(orders)), planning);
  }

  /** Returns the first day of the last month if the orders go to its end, or else thirty days. */
  static LocalDate heldOutFrom(LocalDate last) {
    return last.getDayOfMonth() >= 28 ? last.withDayOfMonth(1) : last.minusDays(29);
  }

  private static LocalDate day(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Returns the mean price of each SKU that has one. */
  private static Map<String, Double> prices(Orders orders) {
    return orders.lines().stream().filter(line -> line.unitPrice() > 0).collect(Collectors.groupingBy(OrderLine::sku,
        Collectors.teeing(Collectors.summingDouble(line -> line.unitPrice() * line.quantity()), Collectors.summingDouble(OrderLine::quantity),
            (money, units) -> money / units)));
  }

  private static List<SkuPlan> plans(Planning planning, List<DemandHistory> known, ForecastOptions options) {
    return known.parallelStream().sorted(Comparator.comparingLong(DemandHistory::total).reversed()).map(history -> {
      Forecast forecast = planning.forecast(history, options).orElseThrow();
      Replenishment question = Replenishment.of(forecast, planning.stock(history.sku()))
          .withLeadTime(LEAD_TIME_DAYS, LEAD_TIME_DEVIATION_DAYS);
      return new SkuPlan(history, forecast, planning.replenish(question).orElseThrow());
    }).toList();
  }

  /** Returns the page of the best sellers' plans. */
  String page() {
    return planning.page(decisions.into(PlanReport.of("Plan for " + source, notes(), plans.subList(0, Math.min(ON_PAGE, plans.size())))));
  }

  /** Returns the whole text for a terminal. */
  String text(double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add(planning.table(decisions.into(PlanReport.of("", List.of(), plans.subList(0, Math.min(IN_TABLE, plans.size()))))).stripTrailing());
    lines.add("");
    notes().forEach(note -> lines.add(Words.wrap(note, ResultTable.WIDTH)));
    lines.add(String.format(Locale.ROOT, "Took %.1f s.", seconds));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("From " + source + ": " + Words.number(skus) + " SKUs with a history, read from a ledger that the orders were sold into.");
    notes.addAll(trial == null
        ? List.of("How planning fares was not judged: fewer than " + LEAST_DAYS_BEFORE + " days come before the last month.")
        : judged(trial));
    notes.add("Made up: who buys on which channel; a stock of " + (int) STOCK_DAYS_LEFT + " days of mean demand at the end; a lead time of "
        + (int) LEAD_TIME_DAYS + " days, give or take " + (int) LEAD_TIME_DEVIATION_DAYS + "; an order every 7 days; no costs. Days without any"
        + " order on usual days of business are taken as holidays.");
    notes.add(decisions.assumed());
    return notes;
  }

  private static List<String> judged(PlanTrial trial) {
    PlanSupply supply = trial.supply();
    return List.of(
        "Judged from " + trial.heldOutFrom() + " on, with methods chosen on the days before:",
        group("  best sellers", trial.all()),
        group("  of them, sold on most days", trial.often()),
        group("  of them, sold seldom", trial.seldom()),
        String.format(Locale.ROOT, "Replenished to 95 %% of cycles without a stock-out, one pool kept it in %.1f %% of %,d cycles with %,.0f units on"
            + " hand in the mean; a pool for each channel in %.1f %% with %,.0f. Real fortnights, which trend as drawn days do not: %.1f %%"
            + " within the level.", 100 * supply.cycleService(), supply.cycles(), supply.stockPooled(), 100 * supply.cycleServiceChannels(),
            supply.stockPerChannel(), 100 * supply.realFortnights()));
  }

  private static String group(String name, PlanTrial.Group group) {
    return group.skus() == 0 ? name + ": none" : String.format(Locale.ROOT, "%s, %d SKUs: MASE %.3f, seasonal-naive %.3f (%.1f %% less); 90 %%"
        + " intervals held %.1f %% of days, %.1f %% of days of business", name, group.skus(), group.mase(), group.maseSeasonalNaive(),
        100 * (1 - group.mase() / group.maseSeasonalNaive()), 100 * group.coverage(), 100 * group.coverageOpenDays());
  }
}

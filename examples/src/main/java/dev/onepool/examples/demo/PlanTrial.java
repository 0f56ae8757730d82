package dev.onepool.examples.demo;

import dev.onepool.planning.Backtest;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.Planning;
import dev.onepool.planning.WeeklyPattern;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How planning would have fared: it knows the days before a date, and is judged on the days from then on. Nothing was chosen on
 * those.
 *
 * @param heldOutFrom the first day that it is judged on
 * @param holidays days before on which the shop sold nothing although it usually does on that day of the week; they are no demand
 * @param all best sellers
 * @param often those of them that sell on most days
 * @param seldom those that do not
 * @param supply what replenishing them came to
 */
record PlanTrial(LocalDate heldOutFrom, List<LocalDate> holidays, Group all, Group often, Group seldom, PlanSupply supply) {

  private static final double OPEN = 0.02;

  /**
   * Means over SKUs; NaN-free: a SKU without a scale for its errors is left out, and {@code skus} says how many there are.
   *
   * @param skus how many SKUs
   * @param mase of the means
   * @param maseSeasonalNaive of the seasonal-naive method
   * @param maseMedian of the medians
   * @param coverage share of days within their 90 % interval
   * @param coverageOpenDays the same without days of the week on which the shop is closed
   */
  record Group(int skus, double mase, double maseSeasonalNaive, double maseMedian, double coverage, double coverageOpenDays) {

    static Group of(List<Backtest> tests, Predicate<Backtest> which) {
      List<Backtest> some = tests.stream().filter(which).filter(test -> test.mase() != null).toList();
      return new Group(some.size(), mean(some.stream().map(Backtest::mase).toList()),
          mean(some.stream().map(Backtest::maseSeasonalNaive).toList()), mean(some.stream().map(Backtest::maseMedian).toList()),
          mean(some.stream().map(Backtest::coverage).toList()), mean(some.stream().map(Backtest::coverageOpenDays).toList()));
    }

    private static double mean(List<Double> values) {
      return values.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).average().orElse(0);
    }
  }

  /**
   * Judges planning on the best sellers before a day.
   *
   * @param best how many
   */
  static PlanTrial run(Planning planning, List<DemandHistory> histories, LocalDate heldOutFrom, int best, long seed) {
    List<LocalDate> holidays = holidays(planning, histories, heldOutFrom);
    List<DemandHistory> known = histories.stream().filter(history -> history.firstDay().isBefore(heldOutFrom))
        .map(history -> history.closedOn(holidays)).toList();
    WeeklyPattern week = planning.weeklyPattern(known.stream().map(history -> history.until(heldOutFrom)).toList());
    ForecastOptions options = ForecastOptions.DEFAULTS.withWeek(week);
    List<DemandHistory> chosen = bestSellers(known, heldOutFrom, best);
    List<Backtest> tests = chosen.parallelStream().map(history -> planning.backtest(history, heldOutFrom, options).orElseThrow()).toList();
    PlanSupply supply = PlanSupply.simulate(planning, chosen, tests, heldOutFrom, options, seed);
    return new PlanTrial(heldOutFrom, holidays, Group.of(tests, test -> true), Group.of(tests, test -> !test.kind().seldom()),
        Group.of(tests, test -> test.kind().seldom()), supply);
  }

  static List<DemandHistory> bestSellers(Collection<DemandHistory> histories, LocalDate until, int best) {
    return histories.stream()
        .sorted(Comparator.comparingLong((DemandHistory history) -> history.until(until).total()).reversed()
            .thenComparing(DemandHistory::sku))
        .limit(best)
        .toList();
  }

  /** Returns days on which nobody bought anything although it was no day of the week on which that is usual. */
  static List<LocalDate> holidays(Planning planning, List<DemandHistory> histories, LocalDate until) {
    WeeklyPattern week = planning.weeklyPattern(histories.stream().map(history -> history.until(until)).toList());
    TreeSet<LocalDate> quiet = new TreeSet<>();
    histories.stream().map(DemandHistory::firstDay).min(Comparator.naturalOrder()).ifPresent(first ->
        first.datesUntil(until).filter(date -> week.of(date.getDayOfWeek()) > OPEN).forEach(quiet::add));
    for (DemandHistory history : histories) {
      IntStream.range(0, history.days()).filter(day -> history.units(day) > 0).forEach(day -> quiet.remove(history.firstDay().plusDays(day)));
    }
    return List.copyOf(quiet);
  }
}

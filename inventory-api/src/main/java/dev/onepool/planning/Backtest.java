package dev.onepool.planning;

import dev.onepool.Sku;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a forecast fared on days that it was not chosen on. The method is chosen on the days before; then from every held-out day
 * on, the next seven are forecast, with everything known up to that day.
 *
 * @param sku the SKU
 * @param kind how its demand comes, by the days before
 * @param method the method that was chosen
 * @param mase mean absolute error of the means, as a multiple of {@code scale}; null where the scale is 0
 * @param maseSeasonalNaive the same of the forecast "as on the same day of last week"
 * @param maseMedian the same of the medians, which is what absolute errors reward
 * @param scale the seasonal-naive method's mean absolute error on the days before, units/day
 * @param pinball mean pinball loss, units/day
 * @param coverage the share of forecast days that were within their interval, 0 to 1
 * @param coverageOpenDays the same, over days of the week on which the seller sells at all
 * @param days what was forecast one day ahead, and what came
 */
public record Backtest(
    Sku sku,
    Forecast.Kind kind,
    String method,
    @Nullable Double mase,
    @Nullable Double maseSeasonalNaive,
    @Nullable Double maseMedian,
    double scale,
    double pinball,
    double coverage,
    double coverageOpenDays,
    List<Day> days) {

  /**
   * A held-out day.
   *
   * @param date the day
   * @param mean what was forecast the day before, units/day
   * @param actual what was sold, units
   */
  public record Day(LocalDate date, double mean, double actual) {}

  /** Copies the list. */
  public Backtest {
    days = List.copyOf(days);
  }
}

package dev.onepool.planning;

import dev.onepool.Sku;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected to be asked for of a SKU, day by day.
 *
 * @param sku the SKU
 * @param kind how its demand comes
 * @param method the name of the method that was chosen
 * @param why why it was chosen, in a sentence with its numbers
 * @param days the forecast days, in order
 * @param spread how days differ from their mean
 * @param scores what each method came to in the backtest, best first; empty where history is too short for one
 * @param outliers days that look like wholesale
 */
public record Forecast(
    Sku sku,
    Kind kind,
    String method,
    String why,
    List<Day> days,
    DemandSpread spread,
    List<Score> scores,
    List<Outlier> outliers) {

  /** How demand comes, by how often and how evenly (Syntetos, Boylan and Croston 2005, JORS 56). */
  public enum Kind {
    /** On most days (fewer than 1.32 days from one to the next), in like amounts (squared coefficient of variation below 0.49). */
    SMOOTH,
    /** On most days, in unlike amounts. */
    ERRATIC,
    /** On few days, in like amounts. */
    INTERMITTENT,
    /** On few days, in unlike amounts. */
    LUMPY,
    /** Not at all, or too seldom to say. */
    NONE;

    /** Returns whether demand comes on few days only. */
    public boolean seldom() {
      return this == INTERMITTENT || this == LUMPY || this == NONE;
    }
  }

  /**
   * One day's forecast, in units.
   *
   * @param date the day
   * @param mean the mean, units/day
   * @param low the least units of the narrowest interval that holds the asked probability
   * @param high the most units of that interval
   */
  public record Day(LocalDate date, double mean, double low, double high) {}

  /**
   * What a method came to in the backtest, over forecasts one to seven days ahead from every day of its last weeks.
   *
   * @param method its name
   * @param pinball mean pinball loss over the quantiles 0.05, 0.25, 0.5, 0.75, 0.95, in units/day; smaller is better. Methods
   *     are chosen by it, because it judges the whole distribution; absolute errors alone favour forecasts that are too low
   * @param mase mean absolute error of the mean as a multiple of the seasonal-naive method's on the days before; null where
   *     that made no error
   */
  public record Score(String method, double pinball, @Nullable Double mase) {}

  /**
   * A day that is beyond what is usual for the SKU.
   *
   * @param date the day
   * @param units what was sold
   * @param usualMost the most that is usual, units; what the day counts as where outliers are capped
   */
  public record Outlier(LocalDate date, double units, double usualMost) {}

  /** Copies the lists, and refuses a forecast without days. */
  public Forecast {
    days = List.copyOf(days);
    scores = List.copyOf(scores);
    outliers = List.copyOf(outliers);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a forecast needs at least one day: " + sku);
    }
  }

  /** Returns the mean of a day, units/day; the last seven days repeat after the end of the forecast. */
  public double mean(int day) {
    int size = days.size();
    if (day < size) {
      return days.get(day).mean();
    }
    int week = Math.min(7, size);
    return days.get(size - week + (day - size) % week).mean();
  }

  /** Returns the mean of a day over the whole forecast, units/day. */
  public double perDay() {
    return days.stream().mapToDouble(Day::mean).average().orElseThrow();
  }
}

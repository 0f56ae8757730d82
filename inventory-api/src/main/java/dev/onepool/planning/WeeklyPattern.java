package dev.onepool.planning;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.List;

/**
 * How a week's demand falls on its days.
 *
 * @param factors seven, Monday first; each the day's demand as a multiple of the mean day's, so that they sum to 7
 */
public record WeeklyPattern(List<Double> factors) {

  /** Every day alike. */
  public static final WeeklyPattern FLAT = new WeeklyPattern(Collections.nCopies(7, 1.0));

  /** Refuses other than seven factors of 0 or more that sum to 7. */
  public WeeklyPattern {
    factors = List.copyOf(factors);
    double sum = factors.stream().mapToDouble(Double::doubleValue).sum();
    if (factors.size() != 7 || factors.stream().anyMatch(factor -> !(factor >= 0)) || !(Math.abs(sum - 7) < 1e-6)) {
      throw new IllegalArgumentException("a weekly pattern needs 7 factors of 0 or more that sum to 7, was " + factors);
    }
  }

  /** Returns the factor of a day of the week. */
  public double of(DayOfWeek day) {
    return factors.get(day.getValue() - 1);
  }
}

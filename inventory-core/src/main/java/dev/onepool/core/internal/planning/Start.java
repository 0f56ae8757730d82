package dev.onepool.core.internal.planning;

import dev.onepool.planning.WeeklyPattern;
import java.time.DayOfWeek;

/**
 * What methods begin with.
 *
 * @param firstWeekday the day of the week of day 0, Monday 0
 * @param week the week's factors, Monday first
 * @param level mean of the first weeks, units/day
 */
record Start(int firstWeekday, double[] week, double level) {

  /** On days of the week with less than this part of a mean day there is no business to learn from. */
  static final double CLOSED = 0.02;

  private static final int FIRST_DAYS = 28;

  static Start of(TotalDemand demand, WeeklyPattern pattern) {
    double[] week = new double[7];
    for (DayOfWeek day : DayOfWeek.values()) {
      week[day.getValue() - 1] = pattern.of(day);
    }
    // From the first known days only: a later day must not be in what is forecast for an earlier one.
    double units = 0;
    double weight = 0;
    int seen = 0;
    for (int day = 0; day < demand.days() && seen < FIRST_DAYS; day++) {
      if (demand.known()[day]) {
        units += demand.units()[day];
        weight += week[demand.weekday(day)];
        seen++;
      }
    }
    return new Start(demand.weekday(0), week, weight > 0 ? units / weight : 0);
  }

  int weekday(int day) {
    return (firstWeekday + day) % 7;
  }

  /** Returns the same without a weekly pattern. */
  Start flat() {
    double[] flat = new double[7];
    java.util.Arrays.fill(flat, 1);
    return new Start(firstWeekday, flat, level);
  }
}

package dev.onepool.core.internal.planning;

import dev.onepool.planning.Forecast.Kind;

/**
 * How demand comes: the scheme of Syntetos, Boylan and Croston (2005, Journal of the Operational Research Society 56), with 1.32
 * days between days of sales and 0.49 for the squared coefficient of variation of what they sell. Days of the week without
 * business do not count.
 */
final class Kinds {

  private static final double OFTEN = 1.32;
  private static final double EVEN = 0.49;
  private static final int LEAST_SALE_DAYS = 2;

  private Kinds() {}

  static Kind of(TotalDemand demand, Start start) {
    int open = 0;
    int sales = 0;
    double sum = 0;
    double squares = 0;
    for (int day = 0; day < demand.days(); day++) {
      double units = demand.units()[day];
      if (demand.known()[day] && (units > 0 || start.week()[start.weekday(day)] > Start.CLOSED)) {
        open++;
        sales += units > 0 ? 1 : 0;
        sum += units;
        squares += units * units;
      }
    }
    if (sales < LEAST_SALE_DAYS) {
      return Kind.NONE;
    }
    double mean = sum / sales;
    boolean even = (squares / sales - mean * mean) / (mean * mean) < EVEN;
    boolean often = (double) open / sales < OFTEN;
    if (often) {
      return even ? Kind.SMOOTH : Kind.ERRATIC;
    }
    return even ? Kind.INTERMITTENT : Kind.LUMPY;
  }
}

package dev.onepool.core.internal.planning;

import dev.onepool.ChannelId;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast.Outlier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One series of what would have been asked for in all, had everything been open: the minimum of "unconstrained demand" (formulas
 * 6.1): units sold by time in stock, for each channel. A channel that was closed is made up for by its usual part of the whole; a
 * day on which less than half of the usual demand could be seen is not known.
 *
 * @param firstDay the day that has number 0
 * @param units units/day; 0 where not known
 * @param known whether the day says anything
 * @param censored how many days are not known
 * @param scaled how many days were made up for in part
 */
record TotalDemand(LocalDate firstDay, double[] units, boolean[] known, int censored, int scaled) {

  /** A channel's day counts if it was open at least so much of it. */
  private static final double LEAST_OPEN = 0.5;

  /** A day counts if at least so much of usual demand could be seen. */
  private static final double LEAST_SEEN = 0.5;

  private static final int LEAST_SALE_DAYS = 8;

  /** Four robust standard deviations of the logarithm: about one day in 30,000 of a log-normal demand. */
  private static final double OUTLIER_DEVIATIONS = 4;
  private static final double MAD_TO_DEVIATION = 1.4826;
  private static final double LEAST_DEVIATION = 0.25;

  static TotalDemand of(DemandHistory history) {
    int days = history.days();
    List<ChannelId> channels = List.copyOf(history.channels());
    double[] rates = rates(history, channels);
    double allRates = Arrays.stream(rates).sum();
    double[] units = new double[days];
    boolean[] known = new boolean[days];
    int scaled = 0;
    for (int day = 0; day < days; day++) {
      double seen = 0;
      double seenRate = 0;
      boolean any = false;
      boolean part = false;
      for (int c = 0; c < channels.size(); c++) {
        double open = history.open(channels.get(c), day);
        if (open >= LEAST_OPEN) {
          any = true;
          seen += history.units(channels.get(c), day) / open;
          seenRate += rates[c];
        }
        part |= open < 1;
      }
      known[day] = any && seenRate >= LEAST_SEEN * allRates;
      units[day] = !known[day] ? 0 : seenRate > 0 ? seen * allRates / seenRate : seen;
      scaled += known[day] && part ? 1 : 0;
    }
    return new TotalDemand(history.firstDay(), units, known, days - count(known, days), scaled);
  }

  /** Returns each channel's units by day in stock. */
  private static double[] rates(DemandHistory history, List<ChannelId> channels) {
    double[] rates = new double[channels.size()];
    for (int c = 0; c < rates.length; c++) {
      double sold = 0;
      double open = 0;
      for (int day = 0; day < history.days(); day++) {
        double share = history.open(channels.get(c), day);
        if (share >= LEAST_OPEN) {
          sold += history.units(channels.get(c), day);
          open += share;
        }
      }
      rates[c] = open > 0 ? sold / open : 0;
    }
    return rates;
  }

  int days() {
    return units.length;
  }

  int knownDays() {
    return count(known, known.length);
  }

  private static int count(boolean[] flags, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      count += flags[i] ? 1 : 0;
    }
    return count;
  }

  /** Returns the day of the week of a day, Monday 0. */
  int weekday(int day) {
    return (firstDay.getDayOfWeek().getValue() - 1 + day) % 7;
  }

  double sum() {
    return Arrays.stream(units).sum();
  }

  /** Returns the first days only. */
  TotalDemand first(int count) {
    boolean[] flags = Arrays.copyOf(known, count);
    return new TotalDemand(firstDay, Arrays.copyOf(units, count), flags, count - count(flags, count), scaled);
  }

  /**
   * Returns days with more units than is usual: beyond the median day with sales by four robust standard deviations of the
   * logarithm. Nothing is usual before there were {@value #LEAST_SALE_DAYS} days with sales.
   */
  List<Outlier> outliers() {
    double most = usualMost();
    List<Outlier> found = new ArrayList<>();
    for (int day = 0; day < units.length; day++) {
      if (units[day] > most) {
        found.add(new Outlier(firstDay.plusDays(day), units[day], most));
      }
    }
    return found;
  }

  /** Returns the same with no day beyond what is usual. */
  TotalDemand capped() {
    double most = usualMost();
    double[] lower = Arrays.stream(units).map(each -> Math.min(each, most)).toArray();
    return new TotalDemand(firstDay, lower, known, censored, scaled);
  }

  private double usualMost() {
    double[] logs = Arrays.stream(units).filter(each -> each > 0).map(Math::log).toArray();
    if (logs.length < LEAST_SALE_DAYS) {
      return Double.POSITIVE_INFINITY;
    }
    double median = Quantiles.median(logs);
    double deviation = MAD_TO_DEVIATION
        * Quantiles.median(Arrays.stream(logs).map(each -> Math.abs(each - median)).toArray());
    return Math.ceil(Math.exp(median + OUTLIER_DEVIATIONS * Math.max(deviation, LEAST_DEVIATION)));
  }
}

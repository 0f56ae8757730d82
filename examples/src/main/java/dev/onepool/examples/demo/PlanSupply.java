package dev.onepool.examples.demo;

import dev.onepool.ChannelId;
import dev.onepool.planning.Backtest;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.Planning;
import dev.onepool.planning.Replenishment;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What replenishing came to in a simulation: one pool for all channels, and one for each, on the same demand. Plans know the days
 * before the held-out ones. Demand is the forecast plus the error of a held-out day of the same day of the week, at random, never
 * below 0; each channel gets the part that it had on that day. Every week an order is placed that arrives a week later, so that an order
 * has to last for two weeks. A cycle without demand is one without a stock-out; a shelf that is empty at its end refused nobody.
 *
 * <p>Days that are drawn apart do not trend, as real weeks may. So the real fortnights among the held-out days are counted too.
 *
 * @param cycleService share of cycles in which the one pool did not run out
 * @param cycleServiceChannels share of cycles in which a channel's own pool did not run out
 * @param stockPooled mean units on hand at the end of a day in the one pool, over all SKUs
 * @param stockPerChannel the same in all channels' own pools together
 * @param cycles how many cycles of the one pool there were
 * @param realFortnights share of real fortnights, one from every held-out week on, in which no more was sold than what the one pool
 *     would have been ordered up to on their eve
 */
record PlanSupply(double cycleService, double cycleServiceChannels, double stockPooled, double stockPerChannel, long cycles,
    double realFortnights) {

  static final double TARGET = 0.95;
  static final int LEAD_TIME_DAYS = 7;
  static final int REVIEW_DAYS = 7;
  private static final int DAYS = 52 * 7;

  /** Adds up over SKUs. */
  private record Sum(long cycles, long good, double stock) {
    static final Sum NONE = new Sum(0, 0, 0);

    Sum plus(Sum other) {
      return new Sum(cycles + other.cycles, good + other.good, stock + other.stock);
    }

    double service() {
      return cycles == 0 ? 1 : (double) good / cycles;
    }
  }

  static PlanSupply simulate(Planning planning, List<DemandHistory> histories, List<Backtest> tests, LocalDate from, ForecastOptions options,
      long seed) {
    Sum pooled = Sum.NONE;
    Sum split = Sum.NONE;
    Sum real = Sum.NONE;
    for (int i = 0; i < histories.size(); i++) {
      DemandHistory history = histories.get(i);
      DemandHistory known = history.until(from);
      List<ChannelId> channels = List.copyOf(history.channels());
      Forecast forecast = planning.forecast(known, options).orElseThrow();
      double[][] demand = demand(history, channels, forecast, tests.get(i), new SplittableRandom(seed * 1_000_003 + i));
      pooled = pooled.plus(run(level(planning, forecast), demand[channels.size()]));
      real = real.plus(fortnights(planning, history, from, options));
      for (int c = 0; c < channels.size(); c++) {
        Forecast own = planning.forecast(known.of(channels.get(c)), options).orElseThrow();
        split = split.plus(run(level(planning, own), demand[c]));
      }
    }
    return new PlanSupply(pooled.service(), split.service(), pooled.stock / DAYS, split.stock / DAYS, pooled.cycles,
        real.service());
  }

  private static Sum fortnights(Planning planning, DemandHistory history, LocalDate from, ForecastOptions options) {
    long fortnights = 0;
    long good = 0;
    for (LocalDate day = from; !day.plusDays(LEAD_TIME_DAYS + REVIEW_DAYS).isAfter(history.end()); day = day.plusDays(REVIEW_DAYS)) {
      int first = (int) ChronoUnit.DAYS.between(history.firstDay(), day);
      long sold = IntStream.range(first, first + LEAD_TIME_DAYS + REVIEW_DAYS).mapToLong(history::units).sum();
      fortnights++;
      good += sold <= level(planning, planning.forecast(history.until(day), options).orElseThrow()) ? 1 : 0;
    }
    return new Sum(fortnights, good, 0);
  }

  private static double level(Planning planning, Forecast forecast) {
    return planning.replenish(Replenishment.of(forecast, new Replenishment.Stock(0, 0, 0)).withLeadTime(LEAD_TIME_DAYS, 0)
        .withReview(REVIEW_DAYS, 0).withTarget(Replenishment.Target.cycleService(TARGET), Replenishment.Method.RESAMPLED))
        .orElseThrow().orderUpTo();
  }

  /** Returns a year of demand for each channel, and last in all. */
  private static double[][] demand(DemandHistory history, List<ChannelId> channels, Forecast forecast, Backtest test,
      SplittableRandom random) {
    Map<DayOfWeek, List<Backtest.Day>> heldOut = new EnumMap<>(DayOfWeek.class);
    test.days().forEach(day -> heldOut.computeIfAbsent(day.date().getDayOfWeek(), any -> new ArrayList<>()).add(day));
    double[][] demand = new double[channels.size() + 1][DAYS];
    for (int day = 0; day < DAYS; day++) {
      List<Backtest.Day> alike = heldOut.get(forecast.days().get(0).date().plusDays(day).getDayOfWeek());
      if (alike == null) {
        continue;
      }
      Backtest.Day drawn = alike.get(random.nextInt(alike.size()));
      double units = Math.max(0, Math.rint(forecast.mean(day) + drawn.actual() - drawn.mean()));
      demand[channels.size()][day] = units;
      int at = (int) ChronoUnit.DAYS.between(history.firstDay(), drawn.date());
      double sold = history.units(at);
      for (int c = 0; c < channels.size(); c++) {
        demand[c][day] = sold > 0 ? units * history.units(channels.get(c), at) / sold : units / channels.size();
      }
    }
    return demand;
  }

  /** Keeps a pool at a level for a year: ordered at the end of every seventh day, there before the day one lead time later begins. */
  private static Sum run(double level, double[] demand) {
    double net = level;
    double[] arriving = new double[DAYS + LEAD_TIME_DAYS + 2];
    double position = level;
    double stock = 0;
    long cycles = 0;
    long good = 0;
    boolean out = false;
    for (int day = 0; day < DAYS; day++) {
      net += arriving[day];
      net -= demand[day];
      position -= demand[day];
      out |= net < -1e-9;
      stock += Math.max(0, net);
      if (day % REVIEW_DAYS == REVIEW_DAYS - 1) {
        arriving[day + 1 + LEAD_TIME_DAYS] += level - position;
        position = level;
        // With a lead time of whole reviews, an order arrives when the next is placed: the cycle ends here. The first ones have a
        // full shelf and nothing on its way, and do not count.
        if (day >= LEAD_TIME_DAYS) {
          cycles++;
          good += out ? 0 : 1;
        }
        out = false;
      }
    }
    return new Sum(cycles, good, stock);
  }
}

package dev.onepool.core.internal.planning;

import dev.onepool.planning.DemandSpread;
import java.util.Arrays;

/**
 * One method's walk through a series, with what it came to: ratios of days to their forecast before an origin, and losses of
 * forecasts one to seven days ahead after it.
 */
final class Walk {

  /** How far ahead forecasts are judged, days. */
  static final int AHEAD = 7;

  private static final int LEAST_RATIOS = 20;

  /** Ratios of days with a smaller forecast than this say nothing, units/day. */
  private static final double LEAST_MEAN = 1e-6;

  private final Method method;
  private final TotalDemand demand;
  private final Start start;
  private final int origin;

  private double[] ratios = {};
  private int learned;

  private double loss;
  private double absolute;
  private int judged;

  /** @param origin forecasts made when the days before this one are known, and later ones, are judged */
  Walk(Method method, TotalDemand demand, Start start, int origin) {
    this.method = method;
    this.demand = demand;
    this.start = start;
    this.origin = origin;
  }

  Method method() {
    return method;
  }

  /** Learns the days before the origin, and how they differed from what was forecast for them. */
  Walk toOrigin() {
    double[] found = new double[origin];
    int count = 0;
    // What was forecast while nearly nothing was known is no measure of the method.
    int warm = Math.min(14, origin / 4);
    for (int day = 0; day < origin; day++) {
      if (day >= warm && demand.known()[day] && start.week()[start.weekday(day)] > Start.CLOSED) {
        double mean = method.mean(day, 1);
        if (mean > LEAST_MEAN) {
          found[count++] = demand.units()[day] / mean;
        }
      }
      method.learn(demand.units()[day], demand.known()[day], day);
    }
    learned = origin;
    ratios = Arrays.copyOf(found, count);
    return this;
  }

  /** Returns how days differ from their forecast, as seen before the origin. */
  DemandSpread spread() {
    boolean enough = ratios.length >= LEAST_RATIOS && Arrays.stream(ratios).sum() > 0;
    if (!enough) {
      return DemandSpread.POISSON.withLevelNews(method.levelNews());
    }
    return DemandSpread.of(ratios).withLevelNews(method.levelNews());
  }

  /** Judges forecasts from every origin on, while going on to learn. */
  Walk judge() {
    Pinball pinball = new Pinball(new Band(spread()));
    for (; learned < demand.days(); learned++) {
      int end = Math.min(AHEAD, demand.days() - learned);
      for (int ahead = 1; ahead <= end; ahead++) {
        int day = learned + ahead - 1;
        if (demand.known()[day]) {
          double mean = method.mean(day, ahead);
          pinball.add(mean, demand.units()[day]);
          absolute += Math.abs(demand.units()[day] - mean);
          judged++;
        }
      }
      method.learn(demand.units()[learned], demand.known()[learned], learned);
    }
    loss = pinball.mean();
    return this;
  }

  /** Returns the mean pinball loss, units/day; 0 if nothing was judged. */
  double pinball() {
    return loss;
  }

  /** Returns the mean absolute error of the means, units/day; 0 if nothing was judged. */
  double absoluteError() {
    return judged == 0 ? 0 : absolute / judged;
  }
}

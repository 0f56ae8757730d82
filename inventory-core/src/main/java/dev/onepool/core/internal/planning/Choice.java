package dev.onepool.core.internal.planning;

import dev.onepool.planning.Forecast.Score;
import dev.onepool.planning.WeeklyPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which method to take for a series: a rolling-origin backtest over its last weeks, with the simplest method taken of those that
 * come within 1 % of the best. Rejected: choosing by absolute errors, because on demand with many days of none they prefer zero.
 *
 * @param index the method's place in {@link Methods#all}
 * @param name its name
 * @param why in a sentence
 * @param scores all methods, best first; empty where there was no backtest
 */
record Choice(int index, String name, String why, List<Score> scores) {

  /** How many days are judged at most. */
  static final int MOST_JUDGED = 56;

  /** How many days must come before those that are judged. */
  static final int LEAST_LEARNED = 21;

  /** So much more than the least loss is as good as that. */
  private static final double AS_GOOD = 1.01;

  /**
   * The default stays unless its loss is so much larger than the least. The best of many on a few weeks is partly luck, and luck does
   * not last: where methods changed for 1 %, replenishment missed its target by 2.5 % on months held out.
   */
  private static final double CLEARLY_BETTER = 1.05;

  /** Chooses on the whole of a series. */
  static Choice of(TotalDemand demand, WeeklyPattern week) {
    int judged = Math.min(MOST_JUDGED, demand.days() / 3);
    int origin = demand.days() - judged;
    Start start = Start.of(demand, week);
    List<Supplier<Method>> methods = Methods.all(demand, start, origin);
    if (origin < LEAST_LEARNED || demand.first(origin).knownDays() < LEAST_LEARNED) {
      String name = methods.get(Methods.FALLBACK).get().name();
      return new Choice(Methods.FALLBACK, name, name + ": " + demand.knownDays() + " known days are too few for a backtest, which needs "
          + (LEAST_LEARNED * 3 / 2 + 1), List.of());
    }
    List<Walk> walks = new ArrayList<>();
    for (Supplier<Method> method : methods) {
      walks.add(new Walk(method.get(), demand, start, origin).toOrigin().judge());
    }
    return best(walks, scale(demand, origin), judged);
  }

  private static Choice best(List<Walk> walks, double scale, int judged) {
    // A naive method is there to be beaten: what rests on a single day may be 0 tomorrow, and its order would be 0 with it.
    double least = walks.stream().skip(Methods.FALLBACK).mapToDouble(Walk::pinball).min().orElseThrow();
    int chosen = Methods.DEFAULT;
    if (walks.get(chosen).pinball() > least * CLEARLY_BETTER) {
      chosen = Methods.FALLBACK;
      while (walks.get(chosen).pinball() > least * AS_GOOD) {
        chosen++;
      }
    }
    Walk best = walks.get(chosen);
    Walk naive = walks.get(Methods.SEASONAL_NAIVE);
    String why = String.format(Locale.ROOT, "%s: pinball loss %.3f units/day over forecasts of the last %d days, %s of %d methods (%.3f);"
        + " seasonal-naive %.3f", best.method().name(), best.pinball(), judged, chosen == Methods.DEFAULT
        ? "the default, within 5 % of the best" : "the simplest within 1 % of the best", walks.size(), least, naive.pinball());
    List<Score> scores = walks.stream()
        .map(walk -> new Score(walk.method().name(), walk.pinball(), ratio(walk.absoluteError(), scale)))
        .sorted(Comparator.comparingDouble(Score::pinball))
        .toList();
    return new Choice(chosen, best.method().name(), why, scores);
  }

  /** Returns the seasonal-naive method's mean absolute error one week ahead on the days before the origin, units/day. */
  static double scale(TotalDemand demand, int origin) {
    double sum = 0;
    int count = 0;
    for (int day = 7; day < origin; day++) {
      if (demand.known()[day] && demand.known()[day - 7]) {
        sum += Math.abs(demand.units()[day] - demand.units()[day - 7]);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Returns an error by the scale; null where that is 0. */
  static @Nullable Double ratio(double error, double scale) {
    return scale > 0 ? error / scale : null;
  }
}

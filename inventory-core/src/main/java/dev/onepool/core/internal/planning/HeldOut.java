package dev.onepool.core.internal.planning;

import dev.onepool.planning.Backtest;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.PlanningAnswer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How a forecast fares on days that it was not chosen on. Chosen, and its spread seen, on the days before; it goes on to learn. */
final class HeldOut {

  private final TotalDemand demand;
  private final Start start;
  private final Method method;
  private final Band band;
  private final int origin;
  private final double confidence;
  private final Pinball pinball;
  private final Method naive = new Naive.LastWeek();
  private final List<Backtest.Day> oneAhead = new ArrayList<>();

  private double error;
  private double naiveError;
  private double medianError;
  private int judged;
  private int within;
  private int open;
  private int openWithin;

  private HeldOut(TotalDemand demand, Start start, Method method, DemandSpread spread, int origin, double confidence) {
    this.demand = demand;
    this.start = start;
    this.method = method;
    this.band = new Band(spread);
    this.pinball = new Pinball(band);
    this.origin = origin;
    this.confidence = confidence;
  }

  static PlanningAnswer<Backtest> run(DemandHistory history, LocalDate from, ForecastOptions options) {
    Problems problems = Forecaster.check(history, options);
    long days = ChronoUnit.DAYS.between(history.firstDay(), from);
    if (days < 1 || days >= history.days()) {
      problems.add("held-out days must begin within the history, after its first day " + history.firstDay() + " and before " + history.end()
          + ", was " + from);
    }
    if (problems.any()) {
      return problems.refusal();
    }
    int origin = (int) days;
    // What a channel's usual part is, must not be known from the days that are judged; nor are those ever capped.
    TotalDemand before = TotalDemand.of(history.until(from));
    TotalDemand learned = options.capOutliers() ? before.capped() : before;
    TotalDemand all = TotalDemand.of(history);
    System.arraycopy(learned.units(), 0, all.units(), 0, origin);
    System.arraycopy(learned.known(), 0, all.known(), 0, origin);
    if (learned.knownDays() == 0) {
      problems.add(history.sku() + " could not be bought on any day before " + from + "; nothing can be learned from that");
      return problems.refusal();
    }
    Choice choice = Choice.of(learned, options.week());
    Start start = Start.of(learned, options.week());
    Walk walk = new Walk(Methods.all(learned, start, origin).get(choice.index()).get(), learned, start, origin).toOrigin();
    HeldOut test = new HeldOut(all, start, walk.method(), walk.spread(), origin, options.confidence());
    test.judge();
    return problems.answer(test.result(history, choice, Kinds.of(learned, start), Choice.scale(learned, origin)));
  }

  private void judge() {
    for (int day = 0; day < origin; day++) {
      naive.learn(demand.units()[day], demand.known()[day], day);
    }
    for (int next = origin; next < demand.days(); next++) {
      oneAhead.add(new Backtest.Day(demand.firstDay().plusDays(next), method.mean(next, 1), demand.units()[next]));
      int end = Math.min(Walk.AHEAD, demand.days() - next);
      for (int ahead = 1; ahead <= end; ahead++) {
        if (demand.known()[next + ahead - 1]) {
          judge(next + ahead - 1, ahead);
        }
      }
      method.learn(demand.units()[next], demand.known()[next], next);
      naive.learn(demand.units()[next], demand.known()[next], next);
    }
  }

  private void judge(int day, int ahead) {
    double mean = method.mean(day, ahead);
    double actual = demand.units()[day];
    double[] interval = band.interval(mean, confidence);
    boolean inside = actual >= interval[0] && actual <= interval[1];
    error += Math.abs(actual - mean);
    naiveError += Math.abs(actual - naive.mean(day, ahead));
    medianError += Math.abs(actual - band.quantile(mean, 0.5));
    pinball.add(mean, actual);
    judged++;
    within += inside ? 1 : 0;
    if (start.week()[start.weekday(day)] > Start.CLOSED) {
      open++;
      openWithin += inside ? 1 : 0;
    }
  }

  private Backtest result(DemandHistory history, Choice choice, Forecast.Kind kind, double scale) {
    int days = Math.max(1, judged);
    return new Backtest(history.sku(), kind, choice.name(), Choice.ratio(error / days, scale), Choice.ratio(naiveError / days, scale),
        Choice.ratio(medianError / days, scale), scale, pinball.mean(), (double) within / days, open == 0 ? 1 : (double) openWithin / open,
        oneAhead);
  }
}

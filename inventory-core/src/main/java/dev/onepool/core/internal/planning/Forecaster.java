package dev.onepool.core.internal.planning;

import dev.onepool.Sku;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.WeeklyPattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** From a history to a forecast. */
final class Forecaster {

  /** From so few days on nobody can say how days differ. */
  private static final int FEW_DAYS = 14;

  private Forecaster() {}

  static PlanningAnswer<Forecast> forecast(DemandHistory history, ForecastOptions options) {
    Problems problems = check(history, options);
    if (problems.any()) {
      return problems.refusal();
    }
    TotalDemand seen = TotalDemand.of(history);
    if (seen.knownDays() == 0) {
      problems.add(history.sku() + " has " + history.days() + " days of history, and on none of them could it be bought for half the day;"
          + " nothing can be learned from that");
      return problems.refusal();
    }
    tell(problems, history.sku(), seen);
    TotalDemand demand = options.capOutliers() ? seen.capped() : seen;
    Choice choice = Choice.of(demand, options.week());
    Start start = Start.of(demand, options.week());
    Method method = Methods.all(demand, start, demand.days()).get(choice.index()).get();
    Walk walk = new Walk(method, demand, start, demand.days()).toOrigin();
    DemandSpread spread = walk.spread();
    if (spread.poisson()) {
      problems.assume(history.sku() + ": too little was sold to see how days differ; they are taken as Poisson");
    }
    return problems.answer(new Forecast(history.sku(), Kinds.of(demand, start), choice.name(), choice.why(),
        days(walk.method(), demand, spread, options), spread, choice.scores(), seen.outliers()));
  }

  private static List<Forecast.Day> days(Method method, TotalDemand demand, DemandSpread spread, ForecastOptions options) {
    Band band = new Band(spread);
    List<Forecast.Day> days = new ArrayList<>(options.horizonDays());
    LocalDate first = demand.firstDay().plusDays(demand.days());
    for (int ahead = 1; ahead <= options.horizonDays(); ahead++) {
      double mean = method.mean(demand.days() + ahead - 1, ahead);
      double[] interval = band.interval(mean, options.confidence());
      days.add(new Forecast.Day(first.plusDays(ahead - 1), mean, interval[0], interval[1]));
    }
    return days;
  }

  static Problems check(DemandHistory history, ForecastOptions options) {
    Problems problems = new Problems();
    if (history.days() == 0) {
      problems.add(history.sku() + " has no day of history; give it at least one, better 32");
    } else if (history.channels().isEmpty()) {
      problems.add(history.sku() + " has a history of " + history.days() + " days without any channel; name the channels it was offered on");
    }
    problems.share("the confidence of intervals", options.confidence());
    if (options.horizonDays() < 1 || options.horizonDays() > Problems.MOST_DAYS) {
      problems.add("the horizon must be 1 to " + (int) Problems.MOST_DAYS + " days, was " + options.horizonDays());
    }
    return problems;
  }

  private static void tell(Problems problems, Sku sku, TotalDemand demand) {
    if (demand.censored() > 0) {
      problems.assume(sku + ": " + demand.censored() + " of " + demand.days() + " days are left out, because it could not be bought");
    }
    if (demand.scaled() > 0) {
      problems.assume(sku + ": " + demand.scaled() + " days on which it could be bought in part are scaled up by usual demand");
    }
    if (demand.knownDays() < FEW_DAYS) {
      problems.assume(sku + ": only " + demand.knownDays() + " known days; the forecast is little more than their mean");
    }
    if (demand.sum() == 0) {
      // The rule of three: with nothing seen in n days, the rate is below 3/n with a confidence of 95 %.
      problems.assume(sku + ": nothing was sold on " + demand.knownDays() + " known days; the forecast is 0, and with a confidence of 95 %"
          + " demand comes on fewer than one day in " + Problems.number(Math.max(1, demand.knownDays() / 3.0)));
    }
  }

  /** Returns how the week falls on its days over all histories; flat where nothing was sold. */
  static WeeklyPattern weeklyPattern(Collection<DemandHistory> histories) {
    double[] sums = new double[7];
    double[] counts = new double[7];
    for (DemandHistory history : histories) {
      TotalDemand demand = TotalDemand.of(history);
      for (int day = 0; day < demand.days(); day++) {
        if (demand.known()[day]) {
          sums[demand.weekday(day)] += demand.units()[day];
          counts[demand.weekday(day)]++;
        }
      }
    }
    double total = 0;
    for (int i = 0; i < 7; i++) {
      sums[i] = counts[i] > 0 ? sums[i] / counts[i] : 0;
      total += sums[i];
    }
    if (total == 0) {
      return WeeklyPattern.FLAT;
    }
    List<Double> factors = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      factors.add(7 * sums[i] / total);
    }
    return new WeeklyPattern(factors);
  }
}

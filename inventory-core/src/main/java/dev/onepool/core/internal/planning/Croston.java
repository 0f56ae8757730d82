package dev.onepool.core.internal.planning;

import java.util.Locale;

/**
 * Croston's method for demand that comes seldom, with the correction by {@code 1 - alpha / 2} of Syntetos and Boylan (2005,
 * International Journal of Forecasting 21). Size of a sale and time between sales are smoothed apart; time is counted in mean
 * days of the week.
 */
final class Croston implements Method {

  private final Start start;
  private final double alpha;
  private double size;
  private double interval;
  private double since;
  private boolean sold;

  Croston(Start start, double alpha) {
    this.start = start;
    this.alpha = alpha;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "Croston-SBA, alpha %.2f", alpha);
  }

  @Override
  public double levelNews() {
    // A level that is smoothed by alpha varies as the mean of (2 - alpha) / alpha news, of which there is one in an interval.
    double days = (2 - alpha) / alpha * Math.max(1, interval);
    return 2 / (days + 1);
  }

  @Override
  public void learn(double units, boolean known, int day) {
    if (!known) {
      return;
    }
    since += start.week()[start.weekday(day)];
    if (units <= 0) {
      return;
    }
    double gap = Math.max(since, Start.CLOSED);
    size = sold ? size + alpha * (units - size) : units;
    interval = sold ? interval + alpha * (gap - interval) : gap;
    since = 0;
    sold = true;
  }

  @Override
  public double mean(int day, int ahead) {
    double perDay = sold ? (1 - alpha / 2) * size / interval : start.level();
    return perDay * start.week()[start.weekday(day)];
  }
}

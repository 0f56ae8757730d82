package dev.onepool.core.internal.planning;

import java.util.Locale;

/**
 * Exponential smoothing of level, damped trend and week, the week multiplying (Holt 1957; Winters 1960, Management Science 6;
 * Gardner and McKenzie 1985, Management Science 31).
 *
 * <p>A day of the week with little business moves the level little: its weight is {@code 1 - (1 - alpha)^factor}.
 */
final class Winters implements Method {

  private static final double DAMPING = 0.97;

  private final String name;
  private final Start start;
  private final double alpha;
  private final double beta;
  private final double gamma;
  private final double[] week;
  private final double[] weights = new double[7];
  private double level;
  private double trend;

  /**
   * Makes a method.
   *
   * @param alpha how much of a day's news goes into the level, 0 to 1
   * @param beta how much of the level's news goes into the trend; 0 for no trend
   * @param gamma how much of a day's news goes into its day of the week; 0 for a week that stays
   */
  Winters(String what, Start start, double alpha, double beta, double gamma) {
    this.name = String.format(Locale.ROOT, "%s, alpha %.2f", what, alpha);
    this.start = start;
    this.alpha = alpha;
    this.beta = beta;
    this.gamma = gamma;
    week = start.week().clone();
    level = start.level();
    for (int i = 0; i < 7; i++) {
      weights[i] = weight(i);
    }
  }

  private double weight(int weekday) {
    return 1 - Math.pow(1 - alpha, week[weekday]);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double levelNews() {
    return alpha;
  }

  @Override
  public void learn(double units, boolean known, int day) {
    int weekday = start.weekday(day);
    double expected = Math.max(0, level + DAMPING * trend);
    double next = expected;
    if (known && week[weekday] > Start.CLOSED) {
      next = expected + weights[weekday] * (units / week[weekday] - expected);
    }
    trend = DAMPING * trend + beta * (next - expected);
    level = next;
    if (gamma > 0 && known && level > 0) {
      week[weekday] += gamma * (Math.min(7, units / level) - week[weekday]);
      weights[weekday] = weight(weekday);
    }
  }

  @Override
  public double mean(int day, int ahead) {
    double rise = 0;
    if (beta > 0) {
      // DAMPING + DAMPING^2 + ... + DAMPING^ahead
      rise = trend * DAMPING * (1 - Math.pow(DAMPING, ahead)) / (1 - DAMPING);
    }
    return Math.max(0, level + rise) * week[start.weekday(day)];
  }
}

package dev.onepool.core.internal.planning;

import java.util.Locale;

/**
 * The method of Teunter, Syntetos and Babai (2011, European Journal of Operational Research 214) for demand that comes seldom and
 * may cease: the probability of a sale is smoothed on every day, its size on days with sales.
 */
final class Teunter implements Method {

  private final Start start;
  private final double alpha;
  private final double beta;
  private final double perOpenDay;
  private double probability;
  private double size;
  private int seen;

  Teunter(Start start, double alpha, double beta) {
    this.start = start;
    this.alpha = alpha;
    this.beta = beta;
    double open = 0;
    for (double factor : start.week()) {
      open += factor > Start.CLOSED ? 1 : 0;
    }
    perOpenDay = open / 7;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "TSB, alpha %.2f, beta %.2f", alpha, beta);
  }

  @Override
  public double levelNews() {
    return beta;
  }

  @Override
  public void learn(double units, boolean known, int day) {
    if (!known || start.week()[start.weekday(day)] <= Start.CLOSED) {
      return;
    }
    seen++;
    // The mean of the first days, until smoothing would look further back than there are days.
    double step = Math.max(beta, 1.0 / seen);
    probability += step * ((units > 0 ? 1 : 0) - probability);
    if (units > 0) {
      size = size == 0 ? units : size + alpha * (units - size);
    }
  }

  @Override
  public double mean(int day, int ahead) {
    double perDay = seen == 0 ? start.level() : probability * size * perOpenDay;
    return perDay * start.week()[start.weekday(day)];
  }
}

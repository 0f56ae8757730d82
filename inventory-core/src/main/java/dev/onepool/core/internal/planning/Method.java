package dev.onepool.core.internal.planning;

/**
 * A forecasting method while it walks through a series: told day after day, it can say at any time what the next ones will bring.
 * So one walk gives the forecasts of every origin of a backtest. Not thread-safe.
 */
interface Method {

  /** Returns the method's name with its parameters. */
  String name();

  /** Takes in the next day. */
  void learn(double units, boolean known, int day);

  /**
   * Returns the mean of a day, units/day, 0 or more.
   *
   * @param day its number
   * @param ahead 1 for the day after the last that was learned
   */
  double mean(int day, int ahead);

  /**
   * Returns the share of a mean day's news that goes into the level, 0 to 1: the alpha of exponential smoothing, or that of the
   * exponential smoothing whose level varies as much.
   */
  double levelNews();
}

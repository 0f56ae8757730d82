package dev.onepool.core.internal.sync;

import java.util.Collection;

/**
 * How many order lines may come in on other channels between a sale and the moment when every channel shows what it left.
 *
 * <p>Demand comes in clusters: buyers shop in the same hours, and what sells sells again. So this is not Poisson's law of the
 * mean rate, by which a buffer for 1 % oversold 2.3 % of the SKUs of a real shop, but a chance that there is a line at all, and
 * a chance that there is a further one, both measured (see {@link Clustering}).
 *
 * @param another the chance that another channel sells a line; from 0 to 1
 * @param again the chance of one more, given one; from 0 to less than 1
 */
record LoopDemand(double another, double again) {

  /** No more is reckoned with at once. */
  private static final int MOST_LINES = 64;
  private static final int STEPS = 200;

  /** Returns the chance that at least so many lines come in. */
  double atLeast(int lines) {
    return lines <= 0 ? 1 : another * Math.pow(again, lines - 1.0);
  }

  /**
   * Returns how many channels to reckon with as selling at once, the first sale's included, so that more of them are no likelier
   * than this.
   *
   * @param chance greater than 0
   * @param channels how many there are; the answer is from 1 to this
   */
  int buyers(double chance, int channels) {
    int buyers = 1;
    while (buyers < channels && atLeast(buyers) > chance) {
      buyers++;
    }
    return Math.max(1, buyers);
  }

  /**
   * Returns the fewest units that what comes in exceeds no likelier than this: the lines' number and their sizes together,
   * whole lines, so that what overshoots counts.
   *
   * @param chance greater than 0
   * @param sizes units of lines, each as likely as the other; one unit where none is known
   */
  long units(double chance, Collection<Long> sizes) {
    if (another <= chance) {
      return 0;
    }
    long[] lines = sizes.isEmpty() ? new long[] {1} : sizes.stream().mapToLong(Long::longValue).toArray();
    long largest = 1;
    for (long line : lines) {
      largest = Math.max(largest, line);
    }
    int most = 1;
    while (most < MOST_LINES && atLeast(most + 1) > chance / 2) {
      most++;
    }
    // Sizes are counted in steps, so that lines of thousands cost no more than lines of ones.
    long step = Math.max(1, largest / STEPS);
    double[] sums = {1};
    double[] total = {1 - another};
    for (int count = 1; count <= most; count++) {
      sums = plusOne(sums, lines, step);
      double share = atLeast(count) - (count == most ? 0 : atLeast(count + 1));
      total = mixed(total, sums, share);
    }
    double beyond = 0;
    int units = total.length - 1;
    while (units > 0 && beyond + total[units] <= chance) {
      beyond += total[units--];
    }
    return units * step;
  }

  private static double[] plusOne(double[] sums, long[] lines, long step) {
    int most = 0;
    for (long line : lines) {
      most = Math.max(most, steps(line, step));
    }
    double[] next = new double[sums.length + most];
    for (long line : lines) {
      int by = steps(line, step);
      for (int i = 0; i < sums.length; i++) {
        next[i + by] += sums[i] / lines.length;
      }
    }
    return next;
  }

  private static int steps(long line, long step) {
    return Math.toIntExact((line + step - 1) / step);
  }

  private static double[] mixed(double[] total, double[] sums, double share) {
    double[] mixed = java.util.Arrays.copyOf(total, Math.max(total.length, sums.length));
    for (int i = 0; i < sums.length; i++) {
      mixed[i] += share * sums[i];
    }
    return mixed;
  }
}

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
   * Returns the fewest units that what comes in exceeds no likelier than this: the lines' number and their sizes together.
   *
   * @param chance greater than 0
   * @param sizes units of lines, each as likely as the other; one unit where none is known
   */
  long units(double chance, Collection<Long> sizes) {
    double[] chances = new double[MOST_LINES + 1];
    chances[0] = 1 - another;
    for (int lines = 1; lines <= MOST_LINES; lines++) {
      chances[lines] = atLeast(lines) - (lines == MOST_LINES ? 0 : atLeast(lines + 1));
    }
    return new LineLaw(chances).units(chance, sizes);
  }
}

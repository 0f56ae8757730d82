package dev.onepool.core.internal.sync;

import java.util.Arrays;

/**
 * How often a sale is followed by one of the same SKU on another channel before it is known everywhere, as seen with this
 * seller, by how many lines are to be expected in that time.
 *
 * <p>Until much was seen, it says what a real shop showed: of 200,000 lines (UCI Online Retail, customers hashed to five
 * channels, 15 minutes) a part of {@code 0.02 + 4.5 x} was followed, {@code x} being the expected lines; and of those that
 * were, a part of {@code 0.12} more than of all by another. The first number is what clusters, the second what hours of the
 * day and days of the week do to a mean.
 *
 * <p>Beside it stands how many lines come in on all channels, each in its own window, where that is counted.
 *
 * <p>Thread-safe. Nothing of it is kept over a restart: it learns quickly, and begins on the safe side.
 */
final class Clustering {

  /** How many lines the beginning counts for, in every class of rates. */
  private static final double FIRST_WEIGHT = 200;

  /** What is remembered at most of each class: older lines weigh less and less. */
  private static final double MOST = 20_000;

  private static final double ALONE = 0.02;
  private static final double PER_LINE = 4.5;
  private static final double AGAIN = 0.12;
  private static final double MOST_AGAIN = 0.95;

  /** Classes are powers of two of the expected lines, from 2^-12 on. */
  private static final int CLASSES = 24;
  private static final int LOWEST = -12;

  private final double[] lines = new double[CLASSES];
  private final double[] followed = new double[CLASSES];
  private final LineCounts unseen = new LineCounts();
  private double pairs;
  private double triples;

  /**
   * Takes note of a sale.
   *
   * @param expected lines to be expected in a loop; 0 or more
   * @param others how many other channels sold the SKU within the loop before
   */
  synchronized void sold(double expected, int others) {
    int at = classOf(expected);
    if (lines[at] >= MOST) {
      lines[at] /= 2;
      followed[at] /= 2;
    }
    lines[at]++;
    if (others > 0) {
      followed[at]++;
      if (pairs >= MOST) {
        pairs /= 2;
        triples /= 2;
      }
      pairs++;
      triples += others > 1 ? 1 : 0;
    }
  }

  /** Returns what to reckon with where so many lines are to be expected in a loop; 0 or more. */
  synchronized LoopDemand of(double expected) {
    int at = classOf(expected);
    double first = Math.min(1, ALONE + PER_LINE * expected);
    double another = (first * FIRST_WEIGHT + followed[at]) / (FIRST_WEIGHT + lines[at]);
    double firstAgain = AGAIN + first;
    double again = (firstAgain * FIRST_WEIGHT + triples) / (FIRST_WEIGHT + pairs);
    // Where more lines are expected than one, there are always some.
    double busy = expected / (1 + expected);
    return new LoopDemand(Math.min(1, another), Math.min(MOST_AGAIN, Math.max(again, busy)));
  }

  /**
   * Takes note of how many lines came in after a sale.
   *
   * @param expected lines to be expected on all channels, in the window of each
   * @param pair whether a single one came that makes a pair with the sale
   */
  synchronized void counted(double expected, int came, boolean pair) {
    unseen.counted(expected, came, pair);
  }

  /** Returns how many lines to reckon with where so many are to be expected on all channels, in the window of each. */
  synchronized LineLaw unseen(double expected) {
    return unseen.law(expected);
  }

  private static int classOf(double expected) {
    if (!(expected > 0)) {
      return 0;
    }
    return Math.max(0, Math.min(CLASSES - 1, (int) Math.floor(Math.log(expected) / Math.log(2)) - LOWEST));
  }

  @Override
  public synchronized String toString() {
    return "lines " + Arrays.stream(lines).sum() + ", followed by another channel's " + Arrays.stream(followed).sum();
  }
}

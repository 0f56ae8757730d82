package dev.onepool.core.internal.sync;

import org.jspecify.annotations.Nullable;

/**
 * How many lines come in after a sale on all channels, each in its own window, as counted with this seller by how many are to be
 * expected in those windows (see {@link UnseenLines}).
 *
 * <p>What is expected comes from a mean rate, which hours and days, luck and fashion make wrong, and lines come in clusters. So
 * no law is fitted: what is remembered is how often there was no line, one, two and so on where about as many were expected.
 * Classes are half powers of two, and what lies between two of them counts for both, by how near it is.
 *
 * <p>Until much was counted, it says what a real shop showed (see {@link Clustering}): a chance of {@code 0.02 + 4.5 x} that
 * there is a line, {@code x} being expected, and {@code 0.12} more than that, but at most a half, of a further
 * one after each; or as many as make a mean of {@code 4.5 x}, where that is more.
 *
 * <p>Not thread-safe. Nothing of it is kept over a restart.
 */
final class LineCounts {

  /** How many lines the beginning counts for. */
  private static final double FIRST_WEIGHT = 50;

  /** What is remembered at most of each class: older lines weigh less and less. */
  private static final double MOST = 20_000;

  private static final double ALONE = 0.02;
  private static final double AGAIN = 0.12;
  private static final double PER_LINE = 4.5;
  private static final double MOST_AGAIN = 0.5;

  /** What is less likely is not told apart. */
  private static final double LEAST = 1e-9;

  private static final int PER_OCTAVE = 2;
  private static final int CLASSES = 48;
  private static final int LOWEST = -12;

  private final double[][] counts = new double[CLASSES + 1][];
  private final double[] pairs = new double[CLASSES + 1];
  private final double[] weights = new double[CLASSES + 1];

  /**
   * Takes note of what came in after a sale.
   *
   * @param expected lines to be expected in the windows of all channels; 0 or more
   * @param lines how many came
   * @param pair whether a single one did that makes a pair with the sale
   */
  void counted(double expected, int lines, boolean pair) {
    double at = classOf(expected);
    int lower = (int) at;
    add(lower, lines, pair, 1 - (at - lower));
    add(lower + 1, lines, pair, at - lower);
  }

  private void add(int index, int lines, boolean pair, double weight) {
    int at = pair ? 0 : Math.min(lines, LineLaw.MOST_LINES + 1);
    double[] known = counts[index];
    if (known == null || known.length <= at) {
      known = known == null ? new double[at + 1] : java.util.Arrays.copyOf(known, at + 1);
      counts[index] = known;
    }
    if (pair) {
      pairs[index] += weight;
    } else {
      known[at] += weight;
    }
    weights[index] += weight;
    if (weights[index] > MOST) {
      weights[index] /= 2;
      pairs[index] /= 2;
      for (int i = 0; i < known.length; i++) {
        known[i] /= 2;
      }
    }
  }

  /** Returns what to reckon with where so many lines are to be expected; 0 or more. */
  LineLaw law(double expected) {
    double at = classOf(expected);
    int lower = (int) at;
    double upperPart = at - lower;
    double seen = (1 - upperPart) * weights[lower] + upperPart * weights[lower + 1];
    double[] chances = first(expected);
    for (int i = 0; i < chances.length; i++) {
      chances[i] *= FIRST_WEIGHT / (FIRST_WEIGHT + seen);
    }
    chances = plus(chances, counts[lower], (1 - upperPart) / (FIRST_WEIGHT + seen));
    chances = plus(chances, counts[lower + 1], upperPart / (FIRST_WEIGHT + seen));
    double pair = (1 - upperPart) * pairs[lower] + upperPart * pairs[lower + 1];
    return new LineLaw(chances, pair / (FIRST_WEIGHT + seen));
  }

  private static double[] plus(double[] chances, double @Nullable [] counts, double weight) {
    if (counts == null) {
      return chances;
    }
    double[] sum = java.util.Arrays.copyOf(chances, Math.max(chances.length, counts.length));
    for (int i = 0; i < counts.length; i++) {
      sum[i] += weight * counts[i];
    }
    return sum;
  }

  private static double[] first(double expected) {
    double another = Math.min(1, ALONE + PER_LINE * expected);
    // That shop had no SKU of which many lines were expected: then as many more as the mean says.
    double busy = PER_LINE * expected / (1 + PER_LINE * expected);
    double again = Math.max(Math.min(MOST_AGAIN, AGAIN + another), busy);
    int most = (int) Math.min(LineLaw.MOST_LINES, Math.ceil(1 + Math.log(LEAST / another) / Math.log(again)));
    double[] chances = new double[most + 1];
    chances[0] = 1 - another;
    double more = another;
    for (int i = 1; i <= most; i++) {
      chances[i] = more * (1 - again);
      more *= again;
    }
    return chances;
  }

  private static double classOf(double expected) {
    double at = expected > 0 ? PER_OCTAVE * (Math.log(expected) / Math.log(2) - LOWEST) : 0;
    return Math.max(0, Math.min(CLASSES - 1, at));
  }

  @Override
  public String toString() {
    return "lines counted " + java.util.Arrays.stream(weights).sum();
  }
}

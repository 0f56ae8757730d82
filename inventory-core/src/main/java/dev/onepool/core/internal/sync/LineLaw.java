package dev.onepool.core.internal.sync;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How likely each number of order lines is to come in unseen, and how many units that may come to. */
final class LineLaw {

  /** With more lines they are counted in groups, so that many cost no more than some. */
  private static final int MOST_GROUPS = 64;

  /**
   * Units are counted in steps, so that lines of thousands cost no more than lines of ones: at least so many, of which the answer
   * is beyond the first half unless the step is one unit. Sizes are rounded up to steps.
   */
  private static final int CELLS = 256;

  /** More lines than are likelier than this part of the chance are taken for too many. */
  private static final double IGNORED = 1 / 16.0;

  static final int MOST_LINES = 1_024;

  private final double[] chances;
  private final double pair;

  /**
   * Creates a law without pairs.
   *
   * @param chances of no line, of one, of two and so on; what is missing to 1 is the chance of more than that
   */
  LineLaw(double[] chances) {
    this(chances, 0);
  }

  /**
   * Creates a law.
   *
   * @param chances of no line, of one, of two and so on, pairs not counted; what is missing to 1 is the chance of more than that
   * @param pair of a single line that makes a pair with the sale before it (see {@link UnseenLines})
   */
  LineLaw(double[] chances, double pair) {
    this.chances = chances.clone();
    this.pair = pair;
  }

  /** Returns the chance of a pair. */
  double pair() {
    return pair;
  }

  /** Returns the chance of exactly so many lines, pairs not counted. */
  double chance(int lines) {
    return lines < chances.length ? chances[lines] : 0;
  }

  /** Returns how many lines come on average; a pair is one line more. */
  double mean() {
    double mean = pair + beyond() * chances.length;
    for (int i = 1; i < chances.length; i++) {
      mean += chances[i] * i;
    }
    return mean;
  }

  /** Returns the variance of the number of lines. */
  double variance() {
    double squares = pair + beyond() * chances.length * chances.length;
    for (int i = 1; i < chances.length; i++) {
      squares += chances[i] * i * i;
    }
    return Math.max(0, squares - mean() * mean());
  }

  /** Returns the chance of more lines than were told apart, which count as one more than those. */
  private double beyond() {
    return Math.max(0, 1 - pair - Arrays.stream(chances).sum());
  }

  /**
   * Returns the fewest units that what comes in exceeds no likelier than this: the number of lines and their sizes together.
   *
   * @param chance greater than 0
   * @param sizes units of lines, each as likely as the other; one unit where none is known
   * @return {@link Long#MAX_VALUE} where no number can be said
   */
  long units(double chance, Collection<Long> sizes) {
    if (1 - chances[0] <= chance) {
      return 0;
    }
    int most = lines(chance * IGNORED);
    if (most < 0) {
      return Long.MAX_VALUE;
    }
    int group = 1;
    while (most > group * MOST_GROUPS) {
      group *= 2;
    }
    double[] groups = grouped(most, group);
    TreeMap<Long, Double> lines = likelihoods(sizes);
    // A line has a step at least, so that at last the largest number of them fits.
    int cells = Math.max(CELLS, groups.length * group + 1);
    for (long step = 1;; step *= 2) {
      double[] beyond = pair > 0 ? pairs(lines, step, cells) : new double[cells];
      int cell = cell(chance, groups, sum(lines, step, group, cells), beyond);
      if (cell >= 0) {
        return cell * step;
      }
    }
  }

  /** Returns the fewest lines than which more are no likelier than this; -1 where so many were not told apart. */
  int lines(double chance) {
    double more = 1;
    for (int i = 0; i < Math.max(2, chances.length); i++) {
      more -= chance(i) + (i == 1 ? pair : 0);
      if (more <= chance) {
        return i <= MOST_LINES ? i : -1;
      }
    }
    return -1;
  }

  private double[] grouped(int most, int group) {
    double[] groups = new double[(most + group - 1) / group + 1];
    for (int i = 0; i <= most; i++) {
      groups[(i + group - 1) / group] += chance(i);
    }
    return groups;
  }

  private static TreeMap<Long, Double> likelihoods(Collection<Long> sizes) {
    TreeMap<Long, Double> lines = new TreeMap<>();
    sizes.forEach(size -> lines.merge(size, 1.0 / sizes.size(), Double::sum));
    if (lines.isEmpty()) {
      lines.put(1L, 1.0);
    }
    return lines;
  }

  /** Returns how likely each number of steps is for so many lines together; a power of two. */
  private static double[] sum(TreeMap<Long, Double> lines, long step, int group, int cells) {
    double[] sum = new double[cells];
    lines.forEach((size, chance) -> {
      long steps = (size + step - 1) / step;
      if (steps < cells) {
        sum[(int) steps] += chance;
      }
    });
    double[] all = sum;
    for (int count = 1; count < group; count *= 2) {
      all = plus(all, all);
    }
    return all;
  }

  /**
   * Returns how likely a pair oversells with each buffer. Both lines fit into what is shown, {@code r}, and together are more than
   * {@code r} and the buffer: so {@code r} is one of {@code min(one, other) - buffer} levels from the larger one on, and the stock
   * comes by each with a chance of at most one in the mean of the lines that fit. Those that do not fit are refused, and pass no
   * level.
   */
  private static double[] pairs(TreeMap<Long, Double> lines, long step, int cells) {
    TreeMap<Long, Double> unitsOfFitting = new TreeMap<>();
    double units = 0;
    for (Map.Entry<Long, Double> line : lines.entrySet()) {
      units += line.getKey() * line.getValue();
      unitsOfFitting.put(line.getKey(), units);
    }
    double[] beyond = new double[cells];
    lines.forEach((one, chance) -> lines.forEach((other, otherChance) -> {
      double each = chance * otherChance / unitsOfFitting.get(Math.max(one, other));
      for (int i = 0; i < cells && i * step < Math.min(one, other); i++) {
        beyond[i] += each * (Math.min(one, other) - i * step);
      }
    }));
    for (int i = 0; i < cells; i++) {
      beyond[i] = Math.min(1, beyond[i]);
    }
    return beyond;
  }

  /** Returns the fewest steps that are not exceeded but with this chance; -1 if there are not so many cells. */
  private int cell(double chance, double[] groups, double[] one, double[] pairBeyond) {
    double[] total = new double[one.length];
    double[] sums = new double[one.length];
    sums[0] = 1;
    for (int count = 0; count < groups.length; count++) {
      for (int i = 0; i < one.length; i++) {
        total[i] += groups[count] * sums[i];
      }
      sums = plus(sums, one);
    }
    double more = 1 - pair;
    for (int i = 0; i < one.length; i++) {
      more -= total[i];
      if (more + pair * pairBeyond[i] <= chance) {
        return i;
      }
    }
    return -1;
  }

  /** Returns how likely each sum is; those that have no cell are left out. */
  private static double[] plus(double[] one, double[] other) {
    int[] used = new int[one.length];
    int count = 0;
    for (int i = 0; i < one.length; i++) {
      if (other[i] > 0) {
        used[count++] = i;
      }
    }
    double[] sum = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      for (int k = 0; one[i] > 0 && k < count && i + used[k] < one.length; k++) {
        sum[i + used[k]] += one[i] * other[used[k]];
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return "lines " + Arrays.toString(chances);
  }
}

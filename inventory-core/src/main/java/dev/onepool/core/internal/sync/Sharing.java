package dev.onepool.core.internal.sync;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Divides units for buyers that come one after the other: what the largest few numbers come to together is not more than there
 * is. Pure.
 *
 * <p>Who shows everything everywhere oversells when two channels sell before either is known; who divides among all refuses
 * large orders that would have fitted. Between the two: if no more than {@code buyers} channels sell within a loop, nothing is
 * oversold, whatever they sell, as long as any {@code buyers} of the numbers sum to no more than there is. With one buyer
 * everybody shows everything (MIRROR); with as many as there are channels the numbers are a division (RIGHTS).
 *
 * <p>So the busiest channel gets what is left when all others show the same smaller number, which is chosen so that most of
 * the usual lines fit. And while there is much more than the others' lines come to, everybody shows all but those.
 */
final class Sharing {

  /** What a channel counts for that has sold nothing yet, beside 1 for all demand. */
  private static final double UNKNOWN_WEIGHT = 0.1;

  private Sharing() {}

  /**
   * Returns how many units each channel shows.
   *
   * @param units what there is; 0 or more
   * @param demand of each channel; 0 or more
   * @param lines units of recent lines of all channels
   * @param buyers how many channels may sell at once; at least 1
   * @param buffer units that all buyers but one seldom exceed together
   */
  static long[] show(long units, double[] demand, Collection<Long> lines, int buyers, long buffer) {
    long[] shown = new long[demand.length];
    if (units <= 0 || demand.length == 0) {
      return shown;
    }
    int busiest = 0;
    for (int i = 1; i < demand.length; i++) {
      busiest = demand[i] > demand[busiest] ? i : busiest;
    }
    int others = Math.min(buyers, demand.length) - 1;
    long each = others == 0 ? units : best(units, demand, busiest, lines, others);
    for (int i = 0; i < shown.length; i++) {
      long part = i == busiest ? units - others * each : each;
      shown[i] = Math.max(part, units - Math.max(buffer, others == 0 ? 0 : 1));
    }
    return shown;
  }

  /** Returns what every channel but the busiest shows, so that the most demand fits; of equals the largest. */
  private static long best(long units, double[] demand, int busiest, Collection<Long> lines, int others) {
    long most = units / (others + 1);
    double total = 0;
    for (double one : demand) {
      total += one;
    }
    double first = weight(demand[busiest], total);
    double rest = 0;
    for (int i = 0; i < demand.length; i++) {
      rest += i == busiest ? 0 : weight(demand[i], total);
    }
    TreeSet<Long> choices = new TreeSet<>();
    choices.add(0L);
    choices.add(most);
    lines.stream().filter(line -> line < most).forEach(choices::add);
    long best = most;
    double bestServed = -1;
    for (long choice : choices) {
      double served = first * fitting(lines, units - others * choice) + rest * fitting(lines, choice);
      if (served >= bestServed) {
        bestServed = served;
        best = choice;
      }
    }
    return best;
  }

  private static double weight(double demand, double total) {
    return (total > 0 ? demand / total : 0) + UNKNOWN_WEIGHT;
  }

  /** Returns the units of those lines that fit. */
  private static double fitting(Collection<Long> lines, long shown) {
    double sum = 0;
    for (long line : lines) {
      sum += line <= shown ? line : 0;
    }
    return sum;
  }

  /** Returns what the largest numbers, as many as there may be buyers, come to together. */
  static long atOnce(long[] shown, int buyers) {
    long[] sorted = shown.clone();
    java.util.Arrays.sort(sorted);
    long sum = 0;
    for (int i = 0; i < Math.min(buyers, sorted.length); i++) {
      sum = Math.addExact(sum, Math.max(0, sorted[sorted.length - 1 - i]));
    }
    return sum;
  }
}

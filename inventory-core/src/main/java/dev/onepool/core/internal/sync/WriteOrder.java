package dev.onepool.core.internal.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In which order the writes of a round go out, and how many go together. Pure.
 *
 * <p>The most dangerous number goes first: zeroes that take back units which were promised twice, other zeroes, what else
 * lowers, and of each kind what takes back most; every write is one item of a call, so that is also the most for a call. Then
 * what raises, the emptiest listing first. A number that lowers to more than zero goes after every zero, because it does harm
 * where it comes after more was sold than we know.
 */
final class WriteOrder {

  /** The most urgent first; the listing's key makes it the same order every time. */
  static final Comparator<PlannedWrite> MOST_URGENT_FIRST = Comparator
      .comparingInt(WriteOrder::kind)
      .thenComparing(Comparator.comparingLong(PlannedWrite::overdrawn).reversed())
      .thenComparing(WriteOrder::bySize)
      .thenComparing(write -> write.account().key());

  private WriteOrder() {}

  private static int kind(PlannedWrite write) {
    if (write.value() == 0) {
      return 0;
    }
    return write.lowers() ? 1 : 2;
  }

  private static int bySize(PlannedWrite one, PlannedWrite other) {
    return one.lowers()
        ? Long.compare(other.takesBack(), one.takesBack())
        : Double.compare(filled(one), filled(other));
  }

  private static double filled(PlannedWrite raise) {
    return (double) raise.account().exposure() / raise.value();
  }

  /** Returns the most urgent of these, in order. */
  static List<PlannedWrite> sorted(List<PlannedWrite> writes, int most) {
    List<PlannedWrite> sorted = new ArrayList<>(writes);
    sorted.sort(MOST_URGENT_FIRST);
    return sorted.size() <= most ? sorted : new ArrayList<>(sorted.subList(0, most));
  }

  /**
   * What a channel takes of one listing's writes in a call.
   *
   * @param usual how many a call should hold
   * @param bulkFrom from how many on it may hold more; 1 where that makes no difference
   * @param most how many it may hold
   */
  record Room(int usual, int bulkFrom, int most) {}

  /** Returns what a channel takes of a write. */
  interface Rooms {
    Room of(PlannedWrite write);
  }

  /**
   * Returns the size of the next call, as the strictest of its listings allows. What lowers and what raises share no bulk: the
   * channel may take its time over one, and what lowers is not made to wait for company.
   */
  static int next(List<PlannedWrite> sorted, int from, Rooms rooms) {
    int bulkFrom = rooms.of(sorted.get(from)).bulkFrom();
    if (bulkFrom > 1) {
      int bulk = size(sorted, from, alike(sorted, from), write -> rooms.of(write).most());
      if (bulk >= bulkFrom) {
        return bulk;
      }
    }
    return size(sorted, from, sorted.size(), write -> rooms.of(write).usual());
  }

  private static int alike(List<PlannedWrite> sorted, int from) {
    int to = from;
    while (to < sorted.size() && sorted.get(to).lowers() == sorted.get(from).lowers()) {
      to++;
    }
    return to;
  }

  private interface Limit {
    int of(PlannedWrite write);
  }

  private static int size(List<PlannedWrite> sorted, int from, int to, Limit limits) {
    int size = 0;
    int limit = Integer.MAX_VALUE;
    while (from + size < to) {
      int next = Math.min(limit, limits.of(sorted.get(from + size)));
      if (size + 1 > next && size > 0) {
        break;
      }
      limit = next;
      size++;
    }
    return size;
  }
}

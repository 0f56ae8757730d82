package dev.onepool.core.internal.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was available of one SKU at one location over time. */
final class Shelf {

  private static final double SECONDS_PER_DAY = 86_400;

  /** @param available units from this instant on */
  private record Step(Instant at, long available) {}

  private final List<Step> steps = new ArrayList<>();

  /** Notes what was available from an instant on; called in the order of the entries. */
  void holds(Instant at, long available) {
    int last = steps.size() - 1;
    // Entries of one transaction have one time; only the last of them was ever to be seen. Nor does more of the same tell anything.
    if (last >= 0 && steps.get(last).at().equals(at)) {
      steps.set(last, new Step(at, available));
    } else {
      steps.add(new Step(at, available));
    }
  }

  /**
   * Raises each day's open share to the part of the day on which more than the safety stock was available here. Before the first
   * step nothing was, on the day that it is on; of earlier days nothing is known, and they count as open.
   */
  void widen(double[] open, LocalDate first, long safetyStock) {
    if (steps.isEmpty()) {
      Arrays.fill(open, 1);
      return;
    }
    Instant start = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    double[] here = new double[open.length];
    int known = (int) Math.max(0, Math.min(open.length, Math.floor(days(start, steps.get(0).at()))));
    Arrays.fill(here, 0, known, 1);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).available() > safetyStock) {
        double to = i + 1 < steps.size() ? days(start, steps.get(i + 1).at()) : open.length;
        add(here, Math.max(0, days(start, steps.get(i).at())), Math.min(open.length, to));
      }
    }
    for (int day = 0; day < open.length; day++) {
      open[day] = Math.max(open[day], Math.min(1, here[day]));
    }
  }

  private static double days(Instant from, Instant to) {
    return (to.getEpochSecond() - from.getEpochSecond()) / SECONDS_PER_DAY;
  }

  private static void add(double[] here, double from, double to) {
    for (int day = (int) from; day < to; day++) {
      here[day] += Math.min(day + 1, to) - Math.max(day, from);
    }
  }
}

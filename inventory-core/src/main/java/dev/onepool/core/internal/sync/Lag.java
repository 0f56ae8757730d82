package dev.onepool.core.internal.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes on a channel, as a distribution that forgets. Not thread-safe.
 *
 * <p>Times are counted in classes that grow by a tenth each, from a second to about a year; an answer is the end of its class,
 * never less than what was seen.
 */
final class Lag {

  /** As many observations halve the weight of what was before. */
  private static final double FORGETTING = 500;

  /** With fewer, nothing is said. */
  private static final int FEWEST = 5;

  private static final int CLASSES = 182;
  private static final double GROWTH = 1.1;

  private final double[] counts = new double[CLASSES];
  private double weight = 1;
  private double total;
  private long seen;

  /** Takes note of a time; a negative one, from a clock that differs, counts as none. */
  void took(Duration time) {
    weight *= Math.pow(2, 1 / FORGETTING);
    counts[classOf(time)] += weight;
    total += weight;
    seen++;
    if (weight > 1e12) {
      for (int i = 0; i < CLASSES; i++) {
        counts[i] /= weight;
      }
      total /= weight;
      weight = 1;
    }
  }

  /**
   * Returns the time that this part of what was seen did not exceed; null while too little was seen.
   *
   * @param part from 0 to 1
   */
  @Nullable Duration quantile(double part) {
    if (seen < FEWEST) {
      return null;
    }
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += counts[i];
      if (sum >= total * part - 1e-9) {
        return end(i);
      }
    }
    return end(CLASSES - 1);
  }

  private static int classOf(Duration time) {
    double seconds = Math.max(0, time.toMillis() / 1_000.0);
    if (seconds <= 1) {
      return 0;
    }
    return Math.min(CLASSES - 1, (int) Math.ceil(Math.log(seconds) / Math.log(GROWTH) - 1e-9));
  }

  private static Duration end(int index) {
    return Duration.ofMillis((long) Math.ceil(1_000 * Math.pow(GROWTH, index)));
  }
}

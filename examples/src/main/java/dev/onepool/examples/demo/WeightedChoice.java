package dev.onepool.examples.demo;

import java.util.Arrays;
import java.util.Random;

/** Draws an index, each as often as its weight says. Immutable. */
final class WeightedChoice {

  private final double[] sums;

  /** Makes a choice among weights of 0 or more, not all 0. */
  WeightedChoice(double... weights) {
    sums = weights.clone();
    Arrays.parallelPrefix(sums, Double::sum);
  }

  /** Returns an index; one with weight 0 is never drawn. */
  int draw(Random random) {
    double target = random.nextDouble() * sums[sums.length - 1];
    int found = Arrays.binarySearch(sums, target);
    int index = found >= 0 ? found + 1 : -found - 1;
    while (sums[index] <= target) {
      index++;
    }
    return index;
  }
}

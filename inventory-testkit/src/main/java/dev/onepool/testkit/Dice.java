package dev.onepool.testkit;

import java.util.SplittableRandom;

/** What chance decides in a world besides which events come. */
final class Dice {

  private static final int LARGEST_LINE = 48;

  private SplittableRandom random;
  private final WorldPlan plan;

  Dice(SplittableRandom random, WorldPlan plan) {
    this.random = random;
    this.plan = plan;
  }

  /** Decides by this chance from now on. */
  void with(SplittableRandom other) {
    random = other;
  }

  /** Draws a line's size: mostly one, sometimes some dozens. */
  long ask() {
    if (plan.unitLines()) {
      return 1;
    }
    int drawn = random.nextInt(10);
    if (drawn < 6) {
      return 1;
    }
    return drawn < 9 ? 1 + random.nextInt(4) : 1 + Math.min(LARGEST_LINE - 1, drawn(12, 1));
  }

  /** Draws a part of these units: one, some or all. */
  long part(long units) {
    int drawn = random.nextInt(3);
    return drawn == 0 ? 1 : drawn == 1 ? units : 1 + random.nextLong(units);
  }

  long drawn(double mean) {
    return drawn(mean, plan.tick());
  }

  long drawn(double mean, long step) {
    return Math.round(-Math.log(1 - random.nextDouble()) * mean / step) * step;
  }
}

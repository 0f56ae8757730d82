package dev.onepool;

/** Whole percentages of whole units, rounded down; nothing overflows. */
final class Percent {

  private Percent() {}

  static long of(long units, int percent) {
    return units / 100 * percent + units % 100 * percent / 100;
  }
}

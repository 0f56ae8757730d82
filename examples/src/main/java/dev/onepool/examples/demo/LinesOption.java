package dev.onepool.examples.demo;

import java.util.Locale;

/** How lines are sold in a replay. */
enum LinesOption {
  /** Whole or not at all. */
  WHOLE,
  /** Buyers take what is shown. */
  UNITS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.onepool.architecture.planted.core;

import dev.onepool.architecture.planted.core.internal.reading.Remembered;

/** Planted: decides on what may be out of date. */
final class DecidesOnMemory {

  private DecidesOnMemory() {}

  static boolean enough(long units) {
    return Remembered.units() >= units;
  }
}

package dev.onepool.architecture.planted.core;

import dev.onepool.architecture.planted.testkit.Kit;

/** Planted: the engine knows its kit. */
final class SeesTheKit {

  private SeesTheKit() {}

  static Kit kit() {
    return new Kit();
  }
}

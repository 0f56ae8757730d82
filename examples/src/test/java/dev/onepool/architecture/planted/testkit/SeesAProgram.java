package dev.onepool.architecture.planted.testkit;

import dev.onepool.architecture.planted.examples.Program;

/** Planted: the kit knows an example. */
final class SeesAProgram {

  private SeesAProgram() {}

  static long run() {
    return Program.run();
  }
}

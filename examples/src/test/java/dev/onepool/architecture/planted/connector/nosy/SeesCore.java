package dev.onepool.architecture.planted.connector.nosy;

import dev.onepool.architecture.planted.core.Onepool;

/** Planted: a connector knows the engine. */
final class SeesCore {

  private SeesCore() {}

  static Onepool engine() {
    return new Onepool.Builder().build();
  }
}

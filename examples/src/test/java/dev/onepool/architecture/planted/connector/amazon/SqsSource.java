package dev.onepool.architecture.planted.connector.amazon;

import dev.onepool.architecture.planted.core.Onepool;

/** Planted: it may see the library of a queue, and sees the engine. */
final class SqsSource {

  private SqsSource() {}

  static Onepool engine() {
    return new Onepool.Builder().build();
  }
}

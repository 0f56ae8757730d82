package dev.onepool.architecture.planted.connector.amazon;

import dev.onepool.architecture.planted.core.Onepool;

final class Notifications {

  private Notifications() {}

  /** Planted: it may see the library of a queue, and sees the engine. */
  static final class SqsSource {

    private SqsSource() {}

    static Onepool engine() {
      return new Onepool.Builder().build();
    }
  }
}

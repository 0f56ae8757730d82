package dev.onepool.benchmarks.ledger;

/** Ends things that are of no more use, whatever they say. */
final class Quietly {

  private Quietly() {}

  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      System.err.println("could not close: " + e);
    }
  }
}

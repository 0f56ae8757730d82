package dev.onepool.testkit.contract;

/** Where a card is shown: tests run in a terminal or a build's log, and nobody asks a library for it there. */
final class Terminal {

  private Terminal() {}

  static void print(String text) {
    System.out.println(text);
  }
}

package dev.onepool.examples.demo;

/** Is told how far a piece of work has come. It may be told often; what shows it decides how often to show it. */
@FunctionalInterface
interface Progress {

  /** Shows nothing. */
  Progress NONE = (done, total) -> {};

  /**
   * Says how much is done.
   *
   * @param total of how much, or 0 where that is not known
   */
  void at(long done, long total);
}

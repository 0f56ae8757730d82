package dev.onepool.examples.demo;

/** A way to keep the numbers on five channels. */
interface Contender {

  /** Returns the key in the JSON, in lower case with underscores. */
  String name();

  /** Returns what it does, in a few words for a merchant. The default is the name. */
  default String title(Assumptions assumptions) {
    return name();
  }

  /** Sells the workload in a market of its own. May be called again, with the same result. */
  Outcome run(Workload workload, Progress progress);
}

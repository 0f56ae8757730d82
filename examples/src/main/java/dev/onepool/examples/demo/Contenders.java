package dev.onepool.examples.demo;

import java.util.List;

/** Who takes part. */
final class Contenders {

  private Contenders() {}

  /** Returns everybody, in the order of the table and of the JSON. */
  static List<Contender> all() {
    return List.of(independentFull(), independentSplit(), polling(), new OnepoolContender(), oracle());
  }

  /** Returns the shops that know nothing of each other and show everything. */
  static Contender independentFull() {
    return new Baseline("independent_full", assumptions -> "every shop its own full count", IndependentCounts::full);
  }

  /** Returns the shops that got a fifth of the stock each. */
  static Contender independentSplit() {
    return new Baseline("independent_split", assumptions -> "a fifth each", IndependentCounts::split);
  }

  /** Returns what sync tools do. */
  static Contender polling() {
    return new Baseline("polling",
        assumptions -> "one count, synced every " + Words.duration(assumptions.loop()), PolledCount::new);
  }

  /** Returns the most that could be sold. */
  static Contender oracle() {
    return new Baseline("oracle", assumptions -> "perfect knowledge", PerfectKnowledge::new);
  }
}

package dev.onepool.benchmarks.ledger;

import java.util.List;
import java.util.Map;

/**
 * What became of a contender in one mode and workload.
 *
 * @param status {@code measured}, or why not
 * @param connections the number that was best; 0 where the contender chooses by itself
 * @param median of the rounds with that many connections
 * @param errors over all rounds: refused, failed, unanswered
 * @param balanced whether the books say what the callers were told, and were flushed as often as that takes
 * @param findings what is wrong with the books, a sentence each
 * @param tried all numbers of connections, with the median of their rounds
 */
record Measured(String status, int connections, Round median, long errors, boolean balanced, List<String> findings,
    Map<Integer, Round> tried) {

  static final String MEASURED = "measured";

  private static final Round NOTHING = new Round(0, 0, 0);

  /** Returns what is said of a contender that could not be measured. */
  static Measured not(String why) {
    return new Measured(why, 0, NOTHING, 0, false, List.of(), Map.of());
  }

  boolean isMeasured() {
    return status.equals(MEASURED);
  }
}

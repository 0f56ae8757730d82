package dev.onepool.benchmarks.ledger;

import java.util.List;

/** One way to keep stock. */
interface Contender {

  /** Returns the name in reports. */
  String name();

  /** Returns the numbers of connections to try, of which the best counts; 0 where the contender chooses by itself. */
  List<Integer> connections(Mode mode);

  /** Begins from nothing: new tables, this stock. */
  void prepare(Catalogue catalogue) throws Exception;

  /** Gets ready to be measured. */
  Session open(Mode mode, int connections) throws Exception;

  /** Does the housekeeping that would otherwise fall into somebody's round. Called while no session is open. */
  void settle() throws Exception;

  /** Returns how often the contender's store has flushed its log so far; -1 where nobody can tell. */
  long flushes() throws Exception;

  /** Returns what the referee reads; only while no session is open. */
  Books books();

  /** Returns the columns and indexes of effect, entry and balance; empty where there is nothing to compare. */
  default List<String> tables() {
    return List.of();
  }

  /** Throws everything away. */
  void discard() throws Exception;
}

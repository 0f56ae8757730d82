package dev.onepool.benchmarks.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Where contenders meet: one kind of store on one disk. */
interface Arena extends AutoCloseable {

  /** Returns the store's name in options and reports. */
  String name();

  /** Makes an empty database. */
  Place fresh(String contender) throws SQLException;

  /** Throws a database away. */
  void drop(Place place) throws SQLException;

  /** Does the housekeeping that would otherwise fall into somebody's round. */
  void settle(Place place) throws SQLException;

  /** Returns how often the store has flushed its log so far; -1 where it does not say. */
  long flushes() throws SQLException;

  /** Returns everybody, in the order in which they are measured. */
  List<Contender> contenders();

  /** Returns what the store runs with. */
  Map<String, Object> settings();

  @Override
  void close();
}

package dev.onepool;

import java.util.List;
import java.util.Set;

/**
 * What happened in a seller's ledger, delivered to subscriptions at least once. A subscription is kept with the ledger: it
 * outlives the process, and another process may go on reading it. The engine calls nobody: the application reads, does its
 * work, and confirms. What was read and not confirmed is read again, so whoever reads must bear repetition.
 *
 * <p>An event is written in the transaction that it tells of: none is lost, and there is none of what was rolled back.
 *
 * <p>A change is guaranteed to be told if its call began after {@link #subscribe} returned, in whatever process; what was
 * under way then may or may not be told.
 *
 * <p>Events come in the order in which their transactions began to write: what a call did that had returned before another
 * began comes first. What happened at the same moment may come in either order. On PostgreSQL an event waits until every
 * transaction of the server that began to write earlier has ended, so a transaction that somebody leaves open holds up
 * delivery; and what happens in a transaction of the application stands where that transaction began to write.
 *
 * <p>What nobody reads is kept for ever, one row for each event, until its subscription confirms or ends: see {@link #lag}.
 * Where a seller has no subscription nothing is written.
 *
 * <p>Thread-safe. Two readers of one subscription at the same time get the same events. Names have 1 to 200 characters.
 * Every method throws {@link StoreException} where the database does not answer; all may be repeated.
 */
public interface Events {

  /** The most events that one call returns. */
  int MAX_LIMIT = 10_000;

  /** Subscribes to every kind that this version knows, as {@link #subscribe(String, Set)} does. */
  default void subscribe(String name) {
    subscribe(name, Set.of(EventKind.values()));
  }

  /**
   * Makes a subscription from now on. One that is there keeps its place and what waits of these kinds; it may get other kinds,
   * which are told from now on.
   *
   * @param kinds at least one
   */
  void subscribe(String name, Set<EventKind> kinds);

  /**
   * Returns the first events that are not confirmed, in order. Changes nothing.
   *
   * @param limit how many at most, 1 to {@value #MAX_LIMIT}
   * @throws IllegalArgumentException if there is no such subscription, or the limit is out of its range
   */
  List<Event> read(String name, int limit);

  /**
   * Confirms this event and all before it. Confirming again, or an earlier one, changes nothing.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  void confirm(String name, Event last);

  /** Ends a subscription, and removes what waited for it alone. Does nothing if there is none. */
  void unsubscribe(String name);

  /**
   * Returns how many events wait for confirmation. Counts them, so it takes time in proportion to their number.
   *
   * @throws IllegalArgumentException if there is no such subscription
   */
  long lag(String name);
}

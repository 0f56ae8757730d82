package dev.onepool.core.internal.store;

import dev.onepool.Event;
import dev.onepool.EventKind;
import dev.onepool.SellerId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The subscriptions of all sellers, and what waits for them; see {@link dev.onepool.Events}. Thread-safe. */
public interface EventLog {

  /** Makes a subscription from now on, or gives it other kinds. What is written after the return has its events. */
  void subscribe(SellerId seller, String name, Set<EventKind> kinds);

  /** Returns whether there is such a subscription. */
  boolean subscribed(SellerId seller, String name);

  /** Returns what is not confirmed, in order; nothing where there is no such subscription. */
  List<Event> read(SellerId seller, String name, int limit);

  /** Moves a subscription forward to an event, and removes what all have passed. */
  void confirm(SellerId seller, String name, long event);

  /** Ends a subscription. */
  void unsubscribe(SellerId seller, String name);

  /** Returns how many events are not confirmed; nothing where there is no such subscription. */
  OptionalLong lag(SellerId seller, String name);
}

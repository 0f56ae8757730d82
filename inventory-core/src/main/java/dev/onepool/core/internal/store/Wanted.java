package dev.onepool.core.internal.store;

import dev.onepool.EventKind;
import dev.onepool.SellerId;
import java.util.Map;
import java.util.Set;

/**
 * Which kinds of events subscriptions want.
 *
 * @param proof what to select, with the comma before it, so that a transaction fails where another process has changed the
 *     subscriptions since; empty where there is no other process
 */
record Wanted(Map<SellerId, Set<EventKind>> kinds, String proof) {

  Set<EventKind> of(SellerId seller) {
    return kinds.isEmpty() ? Set.of() : kinds.getOrDefault(seller, Set.of());
  }
}

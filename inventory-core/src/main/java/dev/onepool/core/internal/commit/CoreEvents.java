package dev.onepool.core.internal.commit;

import dev.onepool.Event;
import dev.onepool.EventKind;
import dev.onepool.Events;
import dev.onepool.SellerId;
import dev.onepool.core.internal.store.LedgerStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** One seller's subscriptions, as an application sees them. */
public final class CoreEvents implements Events {

  private static final int MAX_NAME = 200;

  private final SellerId seller;
  private final LedgerStore store;

  /** Makes one seller's subscriptions. */
  public CoreEvents(SellerId seller, LedgerStore store) {
    this.seller = seller;
    this.store = store;
  }

  @Override
  public void subscribe(String name, Set<EventKind> kinds) {
    check(name);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("subscription " + name + " must want at least one kind of event");
    }
    store.events().subscribe(seller, name, Set.copyOf(kinds));
  }

  private static void check(String name) {
    if (name.isBlank() || name.length() > MAX_NAME || !name.equals(name.strip())
        || name.chars().anyMatch(Character::isISOControl) || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("the name of a subscription must have 1 to " + MAX_NAME + " characters, no control"
          + " characters, no half ones, and no white space at either end: \"" + name + "\"");
    }
  }

  @Override
  public List<Event> read(String name, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
    }
    List<Event> events = store.events().read(seller, name, limit);
    if (events.isEmpty()) {
      require(name);
    }
    return events;
  }

  private void require(String name) {
    if (!store.events().subscribed(seller, name)) {
      throw unknown(name);
    }
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(seller + " has no subscription \"" + name + "\"; subscribe first");
  }

  @Override
  public void confirm(String name, Event last) {
    require(name);
    store.events().confirm(seller, name, last.id());
  }

  @Override
  public void unsubscribe(String name) {
    check(name);
    store.events().unsubscribe(seller, name);
  }

  @Override
  public long lag(String name) {
    return store.events().lag(seller, name).orElseThrow(() -> unknown(name));
  }
}

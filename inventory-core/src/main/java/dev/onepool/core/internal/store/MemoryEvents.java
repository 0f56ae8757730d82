package dev.onepool.core.internal.store;

import dev.onepool.Event;
import dev.onepool.EventKind;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Happened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Subscriptions and events in memory, under the lock of their store. */
final class MemoryEvents implements EventLog {

  private final Object lock;
  private final Map<SellerId, Book> books = new HashMap<>();

  MemoryEvents(Object lock) {
    this.lock = lock;
  }

  private static final class Subscription {
    private Set<EventKind> kinds = Set.of();
    private long passed;
  }

  private static final class Book {
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final TreeMap<Long, Event> events = new TreeMap<>();
    private long last;

    private List<Event> waiting(Subscription subscription) {
      return events.tailMap(subscription.passed, false).values().stream()
          .filter(event -> subscription.kinds.contains(event.kind())).toList();
    }

    private void remove() {
      long passed = subscriptions.values().stream()
          .mapToLong(one -> waiting(one).stream().mapToLong(event -> event.id() - 1).findFirst().orElse(last))
          .min().orElse(last);
      events.headMap(passed, true).clear();
    }
  }

  /** Forgets a seller, and returns how many subscriptions and events there were. */
  Map<String, Long> erase(SellerId seller) {
    synchronized (lock) {
      Book gone = books.remove(seller);
      return Map.of("subscription", gone == null ? 0L : (long) gone.subscriptions.size(),
          "event", gone == null ? 0L : (long) gone.events.size());
    }
  }

  private Book book(SellerId seller) {
    return books.computeIfAbsent(seller, any -> new Book());
  }

  private @Nullable Subscription find(SellerId seller, String name) {
    Book book = books.get(seller);
    return book == null ? null : book.subscriptions.get(name);
  }

  Set<EventKind> wanted(SellerId seller) {
    Book book = books.get(seller);
    if (book == null || book.subscriptions.isEmpty()) {
      return Set.of();
    }
    Set<EventKind> wanted = EnumSet.noneOf(EventKind.class);
    book.subscriptions.values().forEach(subscription -> wanted.addAll(subscription.kinds));
    return wanted;
  }

  void add(SellerId seller, List<Happened> happened, Instant now) {
    Book book = book(seller);
    for (Happened one : happened) {
      long id = ++book.last;
      book.events.put(id, new Event(
          id, now, one.kind(), one.subject(), Quantity.of(one.units()), one.dueBy(), one.message()));
    }
  }

  @Override
  public void subscribe(SellerId seller, String name, Set<EventKind> kinds) {
    synchronized (lock) {
      Book book = book(seller);
      book.subscriptions.computeIfAbsent(name, any -> {
        Subscription made = new Subscription();
        made.passed = book.last;
        return made;
      }).kinds = Set.copyOf(kinds);
    }
  }

  @Override
  public boolean subscribed(SellerId seller, String name) {
    synchronized (lock) {
      return find(seller, name) != null;
    }
  }

  @Override
  public List<Event> read(SellerId seller, String name, int limit) {
    synchronized (lock) {
      Subscription subscription = find(seller, name);
      return subscription == null ? List.of()
          : new ArrayList<>(book(seller).waiting(subscription)).stream().limit(limit).toList();
    }
  }

  @Override
  public void confirm(SellerId seller, String name, long event) {
    synchronized (lock) {
      Subscription subscription = find(seller, name);
      if (subscription != null) {
        subscription.passed = Math.max(subscription.passed, Math.min(event, book(seller).last));
        book(seller).remove();
      }
    }
  }

  @Override
  public void unsubscribe(SellerId seller, String name) {
    synchronized (lock) {
      book(seller).subscriptions.remove(name);
      book(seller).remove();
    }
  }

  @Override
  public OptionalLong lag(SellerId seller, String name) {
    synchronized (lock) {
      Subscription subscription = find(seller, name);
      return subscription == null ? OptionalLong.empty() : OptionalLong.of(book(seller).waiting(subscription).size());
    }
  }
}

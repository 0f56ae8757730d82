package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The orders of {@link RemoteBooks}. Guarded by its lock. */
final class BookOfOrders {

  /** An order as it stands, its lines in the order of placing, and how they are told. */
  private static final class Entry {
    final OrderId id;
    final Instant placedAt;
    final List<BookedOrder.Line> lines = new ArrayList<>();
    Instant updatedAt;
    boolean paid = true;
    boolean reversed;
    boolean spoiled;

    Entry(OrderId id, Instant at) {
      this.id = id;
      placedAt = at;
      updatedAt = at;
    }

    BookedOrder told() {
      List<BookedOrder.Line> told = new ArrayList<>(lines);
      if (reversed) {
        Collections.reverse(told);
      }
      if (spoiled) {
        told.add(lines.get(0));
      }
      return new BookedOrder(id, placedAt, updatedAt, paid, told);
    }
  }

  private final ManualClock clock;
  private final Map<OrderId, Entry> orders = new HashMap<>();

  BookOfOrders(ManualClock clock) {
    this.clock = clock;
  }

  OrderId add(Instant at, boolean paid, List<Sale> sales) {
    Entry entry = entry(at);
    entry.paid = paid;
    sales.forEach(sale -> add(entry, sale.listing(), sale.units(), sale.kind()));
    return entry.id;
  }

  OrderId addNameless(Instant at, long units) {
    Entry entry = entry(at);
    add(entry, null, units, Sale.Kind.SALE);
    return entry.id;
  }

  private Entry entry(Instant at) {
    OrderId id = OrderId.of("ORDER-" + (1_000 + orders.size()));
    Entry entry = new Entry(id, at);
    orders.put(id, entry);
    return entry;
  }

  private static void add(Entry entry, @Nullable ListingId listing, long units, Sale.Kind kind) {
    String line = entry.id + "-" + (entry.lines.size() + 1);
    entry.lines.add(new BookedOrder.Line(line, listing, units, 0, 0, 0, 0, 0, kind));
  }

  BookedOrder.Line line(OrderId order, int line) {
    return known(order).lines.get(line);
  }

  /** Changes a line, and notes that the order has changed now. */
  void change(OrderId order, int line, UnaryOperator<BookedOrder.Line> change) {
    Entry entry = known(order);
    entry.lines.set(line, change.apply(entry.lines.get(line)));
    entry.updatedAt = clock.instant();
  }

  void reverse(OrderId order) {
    Entry entry = known(order);
    entry.reversed = !entry.reversed;
    entry.updatedAt = clock.instant();
  }

  void spoil(OrderId order) {
    Entry entry = known(order);
    entry.spoiled = true;
    entry.updatedAt = clock.instant();
  }

  /** Returns the position of a line, from 0; -1 if there is none. */
  int position(OrderId order, String line) {
    List<BookedOrder.Line> lines = known(order).lines;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).id().equals(line)) {
        return i;
      }
    }
    return -1;
  }

  @Nullable BookedOrder find(OrderId order) {
    Entry entry = orders.get(order);
    return entry == null ? null : entry.told();
  }

  /** Returns orders changed at this instant or later, in the order of their last change. */
  List<BookedOrder> changedSince(Instant from) {
    return orders.values().stream()
        .filter(entry -> !entry.updatedAt.isBefore(from))
        .map(Entry::told)
        .sorted(Comparator.comparing(BookedOrder::updatedAt).thenComparing(BookedOrder::order))
        .toList();
  }

  private Entry known(OrderId order) {
    Entry entry = orders.get(order);
    if (entry == null) {
      throw new IllegalArgumentException("no order " + order);
    }
    return entry;
  }
}

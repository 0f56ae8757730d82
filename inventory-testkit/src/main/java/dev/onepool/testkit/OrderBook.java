package dev.onepool.testkit;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** All orders of a marketplace that are open, and the latest of the closed ones; every change goes into the feed. */
final class OrderBook {

  /** How many closed orders are kept for returns and for a reader that starts anew. */
  static final int CLOSED_KEPT = 10_000;

  private final Map<String, SimulatedOrder> orders = new HashMap<>();
  private final Deque<SimulatedOrder> closed = new ArrayDeque<>();
  private final OrderFeed feed;
  private final MarketplaceTime time;
  private final Delay lag;
  private final FaultCounts counts;
  private final SplittableRandom random;
  private long sequence;

  OrderBook(SimulatedMarketplaceBuilder traits, MarketplaceTime time, FaultCounts counts, SplittableRandom random) {
    this.time = time;
    this.counts = counts;
    this.random = random;
    lag = traits.orderLag;
    feed = new OrderFeed(traits.faults, time, counts, random.split());
  }

  void misbehave(Faults other) {
    feed.misbehave(other);
  }

  /**
   * Adds a new line to an order, which is placed now if there is none of this name. What is refused changes nothing.
   */
  void add(String order, String line, ListingId listing, long quantity, boolean drewFromShown, long now) {
    OrderSnapshot.Line added =
        new OrderSnapshot.Line(LineId.of(line), listing, quantity, 0, 0, 0, 0, drewFromShown);
    SimulatedOrder target = orders.get(order);
    if (target == null) {
      target = new SimulatedOrder(OrderId.of(order), time.stamp(now));
      orders.put(order, target);
    } else {
      target.requireRoomFor(line);
    }
    target.add(added);
    changed(target, now);
  }

  /** Takes open units off a line and returns the line as it is then. */
  OrderSnapshot.Line cancel(String order, String line, long quantity, long now) {
    return change(order, line, 0, quantity, 0, now);
  }

  /** Ships open units of a line. */
  void ship(String order, String line, long quantity, long now) {
    change(order, line, quantity, 0, 0, now);
  }

  /** Takes shipped units back. */
  void returned(String order, String line, long quantity, long now) {
    change(order, line, 0, 0, quantity, now);
  }

  /** Returns the units of a line that are neither shipped nor cancelled. */
  long open(String order, String line) {
    SimulatedOrder known = known(order);
    return SimulatedOrder.open(known.line(index(known, line)));
  }

  OrderPage page(@Nullable String cursor, int limit, long now) {
    return feed.page(cursor, limit, now, orders.values());
  }

  private OrderSnapshot.Line change(String order, String line, long ship, long cancel, long giveBack, long now) {
    SimulatedOrder target = known(order);
    int index = index(target, line);
    OrderSnapshot.Line old = target.line(index);
    // The record refuses numbers that cannot be, such as more shipped than ordered.
    OrderSnapshot.Line changed = new OrderSnapshot.Line(old.line(), old.listing(), old.ordered(),
        Math.addExact(old.cancelled(), cancel), Math.addExact(old.shipped(), ship),
        Math.addExact(old.returned(), giveBack), old.restocked(), old.drewFromShown());
    boolean wasClosed = target.closed();
    target.set(index, changed);
    changed(target, now);
    if (!wasClosed && target.closed()) {
      close(target);
    }
    return changed;
  }

  private void changed(SimulatedOrder order, long now) {
    long delay = lag.draw(random);
    if (delay > 0) {
      counts.add(Fault.ORDER_LAG);
    }
    feed.add(order, order.snapshot(time.stamp(now), ++sequence), now + delay);
  }

  private void close(SimulatedOrder order) {
    closed.add(order);
    if (closed.size() > CLOSED_KEPT) {
      SimulatedOrder oldest = closed.remove();
      if (oldest.closed()) {
        orders.remove(oldest.id(), oldest);
      }
    }
  }

  private SimulatedOrder known(String order) {
    SimulatedOrder known = orders.get(order);
    if (known == null) {
      throw new IllegalArgumentException("no such order: " + order);
    }
    return known;
  }

  private static int index(SimulatedOrder order, String line) {
    int index = order.indexOf(line);
    if (index < 0) {
      throw new IllegalArgumentException("order " + order.id() + " has no line " + line);
    }
    return index;
  }
}

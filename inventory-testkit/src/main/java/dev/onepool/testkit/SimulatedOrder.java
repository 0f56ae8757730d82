package dev.onepool.testkit;

import dev.onepool.OrderId;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order: its lines as they are, and what of it the feed has brought so far. */
final class SimulatedOrder {

  private final OrderId id;
  private final Instant placedAt;
  private final List<OrderSnapshot.Line> lines = new ArrayList<>(1);

  /** The newest version that the feed has brought; null while none is visible. */
  @Nullable OrderSnapshot newest;

  /** Where in the feed {@link #newest} stands. */
  long position;

  SimulatedOrder(OrderId id, Instant placedAt) {
    this.id = id;
    this.placedAt = placedAt;
  }

  String id() {
    return id.value();
  }

  /** Returns the index of a line, or -1. */
  int indexOf(String line) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).line().value().equals(line)) {
        return i;
      }
    }
    return -1;
  }

  /** Refuses a line that is there already, and one too many. */
  void requireRoomFor(String line) {
    if (indexOf(line) >= 0) {
      throw new IllegalArgumentException("order " + id + " has a line " + line + " already");
    }
    if (lines.size() == OrderSnapshot.MAX_LINES) {
      throw new IllegalArgumentException("order " + id + " has " + lines.size() + " lines already");
    }
  }

  OrderSnapshot.Line line(int index) {
    return lines.get(index);
  }

  void add(OrderSnapshot.Line line) {
    lines.add(line);
  }

  void set(int index, OrderSnapshot.Line line) {
    lines.set(index, line);
  }

  /** Returns whether no unit waits to be shipped or cancelled. */
  boolean closed() {
    for (OrderSnapshot.Line line : lines) {
      if (open(line) > 0) {
        return false;
      }
    }
    return true;
  }

  static long open(OrderSnapshot.Line line) {
    return line.ordered() - line.cancelled() - line.shipped();
  }

  OrderSnapshot snapshot(Instant updatedAt, long sequence) {
    return new OrderSnapshot(id, updatedAt, sequence, placedAt, true, lines);
  }
}

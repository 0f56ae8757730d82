package dev.onepool.core.internal.ledger;

import dev.onepool.ChannelId;
import dev.onepool.Event;
import dev.onepool.EventKind;
import dev.onepool.LineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell subscribers of, not yet numbered.
 *
 * @param dueBy of DUE_BY; null of others
 */
public record Happened(EventKind kind, Event.Subject subject, long units, @Nullable Instant dueBy, String message) {

  /** Returns what one decision's changes are worth telling, of these kinds. Pure. */
  public static List<Happened> in(Changes changes, Set<EventKind> wanted) {
    List<Happened> all = new ArrayList<>(1);
    changes.pools().forEach(pool -> shortfall(changes.before(pool.key()), pool, all));
    changes.reservations().forEach(hold -> reservation(changes.before(hold.id()), hold, all));
    changes.orders().forEach(order -> order(changes.before(order.key()), order, all));
    all.removeIf(event -> !wanted.contains(event.kind()));
    return all;
  }

  private static void shortfall(Pool before, Pool after, List<Happened> all) {
    long was = before.shortfall();
    long is = after.shortfall();
    if (is == was || is != 0 && is < was) {
      return;
    }
    EventKind kind = is == 0 ? EventKind.SHORTFALL_CLOSED : was == 0 ? EventKind.SHORTFALL_OPENED : EventKind.SHORTFALL_GREW;
    all.add(new Happened(kind, new Event.Stock(after.key().sku(), after.key().location()), is, null,
        is == 0 ? "nothing of " + after.key() + " is short any more; it was " + was + " units"
            : is + " units of " + after.key() + " are promised and not there, after " + was));
  }

  private static void reservation(@Nullable ReservationState before, ReservationState after, List<Happened> all) {
    if (before != null && before.status() == after.status()) {
      return;
    }
    EventKind kind = switch (after.status()) {
      case HELD -> EventKind.RESERVATION_HELD;
      case CONFIRMED -> EventKind.RESERVATION_CONFIRMED;
      case FULFILLED -> EventKind.RESERVATION_FULFILLED;
      case RELEASED -> EventKind.RESERVATION_RELEASED;
      case EXPIRED -> EventKind.RESERVATION_EXPIRED;
    };
    long units = sum(after.units().values().stream());
    all.add(new Happened(kind, new Event.Hold(after.id()), units, null, "reservation " + after.id() + " of " + units
        + " units is " + after.status().name().toLowerCase(java.util.Locale.ROOT)));
  }

  private static void order(@Nullable OrderState before, OrderState after, List<Happened> all) {
    ChannelId channel = after.key().channel();
    Event.Order subject = new Event.Order(channel, after.key().order());
    long open = sum(after.lines().values().stream().map(line -> line.counts().open()));
    if (before == null) {
      all.add(new Happened(EventKind.ORDER_NEW, subject, open, null,
          "order " + after.key() + " is new, " + open + " units are to be shipped"));
    } else if (changed(before.lines(), after.lines())) {
      all.add(new Happened(EventKind.ORDER_CHANGED, subject, open, null,
          "order " + after.key() + " changed, " + open + " units are to be shipped"));
    }
    DueBy due = after.dueBy();
    DueBy was = before == null ? null : before.dueBy();
    if (due != null && (was == null || !due.shipBy().equals(was.shipBy()))) {
      all.add(new Happened(EventKind.DUE_BY, subject, open, due.shipBy(), "order " + after.key() + " has to be shipped by "
          + due.shipBy() + (was == null ? "" : ", no longer by " + was.shipBy())));
    }
  }

  /** An event must not fail what it tells of: beyond the range of a long there is only the largest. */
  private static long sum(Stream<Long> units) {
    return units.reduce(0L, (sum, more) -> sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more);
  }

  /** Versions may rise without anything that matters to a reader. */
  private static boolean changed(Map<LineId, LineState> before, Map<LineId, LineState> after) {
    return after.values().stream().anyMatch(line -> {
      LineState old = before.get(line.line());
      return old == null || !old.counts().equals(line.counts()) || !Objects.equals(old.listing(), line.listing())
          || !Objects.equals(old.location(), line.location());
    });
  }
}

package dev.onepool.spi;

import dev.onepool.LineId;
import dev.onepool.OrderId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to tell a channel about one of its orders. Doing it twice has one effect. */
public sealed interface OrderAction {

  /** Returns the order. */
  OrderId order();

  /** Returns what names this action, so that the channel can tell a repetition. */
  String id();

  /** The seller has seen the order and will ship it. */
  record Acknowledge(OrderId order, String id) implements OrderAction {}

  /**
   * Units have been shipped.
   *
   * @param units by line; each 1 or more
   * @param carrier the carrier's name or code as the channel knows it
   * @param trackingNumber null where there is none
   */
  record Ship(
      OrderId order, String id, Map<LineId, Long> units, String carrier, @Nullable String trackingNumber)
      implements OrderAction {

    /** Copies the map and refuses a shipment of nothing. */
    public Ship {
      units = positive(units);
    }
  }

  /**
   * Units will not be shipped.
   *
   * @param units by line; each 1 or more
   * @param reason why, in the words of {@link Reason}
   */
  record Cancel(OrderId order, String id, Map<LineId, Long> units, Reason reason) implements OrderAction {

    /** Copies the map and refuses a cancellation of nothing. */
    public Cancel {
      units = positive(units);
    }
  }

  /** Why a seller cancels. A value type, so that a new reason breaks nobody. */
  record Reason(String name) {
    /** There is no stock. */
    public static final Reason NO_STOCK = new Reason("no-stock");

    /** The buyer asked for it. */
    public static final Reason BUYER = new Reason("buyer");

    /** Anything else. */
    public static final Reason OTHER = new Reason("other");
  }

  private static Map<LineId, Long> positive(Map<LineId, Long> units) {
    if (units.isEmpty()) {
      throw new IllegalArgumentException("an order action needs at least one line");
    }
    units.forEach((line, count) -> {
      if (count < 1) {
        throw new IllegalArgumentException("units of line " + line + " must be at least 1, were " + count);
      }
    });
    return Map.copyOf(units);
  }
}

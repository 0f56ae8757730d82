package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@link StockCommand.Reserve}: every line is held, or none is. */
public sealed interface ReservationResult {

  /**
   * All units are held.
   *
   * @param reservation the caller's identifier
   * @param expiresAt when the hold ends by itself, or null for never
   */
  record Held(ReservationId reservation, @Nullable Instant expiresAt) implements ReservationResult {}

  /**
   * Nothing is held. The same identifier may be used again.
   *
   * @param reservation the caller's identifier
   * @param shortItems every SKU and location that did not have enough, in key order, then what was asked for anywhere; not
   *     empty
   * @param largest the largest order that would have fitted: for each line asked for, in order, units or whole kits, where
   *     the lines before it go first; never more than was asked for
   */
  record Refused(ReservationId reservation, List<ShortItem> shortItems, List<Quantity> largest)
      implements ReservationResult {
    /** Copies the lists. */
    public Refused {
      shortItems = List.copyOf(shortItems);
      largest = List.copyOf(largest);
    }
  }

  /**
   * One SKU that did not have enough.
   *
   * @param sku what was asked for, or a component of the kit that was
   * @param location where; null where it was asked for anywhere
   * @param requested units, summed over the lines; whole kits where a kit was asked for anywhere
   * @param free the most that would have fitted: available, less safety stock, less what other channels may still take
   */
  record ShortItem(Sku sku, @Nullable LocationId location, Quantity requested, Quantity free) {}

  /** Returns whether the units are held. */
  default boolean isHeld() {
    return this instanceof Held;
  }
}

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
   * @param shortItems every SKU and location that did not have enough, in key order; not empty
   */
  record Refused(ReservationId reservation, List<ShortItem> shortItems) implements ReservationResult {
    /** Copies the list. */
    public Refused {
      shortItems = List.copyOf(shortItems);
    }
  }

  /**
   * One SKU that did not have enough.
   *
   * @param sku what was asked for
   * @param location where
   * @param requested units, summed over the lines
   * @param free the most that would have fitted: available, less safety stock, less what other channels may still take
   */
  record ShortItem(Sku sku, LocationId location, Quantity requested, Quantity free) {}

  /** Returns whether the units are held. */
  default boolean isHeld() {
    return this instanceof Held;
  }
}

package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reservation that holds units and does not end by itself.
 *
 * @param reservation the caller's identifier; {@link StockCommand.Release} gives its units back
 * @param since when its units were held; null where that was not recorded
 * @param confirmed whether its money was taken: then somebody waits for the goods
 * @param units what it holds, in key order
 */
public record OpenReservation(
    ReservationId reservation, @Nullable Instant since, boolean confirmed, List<StockCommand.ReserveLine> units) {

  /** Copies the list. */
  public OpenReservation {
    units = List.copyOf(units);
  }
}

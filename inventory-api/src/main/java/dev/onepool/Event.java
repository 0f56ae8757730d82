package dev.onepool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a ledger, told to whoever subscribed to it; see {@link Events}.
 *
 * @param id different for every event of a seller; the same when it is delivered again. Not a position: an event with a
 *     smaller id may come later
 * @param at when the ledger recorded it, by the engine's clock
 * @param kind what happened
 * @param subject what it happened to
 * @param units of a shortfall, what is short now; of a reservation, what it holds or held; of an order, what is neither
 *     cancelled nor shipped
 * @param dueBy of {@link EventKind#DUE_BY} when the order has to be shipped; null of others
 * @param message one sentence for a person, with the values
 */
public record Event(
    long id, Instant at, EventKind kind, Subject subject, Quantity units, @Nullable Instant dueBy, String message) {

  /** What an event happened to. */
  public sealed interface Subject {}

  /** A SKU at a location: of shortfalls. */
  public record Stock(Sku sku, LocationId location) implements Subject {}

  /** A reservation. */
  public record Hold(ReservationId reservation) implements Subject {}

  /** An order of a channel. */
  public record Order(ChannelId channel, OrderId order) implements Subject {}
}

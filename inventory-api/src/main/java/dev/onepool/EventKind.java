package dev.onepool;

/** What an {@link Event} tells of. */
public enum EventKind {
  /** A unit was promised that is not there, the first one of this SKU at this location. */
  SHORTFALL_OPENED,
  /** A shortfall that was open became larger. */
  SHORTFALL_GREW,
  /** Nothing is short any more. */
  SHORTFALL_CLOSED,
  /** A reservation holds units. */
  RESERVATION_HELD,
  /** The money for a reservation was taken. */
  RESERVATION_CONFIRMED,
  /** A reservation was given back. */
  RESERVATION_RELEASED,
  /** What a reservation held left for the customer. */
  RESERVATION_FULFILLED,
  /** A reservation's time ran out. */
  RESERVATION_EXPIRED,
  /** An order became known. */
  ORDER_NEW,
  /** A line of a known order was added, taken off, moved to another listing or location, or has other counts. */
  ORDER_CHANGED,
  /** It became known, or changed, by when an order has to be shipped. */
  DUE_BY
}

package dev.onepool;

/**
 * Where units can be. The first four are counted at a location; the others are outside, and are never counted.
 *
 * <p>On hand is {@link #AVAILABLE} plus {@link #RESERVED}.
 */
public enum StockState {
  /** On hand and not promised to anybody. */
  AVAILABLE,
  /** On hand and held for an order. */
  RESERVED,
  /** On the shelf, not for sale: damaged, returned and not yet graded. */
  UNSELLABLE,
  /** On its way to the location. */
  INCOMING,
  /** Outside: where receipts come from. */
  SUPPLIER,
  /** Outside: where shipments go, and returns come from. */
  CUSTOMER,
  /** Outside: where what is lost goes, and what is found comes from. */
  WRITE_OFF,
  /** Outside: between two locations of the same seller; sums to zero over the locations of a SKU. */
  TRANSIT;

  /** Returns whether units in this state are counted at a location. */
  public boolean counted() {
    return ordinal() <= INCOMING.ordinal();
  }
}

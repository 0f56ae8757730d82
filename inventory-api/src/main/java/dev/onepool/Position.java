package dev.onepool;

import java.util.List;

/**
 * The units of one SKU, location by location, at one moment.
 *
 * @param sku what is counted
 * @param locations in order of location; empty for a SKU the ledger has never seen
 */
public record Position(Sku sku, List<AtLocation> locations) {

  /** Copies the list. */
  public Position {
    locations = List.copyOf(locations);
  }

  /**
   * The units at one location.
   *
   * @param location where
   * @param available on hand and not promised
   * @param reserved on hand and promised
   * @param unsellable on the shelf, not for sale
   * @param incoming on the way
   * @param shortfall promised and not there
   * @param safetyStock never offered
   * @param exposure the most units that listings may still take without the ledger's knowing yet; negative for a moment
   *     where a channel resold a cancelled unit before the cancellation was seen
   * @param availableToPromise what may be promised to a new order of the own checkout, never negative
   */
  public record AtLocation(
      LocationId location,
      Quantity available,
      Quantity reserved,
      Quantity unsellable,
      Quantity incoming,
      Quantity shortfall,
      Quantity safetyStock,
      long exposure,
      Quantity availableToPromise) {

    /** Returns available and reserved units together. */
    public Quantity onHand() {
      return available.plus(reserved);
    }
  }

  /** Returns the units available at all locations together. */
  public Quantity available() {
    return sum(AtLocation::available);
  }

  /** Returns the units reserved at all locations together. */
  public Quantity reserved() {
    return sum(AtLocation::reserved);
  }

  /** Returns the units on hand at all locations together. */
  public Quantity onHand() {
    return sum(AtLocation::onHand);
  }

  /** Returns the units promised and not there, at all locations together. */
  public Quantity shortfall() {
    return sum(AtLocation::shortfall);
  }

  /** Returns the units that may still be promised to a new order, at all locations together. */
  public Quantity availableToPromise() {
    return sum(AtLocation::availableToPromise);
  }

  private Quantity sum(java.util.function.Function<AtLocation, Quantity> part) {
    return locations.stream().map(part).reduce(Quantity.ZERO, Quantity::plus);
  }
}

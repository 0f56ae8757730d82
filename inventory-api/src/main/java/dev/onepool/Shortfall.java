package dev.onepool;

import java.time.Instant;
import java.util.List;

/**
 * Units of a SKU at a location that are promised and not there. It opens when the first unit is short, grows and shrinks,
 * and is gone when the last one is covered or no longer wanted.
 *
 * @param sku what is short
 * @param location where
 * @param units how many are short now, at least 1
 * @param since when it opened
 * @param causes the newest facts that made it grow since it opened, oldest first; at least 1 and at most {@value
 *     #MAX_CAUSES}. What is short is never a certain order's units, so they need not add up to what is short now
 */
public record Shortfall(Sku sku, LocationId location, Quantity units, Instant since, List<Cause> causes) {

  /** The most causes that are kept. */
  public static final int MAX_CAUSES = 20;

  /** Copies the list. */
  public Shortfall {
    causes = List.copyOf(causes);
  }

  /**
   * A fact that made a shortfall grow.
   *
   * @param at when the ledger recorded it
   * @param kind what happened: a sale, an adjustment, a count, a reservation confirmed too late, something voided
   * @param subject what it happened to: an order line, or the effect key of the command
   * @param units by how many units it was short
   */
  public record Cause(Instant at, EntryCause kind, String subject, Quantity units) {}
}

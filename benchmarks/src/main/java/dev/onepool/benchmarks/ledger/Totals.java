package dev.onepool.benchmarks.ledger;

/**
 * What a contender's books show, read by the referee over a connection of its own.
 *
 * @param available units, over all SKUs
 * @param effects how many reservations have a key
 * @param entries how many entries reservations have
 * @param units the sum of these entries
 * @param effectPrints the sum of the keys' fingerprints
 * @param entryPrints the sum of the fingerprints of the entries' keys
 * @param wrongSkus how many SKUs have other units than their entries say
 */
record Totals(
    long available, long effects, long entries, long units, long effectPrints, long entryPrints, long wrongSkus) {

  /** Returns what came about since then. */
  Totals since(Totals before) {
    return new Totals(available - before.available, effects - before.effects, entries - before.entries,
        units - before.units, effectPrints - before.effectPrints, entryPrints - before.entryPrints, wrongSkus);
  }
}

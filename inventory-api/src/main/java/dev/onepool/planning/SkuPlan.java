package dev.onepool.planning;

/**
 * Everything that was planned of a SKU.
 *
 * @param history what was asked for
 * @param forecast what is expected
 * @param replenishment what to order
 */
public record SkuPlan(DemandHistory history, Forecast forecast, ReplenishmentPlan replenishment) {}

package dev.onepool.core.internal.store;

import dev.onepool.Sku;

/**
 * A SKU that waits to be planned.
 *
 * @param mark tells this change from a later one of the same SKU
 */
public record Dirty(Sku sku, long mark) {}

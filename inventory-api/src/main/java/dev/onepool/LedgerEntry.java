package dev.onepool;

import java.time.Instant;

/**
 * One immutable fact: units of a SKU at a location moved from one state to another. Entries are never changed or
 * deleted; a mistake is corrected by another entry. Those of closed periods move to an archive.
 *
 * @param id rises with every entry of a SKU at a location, in the order in which they happened; may have gaps
 * @param sku what was moved
 * @param location where
 * @param quantity how many units, at least one
 * @param from the state the units left
 * @param to the state the units reached; never equal to {@code from}
 * @param cause why
 * @param effect the effect this entry belongs to
 * @param occurredAt when it happened, as far as the caller said; otherwise {@code recordedAt}
 * @param recordedAt when the ledger wrote it
 * @param availableAfter units available at this SKU and location after the entry
 * @param reservedAfter units reserved at this SKU and location after the entry
 */
public record LedgerEntry(
    long id,
    Sku sku,
    LocationId location,
    Quantity quantity,
    StockState from,
    StockState to,
    EntryCause cause,
    EffectKey effect,
    Instant occurredAt,
    Instant recordedAt,
    Quantity availableAfter,
    Quantity reservedAfter) {}

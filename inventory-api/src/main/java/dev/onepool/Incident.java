package dev.onepool;

import java.time.Instant;

/**
 * Something that a person should know of: a shortfall, an order that became visible too late, a line without a mapping.
 *
 * @param id rises with every incident of the seller
 * @param at when the ledger noticed
 * @param kind a short name to filter by: {@code shortfall}, {@code late-order}, {@code quarantine}, {@code
 *     found-at-shipment}, {@code listing-changed}
 * @param subject what it concerns
 * @param message one sentence, with the values and what to do
 */
public record Incident(long id, Instant at, String kind, String subject, String message) {}

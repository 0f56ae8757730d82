package dev.onepool.core.internal.ledger;

/**
 * Something a person should know of.
 *
 * @param kind a short name to filter by, such as {@code shortfall}
 * @param subject what it concerns
 * @param message one sentence, with the values
 */
public record Incident(String kind, String subject, String message) {}

package dev.onepool;

import java.time.Instant;

/**
 * An order line that could not be brought to a SKU. It is kept, and applied as soon as its listing is mapped.
 *
 * @param line the line
 * @param listing the listing it names
 * @param quantity the units ordered
 * @param placedAt when the order was placed
 * @param problem why it waits
 */
public record QuarantinedLine(
    OrderLineRef line, ListingId listing, Quantity quantity, Instant placedAt, String problem) {}

package dev.onepool.core.internal.ledger;

import dev.onepool.EntryCause;
import dev.onepool.StockState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ledger entry before it has a number.
 *
 * @param occurredAt when it happened, if the command said; otherwise null
 */
public record Movement(
    PoolKey pool,
    long quantity,
    StockState from,
    StockState to,
    EntryCause cause,
    @Nullable Instant occurredAt,
    long availableAfter,
    long reservedAfter) {}

package dev.onepool.core.internal.ledger;

import dev.onepool.LineId;
import java.time.Instant;
import java.util.Map;

/**
 * An order as the ledger has applied it.
 *
 * @param key the order
 * @param placedAt when the buyer placed it, in channel time
 * @param complete the newest complete snapshot that was applied; lines that it did not name are gone unless a newer partial
 *     one named them
 * @param lines every line ever applied, in order of appearance
 */
public record OrderState(OrderKey key, Instant placedAt, OrderVersion complete, Map<LineId, LineState> lines) {}

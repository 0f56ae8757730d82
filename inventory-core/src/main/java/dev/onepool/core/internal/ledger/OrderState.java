package dev.onepool.core.internal.ledger;

import dev.onepool.LineId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as the ledger has applied it.
 *
 * @param key the order
 * @param placedAt when the buyer placed it, in channel time
 * @param complete the newest complete snapshot that was applied; lines that it did not name are gone unless a newer partial
 *     one named them
 * @param lines every line ever applied, in order of appearance
 * @param dueBy by when to ship; null while nobody said
 */
public record OrderState(
    OrderKey key, Instant placedAt, OrderVersion complete, Map<LineId, LineState> lines, @Nullable DueBy dueBy) {

  /** Returns the order with other lines. */
  public OrderState withLines(Map<LineId, LineState> newLines) {
    return new OrderState(key, placedAt, complete, newLines, dueBy);
  }
}

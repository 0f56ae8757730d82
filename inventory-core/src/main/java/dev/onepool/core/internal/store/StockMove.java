package dev.onepool.core.internal.store;

import dev.onepool.EntryCause;
import dev.onepool.LedgerEntry;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Instant;

/**
 * What an entry did to the units that can be sold.
 *
 * @param at when it was recorded
 * @param units how many more there are; negative for fewer
 */
public record StockMove(PoolKey pool, Instant at, EntryCause cause, long units) {

  static StockMove of(LedgerEntry entry) {
    long units = entry.quantity().units();
    long more = (entry.to() == StockState.AVAILABLE ? units : 0) - (entry.from() == StockState.AVAILABLE ? units : 0);
    return new StockMove(new PoolKey(entry.sku(), entry.location()), entry.recordedAt(), entry.cause(), more);
  }
}

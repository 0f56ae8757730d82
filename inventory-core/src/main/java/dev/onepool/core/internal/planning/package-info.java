/**
 * The engine behind {@link dev.onepool.planning.Planning}: total demand from a history, forecasting methods and the backtest that
 * chooses one, replenishment, and advice on channels. Pure but for {@code LedgerDemand}, which reads the store.
 */
@NullMarked
package dev.onepool.core.internal.planning;

import org.jspecify.annotations.NullMarked;

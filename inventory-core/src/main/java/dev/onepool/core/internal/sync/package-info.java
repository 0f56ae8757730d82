/**
 * What keeps channels and ledger together, in the order in which it happens in a round: orders in
 * ({@link dev.onepool.core.internal.sync.OrderReader}), what is known of earlier writes
 * ({@link dev.onepool.core.internal.sync.WriteFollower}), what listings should show
 * ({@link dev.onepool.core.internal.sync.Planner}), quantities out ({@link dev.onepool.core.internal.sync.Sender}).
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.sync;

import org.jspecify.annotations.NullMarked;

/**
 * Every rule of the ledger, as pure functions: {@link dev.onepool.core.internal.ledger.Decider#decide} takes a state, a
 * command and the time, and returns what changes. No clock, no input or output, no threads. The database store, the
 * in-memory store and the simulator run this one function.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.ledger;

import org.jspecify.annotations.NullMarked;

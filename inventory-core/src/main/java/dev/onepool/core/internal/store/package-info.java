/**
 * Where the ledger is kept: a database through JDBI and HikariCP, or memory. Nothing here decides anything; all SQL of the
 * project is here.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.store;

import org.jspecify.annotations.NullMarked;

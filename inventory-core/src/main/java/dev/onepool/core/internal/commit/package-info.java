/**
 * How commands reach the ledger: many callers, one transaction. And the ledger as an application sees it.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.commit;

import org.jspecify.annotations.NullMarked;

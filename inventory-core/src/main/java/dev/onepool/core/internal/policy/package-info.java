/**
 * Finds policies that others wrote, and keeps their mistakes from doing harm.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.policy;

import org.jspecify.annotations.NullMarked;

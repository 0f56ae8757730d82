/**
 * Puts the engine together from its settings.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Finds the connectors' providers, checks the settings of channels, and makes connectors. What is broken is reported
 * and never hides what works; a secret never appears in a message.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.host;

import org.jspecify.annotations.NullMarked;

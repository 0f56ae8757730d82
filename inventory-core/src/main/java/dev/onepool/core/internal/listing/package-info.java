/**
 * Brings a channel's listings together with the SKUs of the ledger. Nothing is guessed: a wrong mapping sells units
 * that are not there, so what is not exactly clear is left to a person.
 *
 * <p>Internal: not part of the public interface, may change at any time.
 */
@NullMarked
package dev.onepool.core.internal.listing;

import org.jspecify.annotations.NullMarked;

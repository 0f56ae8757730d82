/**
 * What a seller decides around the pool: how much will be asked for, when and how much to order, what to send to a channel's
 * own warehouse, and which channel to add or drop.
 *
 * <p>Begin at {@link dev.onepool.planning.Planning}. Everything but reading the ledger is a pure function of what it is
 * handed: same input, same answer. Rates are units per day, times are days, and money is in the seller's own currency,
 * whichever that is; every signature says which. Numbers here are estimates, so unlike the ledger's they are {@code double}s.
 */
@NullMarked
package dev.onepool.planning;

import org.jspecify.annotations.NullMarked;

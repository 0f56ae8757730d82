/**
 * Marketplaces that run in memory, misbehave on request and never surprise twice: a
 * {@link dev.onepool.testkit.SimulatedMarketplace} under a {@link dev.onepool.testkit.ManualClock} and a seed gives the
 * same history for the same calls.
 *
 * <p>Where a type does not say otherwise, its methods may be called from any thread.
 */
@NullMarked
package dev.onepool.testkit;

import org.jspecify.annotations.NullMarked;

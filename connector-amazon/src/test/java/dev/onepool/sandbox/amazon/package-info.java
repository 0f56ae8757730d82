/**
 * A local Amazon: a stateful marketplace that speaks the Selling Partner API on a loopback address, for tests, the demo and
 * simulations. It takes its time from a clock that it is given, sells only what it shows, applies writes and shows orders as late
 * as it is told, holds to Amazon's documented rates, and refuses what Amazon refuses.
 */
@NullMarked
package dev.onepool.sandbox.amazon;

import org.jspecify.annotations.NullMarked;
